//! Traditional characters of headers as simplified ones: only those that headers of tables use.

/// Traditional and simplified form in turn.
const PAIRS: &str = "伝传売卖単单価价訂订單单編编號号會会員员買买賣卖數数價价總总額额時时間间類类別别區区電电話话碼码實实顧顾產产貨货購购優优轉转帳账級级點点擊击\
瀏浏覽览頻频業业職职歲岁齡龄郵邮證证銀银問问題题評评應应費费聯联絡络繫系賬账戶户錄录註注冊册稱称視视訪访頁页長长結结關关閉闭處处\
滿满與与讚赞內内備备說说為为動动節节態态狀状標标識识來来進进縣县門门際际淨净減减損损續续週周報报達达現现執执師师訊讯條条場场廣广開开\
紀纪錢钱創创啟启幣币運运輸输發发還还過过種种線线規规圖图觸触終终簽签餘余認认細细後后隻只樓楼鄉乡鎮镇國国學学從从資资";

/// The simplified form of a character; itself where it has none here.
pub(crate) fn simplified(c: char) -> char {
    if !('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return c;
    }
    let mut chars = PAIRS.chars();
    while let (Some(old), Some(new)) = (chars.next(), chars.next()) {
        if old == c {
            return new;
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_headers_read_as_simplified_ones() {
        assert_eq!("訂單編號 會員 總額 顧客ID".chars().map(simplified).collect::<String>(), "订单编号 会员 总额 顾客ID");
        let (old, new): (Vec<_>, Vec<_>) = PAIRS.chars().enumerate().partition(|(i, _)| i % 2 == 0);
        assert_eq!(old.len(), new.len());
        let twice = old.iter().enumerate().find(|(i, (_, c))| old.iter().skip(i + 1).any(|(_, d)| c == d));
        assert_eq!(twice, None);
    }
}
