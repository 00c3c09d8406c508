//! Labelled columns of personal data: header, kind, whether the header may be hidden, and the values.

use crate::dice::Dice;
use crate::personal::*;
use insitu::mask::PiiType::{self, *};

/// A labelled column.
pub struct Labelled {
    pub header: &'static str,
    pub kind: PiiType,
    pub make: fn(&mut Dice) -> String,
    /// Whether a check digit tells the kind.
    pub checked: bool,
}

const fn checked(header: &'static str, kind: PiiType, make: fn(&mut Dice) -> String) -> Labelled {
    Labelled { header, kind, make, checked: true }
}

const fn shaped(header: &'static str, kind: PiiType, make: fn(&mut Dice) -> String) -> Labelled {
    Labelled { header, kind, make, checked: false }
}

fn spaced_mobile(dice: &mut Dice) -> String {
    let number = mobile(dice);
    format!("{} {} {}", &number[..3], &number[3..7], &number[7..])
}

fn coded_mobile(dice: &mut Dice) -> String {
    format!("+86-{}", mobile(dice))
}

fn wide_mobile(dice: &mut Dice) -> String {
    mobile(dice).chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect()
}

fn sheet_mobile(dice: &mut Dice) -> String {
    format!("{}.0", mobile(dice))
}

fn grouped_card(dice: &mut Dice) -> String {
    let card = bank_card(dice);
    card.as_bytes().chunks(4).map(|c| std::str::from_utf8(c).unwrap()).collect::<Vec<_>>().join(" ")
}

fn small_id_card(dice: &mut Dice) -> String {
    id_card(dice).to_lowercase()
}

fn phones_of_any_kind(dice: &mut Dice) -> String {
    if dice.below(3) == 0 { landline(dice) } else { mobile(dice) }
}

fn slashed_birthday(dice: &mut Dice) -> String {
    birthday(dice).replace('-', "/")
}

fn packed_birthday(dice: &mut Dice) -> String {
    birthday(dice).replace('-', "")
}

fn dotted_name(dice: &mut Dice) -> String {
    format!("阿{}·买{}", dice.of(&["卜杜", "依努", "迪力"]), name(dice))
}

fn extended_landline(dice: &mut Dice) -> String {
    format!("{}转{}", landline(dice), dice.digits(3))
}

/// All of them; `x` and `列…` are headers that say nothing.
pub const COLUMNS: &[Labelled] = &[
    checked("身份证号", IdCard, id_card),
    checked("客户身份证号码", IdCard, id_card),
    checked("证件号码", IdCard, id_card),
    checked("id_card_no", IdCard, small_id_card),
    checked("identity", IdCard, id_card),
    checked("x", IdCard, id_card),
    checked("列3", IdCard, id_card),
    checked("驾驶证号", IdCard, id_card),
    checked("银行卡号", BankCard, bank_card),
    checked("付款卡号", BankCard, bank_card),
    checked("credit card number", BankCard, grouped_card),
    checked("pan", BankCard, bank_card),
    checked("x", BankCard, bank_card),
    checked("统一社会信用代码", Uscc, uscc),
    checked("税号", Uscc, uscc),
    checked("tax_id", Uscc, uscc),
    checked("x", Uscc, uscc),
    checked("IMEI", Device, imei),
    checked("设备号", Device, imei),
    checked("x", Device, imei),
    shaped("身份证", IdCard, old_id_card),
    shaped("手机号", Phone, mobile),
    shaped("收货人手机", Phone, spaced_mobile),
    shaped("联系方式", Phone, coded_mobile),
    shaped("电话", Phone, phones_of_any_kind),
    shaped("mobile", Phone, wide_mobile),
    shaped("Phone Number", Phone, sheet_mobile),
    shaped("联系电话", Phone, landline),
    shaped("x", Phone, mobile),
    shaped("列5", Phone, coded_mobile),
    shaped("座机", Landline, landline),
    shaped("公司传真", Landline, extended_landline),
    shaped("fax", Landline, foreign),
    shaped("x", Landline, landline),
    shaped("phone", Phone, foreign),
    shaped("邮箱", Email, email),
    shaped("客户电子邮件", Email, email),
    shaped("e-mail", Email, email),
    shaped("x", Email, email),
    shaped("姓名", Name, name),
    shaped("客户姓名", Name, name),
    shaped("收货人", Name, name),
    shaped("联系人", Name, dotted_name),
    shaped("customer name", Name, latin_name),
    shaped("contact_name", Name, latin_name),
    shaped("地址", Address, address),
    shaped("收货地址", Address, address),
    shaped("Shipping Address", Address, address),
    shaped("x", Address, address),
    shaped("车牌号", Plate, plate),
    shaped("会员车牌", Plate, plate),
    shaped("x", Plate, plate),
    shaped("护照号", Passport, passport),
    shaped("passport_no", Passport, passport),
    shaped("港澳通行证", Passport, permit),
    shaped("台胞证号", Passport, taiwan_permit),
    shaped("客户护照号码", Passport, passport),
    shaped("军官证号", Document, military),
    shaped("社保卡号", Document, social_security),
    shaped("出生日期", Birthday, birthday),
    shaped("生日", Birthday, slashed_birthday),
    shaped("会员生日", Birthday, birthday),
    shaped("DOB", Birthday, packed_birthday),
    shaped("IP", Ip, ipv4),
    shaped("登录IP", Ip, ipv4),
    shaped("x", Ip, ipv4),
    shaped("MAC地址", Mac, mac),
    shaped("x", Mac, mac),
    shaped("IDFA", Device, uuid),
    shaped("oaid", Device, uuid),
    shaped("x", Device, openid),
    shaped("微信号", Social, wechat),
    shaped("QQ", Social, qq),
    shaped("wechat_id", Social, wechat),
    shaped("客户QQ号", Social, qq),
    shaped("纬度", Geo, latitude),
    shaped("lat", Geo, latitude),
    shaped("经纬度", Geo, coordinates),
    shaped("手机号MD5", Hash, hash),
    shaped("phone_md5", Hash, hash),
];

/// A wrong check digit, or a wrong last sign.
fn broken(value: &str) -> String {
    let last = value.chars().last().unwrap();
    let next = match last {
        '0'..='8' => char::from(last as u8 + 1),
        '9' => '0',
        _ => '7',
    };
    let mut text: String = value.chars().take(value.chars().count() - 1).collect();
    text.push(next);
    text
}

/// Rows of a column of which `percent` are bad: blanks, truncations, wrong check digits, other texts.
pub fn rows(column: &Labelled, count: usize, percent: u64, seed: u64) -> Vec<String> {
    let mut dice = Dice::new(seed);
    let cell = |dice: &mut Dice| {
        let value = (column.make)(dice);
        if dice.below(100) >= percent {
            return value;
        }
        match dice.below(4) {
            0 => dice.of(&["", "", "N/A", "无", "-"]).to_owned(),
            1 => {
                let length = value.chars().count();
                value.chars().take((dice.within(1, length as u64) as usize - 1).max(1)).collect()
            }
            2 => broken(&value),
            _ => format!("{}{}", dice.of(&["待补充", "已退", "同上", "unknown", "test", "见附件"]), dice.below(500)),
        }
    };
    (0..count).map(|_| cell(&mut dice)).collect()
}
