/** The words of segments. */
export const segments = {
  "segments.name": "细分",
  "segments.title": "客户细分与 TGI",
} as const;
