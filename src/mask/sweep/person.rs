//! Names of persons inside text: a surname, one or two characters, and words around them that go with a person.

use super::{Found, behind_gaps, char_at, char_before, is_gap, near, number, place};
use crate::fields::{half_width, is_han};
use crate::mask::PiiType;
use crate::mask::name::{has_word, surname};

/// What stands before a name, and lets any end of the Han characters be the end of the name.
const STRONG: &[&str] =
    &["联系人", "收货人", "收件人", "姓名", "姓名是", "名字", "名字叫", "名字是", "我叫", "名叫", "寄件人", "取件人"];

/// The same when a mark or blank stands between it and the name; of the last, when a colon or its like does.
const LABELS: &[&str] = &[
    "付款人",
    "收款人",
    "投保人",
    "被保险人",
    "被保人",
    "受益人",
    "患者",
    "病人",
    "乘客",
    "旅客",
    "乘机人",
    "入住人",
    "住客",
    "户主",
    "户名",
    "开户名",
    "持卡人",
    "推荐人",
    "介绍人",
    "邀请人",
    "签收人",
    "提货人",
    "发件人",
    "预订人",
    "预约人",
    "经办人",
    "负责人",
    "申请人",
    "机主",
    "车主",
    "业主",
    "房东",
    "租客",
    "监护人",
    "法人",
    "配偶",
    "对接人",
    "接收人",
    "代收人",
    "客户名",
    "客户姓名",
    "客户名称",
];
const GENERAL: &[&str] =
    &["客户", "用户", "买家", "顾客", "收货", "收件", "联系", "家长", "学员", "学生", "本人", "父亲", "母亲", "收", "信息"];
const LATIN_LABELS: &[&str] = &[
    "name",
    "contact",
    "receiver",
    "recipient",
    "consignee",
    "customer",
    "buyer",
    "user",
    "passenger",
    "guest",
    "payer",
    "patient",
    "username",
    "realname",
    "fullname",
    "customername",
    "contactname",
    "attn",
];

const OF_PERSONS: &[&str] = &["customer_", "contact_", "user_", "real_", "full_", "receiver_", "buyer_", "first_", "last_"];

/// Words that begin with a capital and are no names.
const NO_NAMES: &[&str] = &[
    "tel", "phone", "mobile", "email", "mail", "name", "contact", "call", "id", "card", "order", "no", "number", "address",
    "wechat", "qq", "please", "ship", "note", "the", "to", "customer", "user", "from", "fax", "ip", "sku",
];

/// What stands before a name when something behind it goes with a person, too.
const WEAK: &[&str] =
    &["客户", "联系", "用户", "会员", "买家", "顾客", "收货", "找", "转", "给", "叫", "是", "和", "与", "由", "让", "请", "亲"];

/// What stands behind a name, by itself or behind `的`.
const BEHIND: &[&str] = &[
    "先生",
    "女士",
    "小姐",
    "来电",
    "致电",
    "来访",
    "老师",
    "同学",
    "本人",
    "身份证",
    "反映",
    "投诉",
    "阿姨",
    "叔叔",
    "师傅",
    "医生",
    "大夫",
];
const BELONGINGS: &[&str] = &[
    "身份证",
    "手机",
    "电话",
    "银行卡",
    "卡号",
    "邮箱",
    "地址",
    "收货地址",
    "微信",
    "快递",
    "包裹",
    "联系方式",
    "证件",
    "住址",
    "账号",
];

/// What begins what is said of a person next.
const OWN: &[&str] = &[
    "手机",
    "电话",
    "联系电话",
    "身份证",
    "证件号",
    "微信",
    "联系方式",
    "邮箱",
    "会员号",
    "客户号",
    "会员编号",
    "客户编号",
    "尾号",
];
const LATIN_OWN: &[&str] =
    &["Tel", "tel:", "TEL", "QQ", "qq:", "微信", "wx", "WX", "Phone", "phone:", "Mobile", "mobile:", "ID:", "Email", "email:"];

/// Words of two characters, one behind the other, that begin with a surname and are no name.
const WORDS: &str = "由于连忙向酒向携相信干脆时才后又安装安排安全安静包装包邮包裹包括包含边上别人别的曹操常见常用常规车库车子成功成都成品程序池子充值\
从来从未单位单独单品单号单子党员道理邓丽丁点东西董事都是窦性段时方便方式方法方案房间房子费用丰富风扇付款付费\
高度高级高兴高端高档公司公里公寓关于关系关闭管理管家广告广东广州广场国内国家国产国际国庆海外海报海南海鲜\
韩国韩式何时何况何处和我和他贺卡黑色红色红包洪水后来后面花费花色花了华为黄色黄金黄油吉林计划计算记录季度\
家里家人家电简单简直江苏江西江南姜汁金额金色金属京东经理经常经过景区靖江居然居住鞠躬康复空调空间孔雀\
蓝色乐意雷同冷藏冷冻黎明李子利用利润连续廉价廉租梁山廖廖林业凌晨刘海龙虾龙头路上路过路口陆续吕梁罗马\
马上马路马桶麦片满意满足满减满分毛巾毛病毛衣梅花米饭米粉苗条明天明日明显明年莫名牟利木头牧场能够能否\
牛奶牛肉农村农药欧洲欧式潘多彭州皮肤皮鞋平台平时平安平常齐全祁门钱包钱款强烈乔迁秦皇青岛仇恨邱县曲线全部全额\
全国权益权限任何任务任意荣誉容易阮咸山东山西商品商家商场商城商户尚未邵阳申请申诉沈阳慎重盛夏师傅施工石家石头\
时间时候史上舒服舒适双方双十水果水杯司机松紧宋体苏州孙子索赔谈判汤汁唐山唐装陶瓷滕州田园童装通知通过通话涂料\
万一万分汪汪王者危险韦德魏县温度温馨温水文件文字文明翁牛乌鲁巫山吴江武汉武器西瓜西安习惯席位席子夏天夏季夏装\
相关相同相机向您向我项目项链肖像谢谢谢绝辛苦邢台熊猫徐州许多许可薛家薛宝严重严格言语阎王阳光阳台杨梅杨树\
姚明叶子易拉易碎阴天阴凉应该应付应当英语游戏游客尤其于是于今余额余下鱼油俞敏虞城羽绒元旦元素元件袁大月底\
岳阳云南云朵云端查询查看查收詹姆张家章节张贴赵县甄选郑州郑重支付支持支票钟表仲裁周一周二周三周四周五周六周日周末\
周年周边周到周期朱红祝您祝福祝愿庄园卓越资料宗旨邹平祖国左右左边左侧解决解释解除幸福幸运宝贝宝宝保证白色白天\
白酒步骤部分第一焦急焦虑戴着盖子古代古典谷物桂花桂林顾虑顾问顾客家具嘉兴井盖井水荆州景点敬请巨大危害卫生\
应急钟点养生养护叶片银色印刷印象宁愿宁波宁夏浦东厉害连衣连接隆重农历甘肃干净干燥干货甘蔗勾选苟且晃动原因原来\
原价原装展示展开初次初步修理修改藏青藏品腾讯腾出粟米漆面矫正候选初始岑溪植物阙值晏子柏林柏油";

/// Characters that hardly any given name holds: words of grammar, and of those who answer calls.
const NEVER_GIVEN: &str = "的了是我你他她它不没有个位里打接把到在才又也就上下前店示网司程这那都要给跟说和与或老被会对从提";

/// Whether the text begins with a word that only looks like a name.
pub(super) fn is_word(text: &str) -> bool {
    text.get(..6).is_some_and(|two| has_word(WORDS, two))
}

/// The name that begins here; `previous` is the character before it, `beside` whether something of a person ends there.
pub(super) fn name_at(text: &str, start: usize, previous: char, beside: &dyn Fn() -> bool) -> Option<Found> {
    let rest = text.get(start..)?;
    let before = near(text, start);
    if !is_han(previous)
        && let Some(end) = dotted(rest).map(|length| start + length)
        && (is_labelled(before) || beside() || goes_with_person(text, end, 0))
    {
        return Found::of(text, PiiType::Name, start, end);
    }
    let first = surname(rest)?;
    if is_word(rest) {
        return None;
    }
    let bare = before.trim_end_matches([' ', ':', '：', '\t', '，', ',']);
    let strong = ends_with(bare, STRONG);
    let bounded = !is_han(previous) || strong || ends_with(bare, WEAK) || is_labelled(before);
    if !bounded {
        return None;
    }
    let mut end = start + first;
    for _ in 1..=2 {
        let (c, width) = char_at(text, end)?;
        if !is_han(c) {
            return None;
        }
        end += width;
        if NEVER_GIVEN.contains(c) {
            return None;
        }
        let ends = char_at(text, end).is_none_or(|(c, _)| !is_han(c) && !matches!(c, '·' | '•'));
        if goes_with_person(text, end, 0) || (ends && (strong || is_labelled(before) || beside())) {
            return Found::of(text, PiiType::Name, start, end);
        }
    }
    None
}

/// Bytes of the name of several parts with which the text begins: `阿卜杜拉·买买提`.
fn dotted(text: &str) -> Option<usize> {
    const LONGEST_PART: usize = 8;
    let is_dot = |c: char| matches!(c, '·' | '•' | '・');
    let part = |text: &str| text.chars().take(LONGEST_PART).take_while(|&c| is_han(c)).map(char::len_utf8).sum::<usize>();
    let mut length = part(text);
    if length < 6 {
        return None;
    }
    let mut parts = 1;
    while parts < 4
        && let Some(dot) = text.get(length..)?.chars().next().filter(|&c| is_dot(c))
        && let more = part(text.get(length + dot.len_utf8()..)?)
        && more > 0
    {
        length += dot.len_utf8() + more;
        parts += 1;
    }
    (parts > 1).then_some(length)
}

/// The name in Latin letters that begins here: two or three words with a capital, beside something of a person or behind a label.
pub(super) fn latin_at(text: &str, start: usize, beside: &dyn Fn() -> bool) -> Option<Found> {
    let rest = text.get(start..)?;
    let (mut length, mut words, mut at) = (0, 0, 0);
    while words < 3 {
        let word = rest.get(at..)?;
        let own = word.bytes().take(20).take_while(|b| b.is_ascii_alphabetic() || matches!(b, b'\'' | b'-' | b'.')).count();
        let word = word.get(..own)?;
        if !word.starts_with(|c: char| c.is_ascii_uppercase()) || NO_NAMES.contains(&word.to_ascii_lowercase().as_str()) {
            break;
        }
        (length, words) = (at + own, words + 1);
        if rest.as_bytes().get(length) != Some(&b' ') {
            break;
        }
        at = length + 1;
    }
    let end = start + length;
    let goes_on = char_at(text, end).is_some_and(|(c, _)| c.is_ascii_alphanumeric());
    if words < 2 || goes_on || !(is_labelled(near(text, start)) || beside() || goes_with_person(text, end, 0)) {
        return None;
    }
    let mut found = Found::of(text, PiiType::Name, start, end)?;
    found.has_gaps = true;
    Some(found)
}

/// Whether the text ends with a word for a person and a mark or blank behind it.
fn is_labelled(before: &str) -> bool {
    let bare = before.trim_end_matches(|c| is_gap(half_width(c)) || c == '是');
    if bare.len() == before.len() || before.len() - bare.len() > 16 {
        return false;
    }
    let has_colon = before.get(bare.len()..).unwrap_or_default().contains([':', '：', '=', '"', '是']);
    if ends_with(bare, LABELS) || ends_with(bare, STRONG) || (has_colon && ends_with(bare, GENERAL)) {
        return true;
    }
    let word = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let from = word.len();
    let word = bare.get(from..).unwrap_or_default();
    let front = bare.get(..from).unwrap_or_default();
    let is_part = front.ends_with(['_', '-']) && !OF_PERSONS.iter().any(|f| front.ends_with(f));
    has_colon && word.len() <= 16 && !is_part && LATIN_LABELS.contains(&word.to_ascii_lowercase().as_str())
}

fn ends_with(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.ends_with(w))
}

/// Whether what begins here stands behind the name of a person: a word for one, something of theirs, a telephone number.
fn goes_with_person(text: &str, at: usize, depth: usize) -> bool {
    /// Names that may stand one behind the other before it.
    const NAMES: usize = 3;
    let Some(rest) = text.get(at..) else { return false };
    let starts = |rest: &str, words: &[&str]| words.iter().any(|w| rest.starts_with(w));
    if starts(rest, BEHIND) || rest.strip_prefix('的').is_some_and(|r| starts(r, BELONGINGS)) {
        return true;
    }
    let next = behind_gaps(text, at);
    match char_at(text, next) {
        Some((c, _)) if c.is_ascii_digit() => {
            let begins = char_before(text, next).is_some_and(|(c, _)| !c.is_ascii_digit());
            let number = if begins { number::number_at(text, next) } else { None };
            number.is_some_and(|n| matches!(n.kind, PiiType::Phone | PiiType::Landline | PiiType::IdCard | PiiType::BankCard))
        }
        Some((c, _)) if is_han(c) => {
            let rest = text.get(next..).unwrap_or_default();
            let another = || {
                let ends = surname(rest).into_iter().flat_map(|first| [1, 2].map(|given| next + first + 3 * given));
                ends.into_iter().any(|end| text.is_char_boundary(end) && goes_with_person(text, end, depth + 1))
            };
            starts(rest, OWN) || (next > at && (place::address_at(text, next, c, ' ').is_some() || (depth < NAMES && another())))
        }
        Some(('@', _)) => next == at,
        Some((c, _)) if c.is_ascii_alphabetic() => {
            let rest = text.get(next..).unwrap_or_default();
            // A passport between a name and a number.
            let word = rest.bytes().take(10).take_while(u8::is_ascii_alphanumeric).count();
            let digits = rest.bytes().take(word).filter(u8::is_ascii_digit).count();
            let passport = (8..=9).contains(&word) && digits >= 7 && depth < NAMES && goes_with_person(text, next + word, NAMES);
            starts(rest, LATIN_OWN) || (next > at && (is_mail(rest) || passport))
        }
        _ => false,
    }
}

/// Whether the text begins with an e-mail address.
fn is_mail(text: &str) -> bool {
    let local = text.bytes().take(65).take_while(|b| b.is_ascii_alphanumeric() || b"._-+".contains(b)).count();
    text.as_bytes().get(local) == Some(&b'@') && text.as_bytes().get(local + 1).is_some_and(u8::is_ascii_alphanumeric)
}
