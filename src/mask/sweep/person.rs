//! Names of persons inside text: a surname, one or two characters, and words around them that go with a person.

use super::{Found, char_at, char_before, number};
use crate::fields::is_han;
use crate::mask::PiiType;
use crate::mask::name::{has_word, surname};

/// What stands before a name, and lets any end of the Han characters be the end of the name.
const STRONG: &[&str] =
    &["联系人", "收货人", "收件人", "姓名", "姓名是", "名字", "名字叫", "名字是", "我叫", "名叫", "寄件人", "取件人"];

/// What stands before a name when something behind it goes with a person, too.
const WEAK: &[&str] =
    &["客户", "联系", "用户", "会员", "买家", "顾客", "收货", "找", "转", "给", "叫", "是", "和", "与", "由", "让", "请", "亲"];

/// What stands behind a name, by itself or behind `的`.
const BEHIND: &[&str] = &["先生", "女士", "小姐", "来电", "致电", "来访", "老师", "同学", "本人", "身份证", "反映", "投诉"];
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

/// The name that begins here; `previous` is the character before it.
pub(super) fn name_at(text: &str, start: usize, previous: char) -> Option<Found> {
    let rest = text.get(start..)?;
    let first = surname(rest)?;
    if rest.get(..6).is_some_and(|two| has_word(WORDS, two)) {
        return None;
    }
    let before = text.get(..start).unwrap_or_default();
    let bare = before.trim_end_matches([' ', ':', '：', '\t', '，', ',']);
    let strong = ends_with(bare, STRONG);
    let bounded = !is_han(previous) || strong || ends_with(bare, WEAK);
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
        if goes_with_person(text, end) || (strong && ends) {
            return Found::of(text, PiiType::Name, start, end);
        }
    }
    None
}

fn ends_with(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.ends_with(w))
}

/// Whether what begins here stands behind the name of a person: a word for one, something of theirs, a telephone number.
fn goes_with_person(text: &str, at: usize) -> bool {
    let Some(rest) = text.get(at..) else { return false };
    let starts = |rest: &str, words: &[&str]| words.iter().any(|w| rest.starts_with(w));
    if starts(rest, BEHIND) || rest.strip_prefix('的').is_some_and(|r| starts(r, BELONGINGS)) {
        return true;
    }
    let mut next = at;
    for _ in 0..3 {
        match char_at(text, next) {
            Some((' ' | '(' | ',' | ':' | '、' | '/' | '-', width)) => next += width,
            Some((c, _)) if c.is_ascii_digit() && char_before(text, next).is_some_and(|(c, _)| !c.is_ascii_digit()) => {
                return number::number_at(text, next).is_some_and(|n| n.kind == PiiType::Phone);
            }
            Some((c, _)) if is_han(c) => {
                return starts(text.get(next..).unwrap_or_default(), &["手机", "电话", "联系电话", "身份证"]);
            }
            _ => return false,
        }
    }
    false
}
