/** The words of the lifecycle. */
export const lifecycle = {
  "lifecycle.name": "生命周期",
  "lifecycle.title": "客户生命周期与复购",
} as const;
