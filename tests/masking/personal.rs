//! Made-up values of every kind of personal data.

use crate::dice::Dice;

pub const HEX: &str = "0123456789abcdef";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const WORD: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
const LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const SURNAMES: &str = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 雷 钱 汤 尹 黎 易 常 武 乔 贺 赖 龚 文 欧阳 司马 诸葛 上官";
const GIVEN: &str = "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 秀兰 玉兰 建华 志强 秀英 海燕 丹丹 子轩 浩然 雨桐 欣怡 梓涵 宇航 思远 嘉怡 若曦 晨曦 俊杰 文博";
const CITIES: &str = "广东省深圳市南山区 北京市朝阳区 上海市浦东新区 浙江省杭州市西湖区 江苏省南京市鼓楼区 四川省成都市武侯区 湖北省武汉市洪山区 陕西省西安市雁塔区 山东省青岛市市南区 福建省厦门市思明区 内蒙古自治区呼和浩特市新城区 河南省郑州市金水区";
const STREETS: &str = "科技园路 人民路 解放大道 中山路 建设街 长江路 滨海大道 文一西路 天府大道 和平街 学府路 莲花村";

pub fn mobile(dice: &mut Dice) -> String {
    format!("1{}{}", dice.within(3, 9), dice.digits(9))
}

pub fn landline(dice: &mut Dice) -> String {
    let area = dice.of(&["010", "021", "0755", "020", "0571", "0371", "028", "0451"]);
    let first = dice.within(2, 8);
    format!("{area}-{first}{}", dice.digits(7))
}

pub fn foreign(dice: &mut Dice) -> String {
    let code = dice.of(&["+1", "+44", "+81", "+49", "+852", "+65"]);
    format!("{code}{}{}", dice.within(2, 9), dice.digits(8))
}

pub fn id_card(dice: &mut Dice) -> String {
    let region = dice.of(&["110105", "310104", "440305", "330106", "510107", "420111", "370202", "610113", "350203", "230103"]);
    let body =
        format!("{region}{}{:02}{:02}{:03}", dice.within(1940, 2012), dice.within(1, 12), dice.within(1, 28), dice.below(1000));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
    format!("{body}{}", "10X98765432".chars().nth((sum % 11) as usize).unwrap())
}

pub fn old_id_card(dice: &mut Dice) -> String {
    let region = dice.of(&["110105", "310104", "440305", "330106", "510107"]);
    format!("{region}{:02}{:02}{:02}{:03}", dice.within(30, 85), dice.within(1, 12), dice.within(1, 28), dice.below(1000))
}

pub fn luhn(body: &str) -> String {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b - b'0');
            if i % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

pub fn bank_card(dice: &mut Dice) -> String {
    let (front, length) =
        [("622202", 19), ("621700", 19), ("622848", 19), ("6226", 16), ("4367", 16), ("5187", 16), ("3717", 15)]
            [dice.below(7) as usize];
    let body = format!("{front}{}", dice.digits(length - 1 - front.len()));
    luhn(&body)
}

pub fn uscc(dice: &mut Dice) -> String {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let front = dice.of(&["91", "92", "93", "12", "51"]);
    let division = dice.of(&["110105", "440300", "310115", "330106"]);
    let body = format!("{front}{division}MA{}", dice.signs(ALPHABET, 7));
    let value = |c| ALPHABET.find(c).unwrap();
    let sum: usize = body.chars().enumerate().map(|(i, c)| value(c) * (0..i).fold(1, |w, _| w * 3 % 31)).sum();
    format!("{body}{}", ALPHABET.chars().nth((31 - sum % 31) % 31).unwrap())
}

pub fn imei(dice: &mut Dice) -> String {
    let front = dice.of(&["35", "86", "01", "99"]);
    let body = format!("{front}{}", dice.digits(12));
    luhn(&body)
}

pub fn name(dice: &mut Dice) -> String {
    format!("{}{}", dice.word(SURNAMES), dice.word(GIVEN))
}

pub fn latin_name(dice: &mut Dice) -> String {
    let first = dice.of(&["Anna", "John", "Maria", "Peter", "Brion", "Wei", "Darrin", "Sofia"]);
    let last = dice.of(&["Smith", "Stark", "O'Reilly", "Zhang", "Van Huff", "Miller", "Garcia", "Chen"]);
    format!("{first} {last}")
}

pub fn email(dice: &mut Dice) -> String {
    let length = dice.within(4, 10) as usize;
    format!("{}@{}", dice.signs(WORD, length), dice.of(&["163.com", "qq.com", "gmail.com", "example.cn", "mail.corp.com.cn"]))
}

pub fn address(dice: &mut Dice) -> String {
    format!(
        "{}{}{}号{}栋{}室",
        dice.word(CITIES),
        dice.word(STREETS),
        dice.within(1, 300),
        dice.within(1, 20),
        dice.within(101, 2602)
    )
}

pub fn plate(dice: &mut Dice) -> String {
    let front = dice.of(&["京", "沪", "粤", "浙", "苏", "川", "鄂", "鲁"]);
    let length = 5 + usize::from(dice.below(4) == 0);
    format!("{front}{}{}", dice.signs(LETTERS, 1), dice.signs("0123456789ABCDEFGHJK", length))
}

pub fn passport(dice: &mut Dice) -> String {
    let front = dice.of(&["E", "G", "EA", "EB"]);
    format!("{front}{}", dice.digits(9 - front.len()))
}

pub fn permit(dice: &mut Dice) -> String {
    format!("{}{}", dice.of(&["C", "H", "M"]), dice.digits(8))
}

pub fn taiwan_permit(dice: &mut Dice) -> String {
    format!("0{}", dice.digits(7))
}

pub fn military(dice: &mut Dice) -> String {
    format!("{}字第{}号", dice.of(&["南", "北", "军", "空"]), dice.digits(7))
}

pub fn social_security(dice: &mut Dice) -> String {
    format!("{}{}", dice.signs(LETTERS, 1), dice.digits(9))
}

pub fn birthday(dice: &mut Dice) -> String {
    format!("{}-{:02}-{:02}", dice.within(1945, 2010), dice.within(1, 12), dice.within(1, 28))
}

pub fn ipv4(dice: &mut Dice) -> String {
    format!("{}.{}.{}.{}", dice.of(&["10", "172", "192", "223", "116"]), dice.below(256), dice.below(256), dice.below(256))
}

pub fn mac(dice: &mut Dice) -> String {
    (0..6).map(|_| dice.signs("0123456789ABCDEF", 2)).collect::<Vec<_>>().join(":")
}

pub fn uuid(dice: &mut Dice) -> String {
    [8, 4, 4, 4, 12].map(|n| dice.signs("0123456789ABCDEF", n)).join("-")
}

pub fn openid(dice: &mut Dice) -> String {
    format!("o{}", dice.signs("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", 27))
}

pub fn qq(dice: &mut Dice) -> String {
    let length = dice.within(5, 9) as usize;
    format!("{}{}", dice.within(1, 9), dice.digits(length))
}

pub fn wechat(dice: &mut Dice) -> String {
    let length = dice.within(6, 14) as usize;
    format!("{}{}", dice.signs(LOWER, 1), dice.signs("abcdefghijklmnopqrstuvwxyz0123456789_", length))
}

pub fn latitude(dice: &mut Dice) -> String {
    format!("{}.{}", dice.within(20, 45), dice.digits(6))
}

pub fn coordinates(dice: &mut Dice) -> String {
    format!("{}.{},{}.{}", dice.within(80, 130), dice.digits(6), dice.within(20, 45), dice.digits(6))
}

pub fn hash(dice: &mut Dice) -> String {
    dice.signs(HEX, 32)
}
