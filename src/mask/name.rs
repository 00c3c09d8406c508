//! Names of persons: Chinese by surname, names with a middle dot, and Latin first and last names.

use crate::fields::is_han;

/// Single surnames: those of the old list of the Hundred Family Surnames, and common ones that it lacks.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫代付覃岳涂仝苟冼佟佘佴丘尧郇苑门木税荀麦楚仉谌揭操刑丛初由官危练";

/// Surnames of two characters.
const COMPOUND: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空", "夏侯", "长孙", "宇文",
    "轩辕", "端木", "南宫", "独孤", "西门", "东郭", "百里", "呼延", "澹台", "公冶", "太史", "申屠", "闻人", "赫连", "钟离",
    "鲜于", "闾丘", "濮阳", "淳于", "单于", "拓跋",
];

/// Whether this is a Chinese name: two to four Han characters that begin with a surname, or Han characters with a middle
/// dot between them.
pub(super) fn is_chinese_name(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 64 {
        return false;
    }
    let length = text.chars().count();
    if let Some((first, last)) = text.split_once(['·', '•', '・']) {
        return length <= 16
            && !last.is_empty()
            && first.chars().count() >= 2
            && first.chars().all(is_han)
            && is_han_with_dots(last);
    }
    if !(2..=4).contains(&length) || !text.chars().all(is_han) {
        return false;
    }
    let compound = COMPOUND.iter().any(|s| text.starts_with(s));
    compound || text.chars().next().is_some_and(is_surname)
}

/// Whether this is a Latin name: two or three words that each begin with a capital and go on in small letters.
pub(super) fn is_latin_name(text: &str) -> bool {
    let text = text.trim();
    let words = text.split(' ').filter(|w| !w.is_empty());
    text.len() <= 64 && (2..=3).contains(&words.clone().count()) && words.clone().all(is_capitalised)
}

/// Whether this can be a name below a header that says so: short and without digits.
pub(super) fn looks_like_name(text: &str) -> bool {
    let text = text.trim();
    (1..=40).contains(&text.chars().count())
        && text.chars().any(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphabetic() || " .'’-·•・*,()（）".contains(c))
}

fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

fn is_han_with_dots(text: &str) -> bool {
    text.chars().all(|c| is_han(c) || c == '·' || c == '•' || c == '・')
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.as_str();
    let initial = rest.is_empty() || rest == ".";
    capital
        && rest.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’' || c == '-' || c == '.')
        && (initial || rest.chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_only_looks_like_one() {
        for name in ["张三", "欧阳修", "王小明", "阿卜杜拉·买买提", "孙淑华"] {
            assert!(is_chinese_name(name), "{name}");
        }
        for other in ["张", "食品", "手机壳", "中国", "张三的手机", "A张", "·", "新格林耐特传媒有限公司", ""]
        {
            assert!(!is_chinese_name(other), "{other}");
        }
        for name in ["Brion Stark", "Abbey O'Reilly", "Darrin Van Huff", "J. Smith"] {
            assert!(is_latin_name(name), "{name}");
        }
        for other in ["WHITE METAL LANTERN", "Brion", "brion stark", "Set Of 7 Boxes", "Two  words of four", ""] {
            assert!(!is_latin_name(other), "{other}");
        }
        assert!(looks_like_name("Brion") && looks_like_name("赵(女士)") && !looks_like_name("C10000"));
    }
}
