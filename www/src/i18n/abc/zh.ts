/** The words of ABC. */
export const abc = {
  "abc.name": "ABC 贡献",
  "abc.title": "客户与商品贡献（ABC）",
} as const;
