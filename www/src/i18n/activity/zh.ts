/** The words of activity. */
export const activity = {
  "activity.name": "活跃度",
  "activity.title": "客户活跃度",
} as const;
