/** The words of the overview. */
export const describe = {
  "describe.name": "经营概览",
  "describe.title": "经营概览",
} as const;
