/** The words of the page inside another one. */
export const portal = {
  "portal.in": "嵌入在 {origin} 里",
  "portal.gets": "汇总表会交给这个网页，不足 {n} 人的组不给；换了设置的第二组汇总表和客户明细不给，除非您同意。",
  "portal.given": "您已同意交出客户明细。",
  "portal.revoke": "收回",
  "portal.ask": "把客户明细交给这个网页？",
  "portal.ask.text":
    "{origin} 想要当前分析的客户明细，最多 1000 位：遮盖过的编号、化名、每位客户的指标与分组。没有原始编号，但仍是单个客户的数据，交出后收不回来。",
  "portal.again": "把换了设置的结果也交给这个网页？",
  "portal.again.text":
    "{origin} 已经拿到这份文件的一组汇总表。换了日期、清洗、筛选或参数再交一组，两组相减可能看出个别客户。不同意的话，它只保留第一组；与之前只差少数客户的表，即使同意也不交。",
  "portal.again.given": "您已同意交出换了设置的结果。",
  "portal.ask.until": "同意只对当前打开的文件有效。",
  "portal.yes": "交出",
  "portal.no": "不交",
  "portal.way": "嵌入本页的网页 {origin}：本页与它之间的消息是唯一留着的出口；它里面的其他框架同样收得到。",
  "portal.error.E_BUSY": "页面正在准备或读取文件，请稍后再试。",
  "portal.error.E_CANCELLED": "读取被取消。",
  "portal.error.E_ROOM": "这个标签页的内存放不下整个文件，请在页面里选择只读一部分。",
  "portal.error.E_NO_DATA": "还没有可以分析的文件：请先打开文件，并补全字段。",
  "portal.error.E_UNKNOWN_ANALYSIS": "没有这项分析，或者这里不提供。",
  "portal.error.E_PARAM": "参数不在允许的范围内。",
  "portal.error.E_WITHHELD": "已用筛选缩小到部分客户，结果不交给嵌入的网页。",
  "portal.error.E_AGAIN": "已交出过另一种设置下的结果，用户没有同意再交一组。",
  "portal.error.E_NOT_SEALED": "自检没有通过，文件入口保持关闭。",
  "portal.error.E_NOT_AVAILABLE": "这个版本没有此项功能。",
  "portal.error.E_INTERNAL": "页面内部出错。",
} as const;
