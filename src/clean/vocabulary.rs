//! What the status of an order says of its money, in the words of shops, tills and payment services.

use super::words::flat;
use crate::table::{Column, is_missing};

/// What becomes of an order's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It was paid and stands.
    Done,
    /// It is somebody else's to decide: disputed, under review. It counts, and is said.
    Doubtful,
    /// Part of it went back.
    PartlyRefunded,
    /// `Closed`: a sale that was rung up at the till, or an order that came to nothing.
    Closed,
    /// It is not paid yet, or was let lapse.
    Unpaid,
    /// The order came to nothing: cancelled, closed, merged into another one.
    Cancelled,
    /// The payment failed.
    Failed,
    /// No order yet, or none at all: a draft, a trial.
    Draft,
    /// It was paid, and all of it went back.
    Refunded,
}

/// Words for each, folded: small half-width letters without blanks, `_`, `-` and `'`.
const WORDS: &[(Standing, &str)] = &[
    (
        Standing::Done,
        "已付 已收 已缴 已缴费 在住 已完成 完成 交易成功 交易完成 成功 已支付 已付款 付款成功 支付成功 已收款 待发货 已发货 待收货 已收货 已签收 已送达 待评价 已评价 待自提 配送中 已离店 已入住
         部分发货 正常 有效 已确认 已使用 已核销 待核销 已消费 已出库 已入账 已存入零钱 已成交 成交 赢单 已赢单 已结账 已结算 已出行 已收钱 退款关闭 退款取消 退款失败 备货中 待备货 运输中 派送中
         paid complete completed done success succeeded successful processing shipped delivered fulfilled captured settled closedwon won approved confirmed partiallyshipped partiallyfulfilled intransit accepted
         bezahlt versendet versandt geliefert abgeschlossen erledigt inbearbeitung zugestellt payé payée paiementaccepté expédié expédiée livré livrée terminé terminée
         pagado pagada pago enviado entregado entregue completado completada concluído pagato spedito consegnato completato
         完了 発送済 発送済み 出荷済 出荷済み 支払済 支払済み 入金済 入金済み 決済完了 配达完了 配送完了 取引完了 결제완료 배송완료 배송중 구매확정 구매완료 상품준비중 발송완료",
    ),
    (Standing::Doubtful, "部分付款 部分支付 部分收款 partiallypaid 异常 纠纷 纠纷中 争议 争议中 风控 风控中 审核中 待审核 disputed dispute review underreview needsresponse suspected suspectedfraud"),
    (
        Standing::PartlyRefunded,
        "部分退款 部分退货 部分已退款 部分退费 部分退款成功 teilweiseerstattet partiellementremboursé parcialmentereembolsado 一部返金 부분환불 partiallyrefunded partialrefund partlyrefunded partiallyreturned",
    ),
    (Standing::Closed, "closed fermé cerrado chiuso"),
    (
        Standing::Unpaid,
        "未付款 未支付 未付 待付款 待支付 待付 待买家付款 等待付款 等待支付 等待买家付款 买家未付款 未结算 未收款 待收款 未缴费 待缴费 未缴 欠费 付款中 支付中 超时未支付 超时未付款 逾期 已逾期 逾期未付 待确认付款
         unpaid notpaid pending pendingpayment paymentpending awaitingpayment waitingforpayment paymentdue onhold hold authorized expired abandoned incomplete
         requirespaymentmethod requiresaction requiresconfirmation uncaptured overdue pastdue
         prospecting qualification qualified needsanalysis valueproposition iddecisionmakers decisionmakers perceptionanalysis proposal proposal/pricequote pricequote proposalsent negotiation negotiation/review
         offen unbezahlt ausstehend zahlungausstehend enattente enattentedepaiement impayé impayée nonpayé pendiente pendientedepago pendente aguardandopagamento impagado nopagado inattesa nonpagato dapagare
         未入金 入金待ち 支払待ち 未払い 未決済 입금대기 결제대기 미입금 미결제",
    ),
    (
        Standing::Cancelled,
        "取消 已取消 交易取消 取消交易 关闭 已关闭 交易关闭 关闭交易 超时关闭 超时取消 作废 已作废 无效 已失效 失效 已撤销 撤销 已撤单 撤单 已终止 终止 已解除 被合并 已合并 拒收 已拒收 拒签 已拒签 未到店 未入住
         爽约 退订 已退订 退订成功 退单 已退单 已关单 关单 流失 输单 丢单 冲红 已冲红 红冲 已红冲 冲销 已冲销 已删除 noshow
         storniert abgebrochen annulliert annulé annulée cancelado cancelada anulado anulada annullato annullata cancellato
         キャンセル キャンセル済 キャンセル済み 取消済 取消済み 주문취소 취소 취소완료 취소됨 결제취소
         cancel canceled cancelled cancellation void voided closedlost lost trash trashed deleted invalid withdrawn reversed annulled terminated merged",
    ),
    (
        Standing::Failed,
        "失败 支付失败 付款失败 交易失败 扣款失败 下单失败 已拒绝 拒绝 被拒绝 驳回 已驳回 fehlgeschlagen abgelehnt echoué échoué refusé refusée erreurdepaiement fallido rechazado falhou fallito rifiutato 決済失敗 결제실패 fail failed failure failedpayment paymentfailed paymenterror error declined rejected denied refused blocked",
    ),
    (Standing::Draft, "entwurf brouillon borrador bozza 下書き 草稿 暂存 测试 未提交 待提交 draft checkoutdraft autodraft test testing testorder"),
    (
        Standing::Refunded,
        "退款 已退款 全额退款 全部退款 退款成功 退款完成 已全额退款 退费 已退费 退费成功 退货 已退货 退货退款 退货退款成功 退货成功 退货完成 售后成功 售后完成 退款退货 退款退货成功 仅退款成功 已退款关闭 退票 已退票 退课 已退课 退学 退保 已退保 犹豫期退保
         erstattet rückerstattet zurückerstattet retourniert remboursé remboursée reembolsado reembolsada devuelto devuelta devolvido rimborsato rimborsata 返金 返金済 返金済み 返品 返品済 返品済み 환불 환불완료 반품 반품완료
         refund refunded fullyrefunded fullrefund refundsuccess refundsuccessful refundcompleted refundsucceeded returned fullyreturned chargeback chargedback",
    ),
];

/// What may stand before a word and behind it without changing what it says.
const BEFORE: &[&str] = &[
    "订单",
    "交易",
    "买家",
    "卖家",
    "用户",
    "客户",
    "顾客",
    "商家",
    "商户",
    "系统",
    "平台",
    "自动",
    "主动",
    "超时",
    "已经",
    "order",
    "payment",
    "commande",
    "pedido",
    "bestellung",
    "ordine",
    "注文",
    "주문",
];
const BEHIND: &[&str] = &["订单", "交易", "状态", "了", "order", "payment"];

/// Longest status in bytes: what is longer is a text.
const LONGEST: usize = 90;

impl Standing {
    /// What a cell says; `None` where it says nothing of money that is known here. Of a cell of several parts, such as `已发货，退款成功`, the gravest.
    pub(super) fn of(cell: &str) -> Option<Self> {
        if cell.len() > LONGEST {
            return None;
        }
        let flat = flat(cell);
        let parts = || flat.split([',', '、', ';', '|', '(', ')', ':', '/', '。', '【', '】', '[', ']']);
        let standing = Self::of_word(&flat).or_else(|| parts().filter_map(Self::of_word).max_by_key(|s| *s as u8));
        // Words of one blank each: `已关闭 退款成功`.
        standing.or_else(|| flat.split_whitespace().filter(|w| !w.is_ascii()).filter_map(Self::of_word).max_by_key(|s| *s as u8))
    }

    fn of_word(text: &str) -> Option<Self> {
        let mut word: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '\'' | '`')).collect();
        loop {
            let is_word = |(_, words): &&(Self, &str)| words.split_whitespace().any(|w| w == word);
            if let Some((standing, _)) = WORDS.iter().find(is_word) {
                return Some(*standing);
            }
            let shorter = BEFORE.iter().find_map(|head| word.strip_prefix(head));
            let shorter = shorter.or_else(|| BEHIND.iter().find_map(|tail| word.strip_suffix(tail)));
            word = shorter.filter(|w| !w.is_empty())?.to_owned();
        }
    }

    /// Whether a deal is won by such a word, so that other stages are on their way to it.
    fn is_won(cell: &str) -> bool {
        ["closed won", "closedwon", "won", "赢单", "已赢单"].contains(&cell.trim().to_lowercase().as_str())
    }

    /// What each value of a column says. `Closed` is a sale, but for a column that knows other words for one. Beside deals that are won, a stage that is not
    /// known is one on the way.
    pub(super) fn each(column: &Column) -> Vec<Option<Self>> {
        let texts = || column.dictionary().iter().map(|value| std::str::from_utf8(value).unwrap_or_default());
        let mut found: Vec<Option<Self>> = texts().map(Self::of).collect();
        let (is_sold, has_won) = (found.contains(&Some(Self::Done)), texts().any(Self::is_won));
        for (standing, text) in found.iter_mut().zip(texts()) {
            match standing {
                Some(Self::Closed) => *standing = Some(if is_sold { Self::Cancelled } else { Self::Done }),
                None if has_won && !is_missing(text.as_bytes()) => *standing = Some(Self::Unpaid),
                _ => {}
            }
        }
        found
    }

    /// Whether no money came in by the order.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Unpaid | Self::Cancelled | Self::Failed | Self::Draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_shops_say_what_became_of_the_money() {
        for (standing, words) in [
            (
                Standing::Cancelled,
                "已取消|(删除)取消|交易关闭|超时关闭|无效订单|被合并|拒收|已作废|NoShow|no-show|No Show|trash|voided|Cancelled|canceled|Closed Lost|订单已取消|用户取消|系统自动取消|Cancelled order",
            ),
            (
                Standing::Unpaid,
                "等待买家付款|待付款|待支付|未付款|未支付|等待付款|超时未支付|pending|Pending payment|expired|on-hold|unpaid|Negotiation/Review|Prospecting",
            ),
            (Standing::Failed, "支付失败|交易失败|Failed|declined|rejected|Payment failed"),
            (Standing::Draft, "draft|草稿|测试订单|checkout-draft"),
            (
                Standing::Refunded,
                "退费|已退费|已退款|退款成功|已取消，退款成功|已发货，退款成功|refunded|Refunded |全额退款|交易关闭（退款成功）",
            ),
            (Standing::PartlyRefunded, "部分退款|partially_refunded|Partially refunded|已发货,部分退款"),
            (Standing::Done, "待发货|待评价|processing|Shipped|已完成|交易成功|Closed Won|SUCCESS|卖家已发货，等待买家确认"),
            (Standing::Doubtful, "异常|disputed"),
        ] {
            for word in words.split('|') {
                let found = Standing::of(word);
                let silent = word.contains('卖');
                assert!(found == Some(standing) || (silent && found.is_none()), "{word}: {found:?}");
            }
        }
        for other in
            ["", "无售后或售后取消", "退款关闭", "在读", "执行中", "未取消", "取消失败", "申请退款", "退款中", "无", "-", "SO-1"]
        {
            assert_eq!(Standing::of(other).filter(|s| *s != Standing::Done), None, "{other}");
        }
    }
}
