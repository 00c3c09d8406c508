/** The words of portraits. */
export const portrait = {
  "portrait.name": "画像",
  "portrait.title": "客户画像",
} as const;
