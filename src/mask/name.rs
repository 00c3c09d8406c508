//! Names of persons: Chinese by surname, names with a middle dot, and Latin first and last names.

use crate::fields::is_han;

/// Bytes of a Han character of the basic plane; all of both lists are of it.
const WIDTH: usize = 3;

/// Single surnames, in order: those of the old list of the Hundred Family Surnames, and common ones that it lacks.
const SURNAMES: &str = "丁万丘丛东严丰乌乐乔乜习于云亓井亢仇仉从付仝代仰仲任伊伍伏佀何佘余佟佴侯俞修候倪傅储元充党全公关养冀冉农冯冷冼凌凤刁刑刘初利别劳勾包匡华卓单南卜卞卢卫印危却厉厍原双古史叶司吉后向吕吴周和咸唐商啜喻国堵夏夔奚姚姜姬娄孔孙孟季宁安宋宓宗官宣宦宫宰家容宿寇富寿封尉尚尤尧尹居屈展屠山岑岳崔嵇巢左巩巫巴师席常干平幸广庄应庞康庹庾廉廖弓弘张强彭徐怀惠慎慕戈戎成戚戴房扆扈扶揭操支敖敬文方於施时昌明易昝晁晏景暨暴曲曹曾木朱朴权李杜束杨杭松林柏查柯柳柴栗栾桂桑桓梁梅楚樊檀欧步武殳段殷毋毕毛水江池汤汪汲沃沈沙洪浦涂温游湛滑滕满漆潘濮焦熊燕牛牧狄王班璩甄甘田由申白皮益盖盛相瞿矫石祁祖祝禄禚禹秋秦程税穆空窦章童竺符简管籍米粟糜索红纪练终经缪罗羊羿翁翟耿聂肇肖胡胥能腾臧舒艾芦芮花苍苏苑苗苟范茅茹荀荆荣莘莫萧葛董蒋蒙蒯蒲蓝蓟蓬蔚蔡蔺薄薛藏虞融衡袁裘裴褚覃解訾詹计许诸谈谌谢谭谷贝贡贲费贺贾赖赫赵越路车辛边连迟逄通逯邓邝邢那邬邰邱邴邵邸邹郁郄郇郎郏郑郗郜郝郦郭都鄂鄢酆金钟钭钮钱门闫闵闻阎阙阚阮阴陆陈陶隆隋隗雍雒雷霍靳鞠韦韩韶项须顾颜饶马骆高魏鱼鲁鲍鹿麦麻黄黎齐龙龚";

/// Surnames of two characters, one behind the other.
const COMPOUND: &str = "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐司徒司空夏侯长孙宇文轩辕端木南宫独孤西门东郭百里呼延澹台公冶太史申屠闻人赫连钟离鲜于闾丘濮阳淳于单于拓跋宗政公羊太叔仲孙万俟亓官司寇颛孙子车巫马公西漆雕乐正壤驷公良夹谷宰父谷梁段干羊舌微生梁丘左丘纳兰叶赫完颜耶律那拉尔朱贺兰屈突哥舒仆固沮渠秃发乞伏叱干斛律北宫东里西陵归海即墨相里达奚褚师";

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
    surname(text).is_some()
}

/// Bytes of the surname with which the text begins: a compound one before a single one.
pub(super) fn surname(text: &str) -> Option<usize> {
    let compound = text.get(..2 * WIDTH).is_some_and(|first| has_word(COMPOUND, first));
    if compound {
        return Some(2 * WIDTH);
    }
    text.get(..WIDTH).filter(|first| is_surname(first)).map(|_| WIDTH)
}

/// Whether a list of words of the same length, one behind the other, holds a word.
pub(super) fn has_word(list: &str, word: &str) -> bool {
    list.as_bytes().chunks_exact(word.len().max(1)).any(|w| w == word.as_bytes())
}

/// The name before a few digits or a remark in brackets, with which shops tell customers of one name apart: `张三0017`, `张三（老客）`.
pub(super) fn without_mark(text: &str) -> &str {
    let text = text.trim();
    let bare = match text.strip_suffix([')', '）']).and_then(|t| t.rfind(['(', '（'])) {
        Some(open) => text.get(..open).unwrap_or(text),
        None => {
            let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
            if (2..=6).contains(&(text.len() - bare.len())) { bare } else { text }
        }
    };
    bare.trim_end_matches(|c: char| c.is_whitespace() || "-_#*/|".contains(c))
}

/// What a text begins with that can be a name, before what people add to theirs: `刘明平🍎`, `刘明平 VIP`, `刘明平-3栋`.
pub(super) fn head(text: &str) -> &str {
    let text = text.trim();
    let is_chinese = text.chars().next().is_some_and(is_han);
    let is_of_name =
        |c: char| if is_chinese { is_han(c) || "·•・".contains(c) } else { c.is_alphabetic() || " .'’-".contains(c) };
    let end = text.find(|c| !is_of_name(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end_matches([' ', '-'])
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
        && text.chars().all(|c| c.is_alphabetic() || " .'’-·•・*,()（）、，/&;；|".contains(c))
}

/// Whether a character of three bytes is a single surname: the list is in order.
fn is_surname(c: &str) -> bool {
    let at = |i: usize| SURNAMES.as_bytes().get(i * WIDTH..(i + 1) * WIDTH).unwrap_or_default();
    let (mut low, mut high) = (0, SURNAMES.len() / WIDTH);
    while low < high {
        let middle = usize::midpoint(low, high);
        match at(middle).cmp(c.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    false
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
        for (marked, bare) in [
            ("张三0017", "张三"),
            ("张三-17", "张三"),
            ("张三（老客）", "张三"),
            ("张三5", "张三5"),
            ("白酒1234567", "白酒1234567"),
        ] {
            assert_eq!(without_mark(marked), bare);
        }
        assert!(
            looks_like_name("Brion")
                && looks_like_name("赵(女士)")
                && looks_like_name("张三、李四")
                && !looks_like_name("C10000")
        );
    }
}
