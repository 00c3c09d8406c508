/** The words of clustering. */
export const cluster = {
  "cluster.name": "聚类",
  "cluster.title": "客户聚类",
} as const;
