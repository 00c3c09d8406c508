/** The words of lifetime value. */
export const clv = {
  "clv.name": "终身价值",
  "clv.title": "客户终身价值（CLV）",
} as const;
