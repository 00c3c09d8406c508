//! What a header says about personal data.

use super::PiiType;
use crate::fields::{Field, Fit, Header, named_field};
use serde::Serialize;
use std::sync::LazyLock;

/// What a header says about a kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// It names the kind.
    Exact(PiiType),
    /// It ends with a name of the kind, or uses a vague one.
    Partial(PiiType),
    /// It names something else that is no personal data.
    Contrary,
    /// It ends with a word for a person, who may be named below it or told in another way.
    Person,
    /// It is the key of the customer, which may be anything.
    Key,
    /// It says nothing.
    Silent,
}

/// What the header of a column said, for the explanation of a verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum HeaderSays {
    /// Nothing about the kind.
    #[default]
    Nothing,
    /// It names the kind, or the column is mapped to a field of it.
    Exact,
    /// It ends with a name of the kind.
    Partial,
    /// It names something else.
    Contrary,
}

/// Headers by kind that the catalogue of fields does not know, parted by `|`.
const WORDS: &[(PiiType, &str)] = &[
    (
        PiiType::Landline,
        "座机|座机号|座机号码|座机电话|固话|固定电话|传真|传真号|传真号码|landline|land line|fax|fax no|fax number",
    ),
    (
        PiiType::Uscc,
        "统一社会信用代码|社会信用代码|统一信用代码|信用代码|税号|纳税人识别号|纳税人识别码|uscc|tax id|taxid|tax no|tax number|credit code|social credit code",
    ),
    (
        PiiType::Device,
        "设备号|设备ID|设备标识|设备码|设备唯一标识|imei|imei号|meid|idfa|idfv|oaid|gaid|udid|android id|androidid|device id|deviceid|device no|openid|open id|unionid|union id",
    ),
    (
        PiiType::Name,
        "负责人|经办人|经办|业务员|业务经理|客户经理|销售员|销售代表|销售顾问|营业员|客服姓名|客服人员|受理人|受理客服|接待人|课程顾问|置业顾问|操作员|制单人|审核人|收银员|导购|导购员|跟进人|owner|contact owner|opportunity owner|account owner|salesperson|sales person|sales rep|account manager|assignee|cashier",
    ),
    (
        PiiType::Name,
        "付款人|付款人姓名|收款人|收款人姓名|寄件人|发件人|投保人|被保险人|被保人|受益人|持卡人|开户名|开户人|户名|患者|病人|就诊人|乘客|旅客|乘机人|乘车人|出行人|入住人|住客|预订人|预定人|订票人|取票人|提货人|签收人|取件人|passenger|passenger name|guest name|guest|cardholder|card holder|cardholder name|beneficiary|payer|payer name|payee|patient|patient name|recipient|recipient name|insured|policyholder|policy holder|consignee|traveller|traveler",
    ),
    (PiiType::Ip, "ip|ip地址|ip列表|ip address|ip addr|ip list|ips|ipv4|ipv6|remote addr|client ip|forwarded for"),
    (PiiType::Mac, "mac|mac地址|mac address|mac addr|物理地址"),
    (PiiType::Plate, "车牌|车牌号|车牌号码|plate|plate no|plate number|license plate|licence plate|car plate"),
    (
        PiiType::Passport,
        "护照|护照号|护照号码|通行证|通行证号|通行证号码|港澳通行证|台湾通行证|回乡证|回乡证号|台胞证|台胞证号|passport|passport no|passport number|travel permit",
    ),
    (
        PiiType::Document,
        "车架号|车架号码|车辆识别代号|车辆识别码|发动机号|vin|vin code|vehicle identification number|读者证|读者证号|借书证|借书证号|借阅证|借阅证号|军官证|军官证号|士兵证|军人证|社保|社保号|社保卡|社保卡号|社会保障号|社会保障卡号|医保卡号|医保号|驾驶证|驾驶证号|驾照|驾照号|driver license|drivers license|driver license no|driving licence|social security|social security no|social security number|ssn",
    ),
    (
        PiiType::Birthday,
        "生日|出生日期|出生年月|出生年月日|出生时间|birth|birthday|birthdate|birth date|birth day|date of birth|dob",
    ),
    (
        PiiType::Social,
        "粉丝ID|粉丝昵称|观众ID|观众昵称|微信|微信号|微信ID|微信账号|微信昵称|QQ|QQ号|QQ号码|微博|微博号|微博账号|微博昵称|旺旺|旺旺号|旺旺ID|阿里旺旺|抖音号|抖音ID|小红书号|小红书ID|快手号|快手ID|支付宝账号|支付宝账户|支付宝帐号|支付宝号|陌陌号|钉钉号|alipay account|alipay id|telegram|whatsapp|line id|skype|wechat|wechat id|weixin|wxid|qq no|qq number|weibo|wangwang",
    ),
    (PiiType::Geo, "经度|纬度|经纬度|坐标|lat|lng|lon|latitude|longitude|gps|geo|coordinates"),
    (
        PiiType::FreeText,
        "备注|留言|内容|买家留言|买家备注|卖家备注|客服备注|评论|评论内容|评价内容|反馈内容|沟通记录|remark|remarks|note|notes|comment|comments|message|memo|feedback",
    ),
    (
        PiiType::Secret,
        "密码|登录密码|支付密码|交易密码|口令|密钥|令牌|password|passwd|pwd|passcode|cookie|cookies|token|access token|refresh token|api key|secret|secret key|private key",
    ),
    (PiiType::Address, "门牌|门牌号|门牌号码|房号|楼栋房号|家庭地址|house no|house number|room no"),
    (PiiType::RecordId, "会员号|会员ID|客户ID|用户ID|user id|customer id|member id"),
];

/// What a header of persons ends with, as far as it may tell them otherwise than by their names.
const PERSONS: &str = "人|法人|业主|车主|机主|户主|房东|租客|店长|店主|老板|主管|顾问|管家|教练|司机|骑手|客服|老师|教师|医生|大夫|护士|律师|设计师|技师|理疗师|美容师|发型师|学员|团员|队员|组员|成员|嘉宾|志愿者|粉丝|观众|读者|学生|同事|家长|配偶|父亲|母亲|员工|店员|职员|专员|配送员|快递员|送货员|服务员|安装员|维修员|驾驶员|理货员|巡检员|讲师|讲解员|主播|达人|博主|昵称|花名|签名|referrer|agent|inviter|driver|doctor|teacher|student|employee|staff|operator|creator|nickname|nick name|tutor|coach|courier|rider|attendee|participant|applicant|responsible|handler|manager|by";

/// Words of a header of hashes, and of that which is hashed.
const HASHES: &[&str] = &["md5", "sha", "sha1", "sha256", "hash", "hashed", "哈希", "加密", "密文", "摘要", "散列"];
const HASHED: &[&str] = &[
    "手机",
    "电话",
    "身份证",
    "证件",
    "phone",
    "mobile",
    "tel",
    "msisdn",
    "idcard",
    "id",
    "imei",
    "idfa",
    "oaid",
    "mail",
    "email",
    "邮箱",
];

/// The words in the form of [`Header`].
static CATALOGUE: LazyLock<Vec<(PiiType, Header)>> = LazyLock::new(|| {
    let kind = |&(kind, words): &(PiiType, &'static str)| words.split('|').map(move |w| (kind, Header::new(w)));
    WORDS.iter().flat_map(kind).collect()
});

static PERSONS_FOUND: LazyLock<Vec<Header>> = LazyLock::new(|| PERSONS.split('|').map(Header::new).collect());

/// The kind that the words of this module find in a header.
fn own(header: &Header) -> Option<(PiiType, Fit)> {
    let mut found = None;
    for (kind, word) in CATALOGUE.iter() {
        match header.fit(word) {
            Some(Fit::Exact) => return Some((*kind, Fit::Exact)),
            Some(Fit::Ends) if found.is_none() => found = Some((*kind, Fit::Ends)),
            _ => {}
        }
    }
    found
}

impl Claim {
    /// What the header and the mapped field of a column say; one that is numbered says what it does without its number.
    pub(super) fn new(header: &str, field: Option<Field>) -> Self {
        let claim = Self::of(header, field);
        let bare = header.trim().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | ' '));
        if claim == Self::Silent && bare.len() < header.trim().len() { Self::of(bare, field) } else { claim }
    }

    fn of(header: &str, field: Option<Field>) -> Self {
        let header = Header::new(header);
        if names_hash(&header) {
            return Self::Exact(PiiType::Hash);
        }
        let own = own(&header);
        let personal = own.filter(|(kind, _)| !matches!(kind, PiiType::FreeText | PiiType::RecordId));
        let named = named_field(&header);
        if field == Some(Field::UserId) {
            // A telephone number that stands for its customer is still a telephone number.
            let kind = named.filter(|&(_, sure)| sure > 0.9).and_then(|(field, _)| PiiType::of(field));
            let own = personal.filter(|&(_, fit)| fit == Fit::Exact).map(|(kind, _)| kind);
            return kind.or(own).map_or(Self::Key, Self::Exact);
        }
        if let Some((kind, Fit::Exact)) = personal {
            return Self::Exact(kind);
        }
        if let Some(kind) = field.and_then(PiiType::of) {
            return Self::Exact(kind);
        }
        match (named, personal) {
            (Some((named, sure)), _) if PiiType::of(named).is_some() && sure > 0.9 => {
                PiiType::of(named).map_or(Self::Silent, Self::Exact)
            }
            (_, Some((kind, _))) => Self::Partial(kind),
            // A text may hold anything.
            (None, _) if field.is_none() && PERSONS_FOUND.iter().any(|word| header.fit(word).is_some()) => Self::Person,
            // Beside the column of customers another one of them says who they are otherwise, mostly by their names.
            (Some((Field::UserId, _)), _) if field.is_none() => Self::Person,
            (Some((Field::UserId | Field::Text, _)), _) => Self::Silent,
            (Some((named, _)), _) => PiiType::of(named).map_or(Self::Contrary, Self::Partial),
            _ if field.is_some() => Self::Contrary,
            _ => Self::Silent,
        }
    }

    /// Prior log-likelihood ratio of a kind.
    pub(super) fn prior(self, kind: PiiType) -> f64 {
        match self {
            Self::Exact(k) if k == kind => 6.0,
            Self::Partial(k) if k == kind => 3.0,
            Self::Person if kind == PiiType::Name => 3.0,
            Self::Contrary => -6.0,
            _ => 0.0,
        }
    }

    /// The kind that the header names.
    pub(super) fn kind(self) -> Option<PiiType> {
        match self {
            Self::Exact(kind) | Self::Partial(kind) => Some(kind),
            Self::Contrary | Self::Person | Self::Key | Self::Silent => None,
        }
    }

    /// What the header said about a kind.
    pub(super) fn about(self, kind: PiiType) -> HeaderSays {
        match self {
            Self::Exact(k) if k == kind => HeaderSays::Exact,
            Self::Partial(k) if k == kind => HeaderSays::Partial,
            Self::Person if kind == PiiType::Name => HeaderSays::Partial,
            Self::Contrary => HeaderSays::Contrary,
            _ => HeaderSays::Nothing,
        }
    }
}

/// Whether a header names hashes of numbers of persons.
fn names_hash(header: &Header) -> bool {
    let any = |words: &[&str]| words.iter().any(|w| header.has(w));
    any(HASHES) && any(HASHED)
}

/// The kind of a column that is not masked as a whole: text in which people write anything, or keys of records.
pub(super) fn loose(header: &str, field: Option<Field>) -> Option<PiiType> {
    if field == Some(Field::UserId) {
        return Some(PiiType::RecordId);
    }
    own(&Header::new(header)).map(|(kind, _)| kind).filter(|k| matches!(k, PiiType::FreeText | PiiType::RecordId))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_matched_as_words() {
        for header in [
            "手机壳",
            "银行卡数量",
            "地址数",
            "姓名长度",
            "duplicate",
            "email_opt_in",
            "手机型号",
            "zip",
            "vip",
            "membership",
            "微信支付金额",
            "生日券",
            "车牌架",
            "护照夹",
            "IP数",
            "device_count",
            "latency",
            "machine",
            "平台",
            "template",
            "密码强度",
            "学员数",
            "客服评分",
        ] {
            let claim = Claim::new(header, None);
            assert!(matches!(claim, Claim::Silent | Claim::Contrary), "{header}: {claim:?}");
        }
        for (header, claim) in [
            ("团长手机号", Claim::Partial(PiiType::Phone)),
            ("身份证号", Claim::Exact(PiiType::IdCard)),
            ("E-mail", Claim::Exact(PiiType::Email)),
            ("订单号", Claim::Contrary),
            ("备注", Claim::Silent),
            ("联系电话", Claim::Exact(PiiType::Phone)),
            ("传真", Claim::Exact(PiiType::Landline)),
            ("公司税号", Claim::Partial(PiiType::Uscc)),
            ("登录IP", Claim::Partial(PiiType::Ip)),
            ("MacAddress", Claim::Exact(PiiType::Mac)),
            ("配偶生日", Claim::Partial(PiiType::Birthday)),
            ("DOB", Claim::Exact(PiiType::Birthday)),
            ("手机号MD5", Claim::Exact(PiiType::Hash)),
            ("phone_sha256", Claim::Exact(PiiType::Hash)),
            ("收货经度", Claim::Partial(PiiType::Geo)),
            ("付款人", Claim::Exact(PiiType::Name)),
            ("担保人", Claim::Person),
            ("地址2", Claim::Exact(PiiType::Address)),
            ("电话_2", Claim::Exact(PiiType::Phone)),
            ("createdBy", Claim::Person),
            ("登录密码", Claim::Exact(PiiType::Secret)),
            ("是否设置密码", Claim::Partial(PiiType::Secret)),
        ] {
            assert_eq!(Claim::new(header, None), claim, "{header}");
        }
        assert_eq!(Claim::new("订单号", Some(Field::UserId)), Claim::Key);
        assert_eq!(Claim::new("openid", Some(Field::UserId)), Claim::Exact(PiiType::Device));
        assert_eq!(loose("买家留言", None), Some(PiiType::FreeText));
    }

    #[test]
    fn every_word_is_found_again() {
        for (kind, word) in WORDS.iter().flat_map(|(kind, words)| words.split('|').map(move |w| (kind, w))) {
            assert_eq!(own(&Header::new(word)).map(|(k, _)| k), Some(*kind), "{word}");
        }
    }
}
