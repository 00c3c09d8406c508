//! What customers tell the service.

use super::dice::Dice;

/// Subjects with their share in a hundred and what is written of them. The first is the one of the incident.
const SUBJECTS: [(&str, i64, [&str; 3]); 6] = [
    ("支付", 4, ["付款一直失败，提示系统繁忙", "点了支付没有反应，订单付不了", "付不了款，试了三次都不行"]),
    ("物流", 26, ["快递比预计晚到一天", "想改一下收货地址", "包裹显示签收但没收到"]),
    ("商品质量", 20, ["收到时外包装有点破", "味道和上次买的不一样", "用了两周，整体满意"]),
    ("退换货", 18, ["尺寸不合适，想换一个", "申请退货，请安排取件", "退款什么时候到账"]),
    ("商品咨询", 22, ["请问保质期到什么时候", "有没有小规格的", "和旧款有什么区别"]),
    ("会员服务", 10, ["积分怎么兑换", "会员等级什么时候更新", "优惠券过期了能补吗"]),
];
const WAYS: [&str; 3] = ["在线客服", "电话", "小程序"];

/// A case.
pub(super) struct Ticket {
    pub time: i64,
    pub customer: usize,
    pub subject: &'static str,
    /// 1 to 5; 0 = not given.
    pub score: i64,
    pub text: String,
    /// Minutes until it was closed.
    pub minutes: i64,
    pub way: &'static str,
}

impl Ticket {
    /// A case of a customer; of a payment that failed in the incident, or of anything.
    pub fn new(time: i64, (customer, phone): (usize, i64), incident: bool, dice: &mut Dice) -> Self {
        let subject = if incident { 0 } else { dice.weighted(SUBJECTS.iter().map(|subject| subject.1)) };
        let (subject, _, texts) = SUBJECTS.get(subject).copied().unwrap_or_default();
        let mut text = dice.of(&texts).copied().unwrap_or_default().to_owned();
        if dice.chance(4) {
            text.push_str(&format!("，请回电{phone}"));
        }
        let score = match dice.below(100) {
            0..12 => 0,
            _ if incident => 1 + dice.below(2),
            12..20 => 2,
            20..36 => 3,
            36..66 => 4,
            _ => 5,
        };
        let minutes = if incident { 150 + dice.below(240) } else { 8 + dice.below(60) + dice.below(60) };
        Self { time, customer, subject, score, text, minutes, way: dice.of(&WAYS).copied().unwrap_or_default() }
    }
}
