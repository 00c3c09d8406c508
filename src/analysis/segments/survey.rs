//! Columns that hold answers of a survey, told by their headers and labels.

/// Words of a header that asks for an opinion or a liking, whatever the labels are.
const ASKS: &str = "满意|喜好|喜欢|偏好|爱好|兴趣|态度|意愿|问卷|调研|价值观|生活方式|survey|questionnaire|satisf|prefer|attitude|opinion|\
    hobby|hobbies|lifestyle|nps|csat";

/// Words of a header that may stand over a scale of points.
const RATES: &str = "评价|评分|打分|推荐|认同|重要|印象|体验|rating|score|recommend|agree|importan";

/// Answers of agreement, liking and their like (Likert 1932), without what makes them stronger or weaker.
const ANSWERS: &str = "满意|不满意|同意|不同意|喜欢|不喜欢|愿意|不愿意|可能|不可能|重要|不重要|赞成|反对|认同|不认同|satisfied|dissatisfied|unsatisfied|\
    agree|disagree|likely|unlikely|important|unimportant|like|dislike";

/// Answers in the middle of a scale, which say nothing alone.
const MIDDLE: &str = "一般|中立|无所谓|说不清|不好说|不确定|不知道|neutral|neither|average|undecided|don't know";

/// What makes an answer stronger or weaker.
const DEGREES: &str = "非常|很|十分|比较|较|不太|有点|完全|强烈|极其|极|基本|太|strongly |very |somewhat |slightly |extremely |mostly |\
    completely |not ";

/// The words of a list.
fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|')
}

/// Whether a column reads as answers of a survey.
pub(super) fn is_survey(header: &str, labels: &[String]) -> bool {
    let header = header.to_lowercase();
    if words(ASKS).any(|word| header.contains(word)) || is_numbered(&header) {
        return true;
    }
    if words(RATES).any(|word| header.contains(word)) && labels.iter().all(|label| is_point(label)) {
        return true;
    }
    let labels: Vec<String> = labels.iter().map(|label| label.trim().to_lowercase()).collect();
    let (answers, middle) = labels.iter().fold((0, 0), |(answers, middle), label| {
        let bare = bare(label);
        (
            answers + usize::from(words(ANSWERS).any(|word| word == bare)),
            middle + usize::from(words(MIDDLE).any(|word| bare.starts_with(word))),
        )
    });
    // One other label is forgiven, such as one of those who gave no answer.
    answers > 1 && answers + middle + 1 >= labels.len()
}

/// A header such as `q1`, `q12_3` or `题目2`.
fn is_numbered(header: &str) -> bool {
    let rest = ["question", "题目", "问题", "第", "q"].iter().find_map(|start| header.trim().strip_prefix(start));
    let Some(rest) = rest.map(|rest| rest.trim_start_matches([' ', '_', '.'])) else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..).unwrap_or_default();
    let word = after.trim_start_matches([' ', '_', '-']);
    let is_quarter = word.len() < after.len() && word.starts_with(char::is_alphabetic);
    (1..=3).contains(&digits) && !is_quarter && (header.contains('第') && after.starts_with('题') || !header.contains('第'))
}

/// A point of a scale from 0 to 10.
fn is_point(label: &str) -> bool {
    label.trim().trim_end_matches(['分', '星', '级']).parse::<u8>().is_ok_and(|point| point <= 10)
}

/// An answer without what makes it stronger or weaker.
fn bare(label: &str) -> &str {
    let mut rest = label;
    while let Some(shorter) = words(DEGREES).find_map(|degree| rest.strip_prefix(degree)) {
        rest = shorter;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_other_columns() {
        let of = |header: &str, labels: &[&str]| is_survey(header, &labels.iter().map(|&l| l.to_owned()).collect::<Vec<_>>());
        for (header, labels) in [
            ("服务满意度", &["高", "低"][..]),
            ("q1", &["a", "b"]),
            ("Q12_3", &["yes"]),
            ("q1_2", &["yes"]),
            ("第3题", &["甲"]),
            ("推荐可能性", &["0分", "10分"]),
            ("Rating", &["1", "2", "5"]),
            ("列5", &["非常同意", "同意", "一般", "不太同意", "未答"]),
            ("col", &["Strongly agree", "Agree", "Neither agree nor disagree", "Very dissatisfied"]),
        ] {
            assert!(of(header, labels), "{header}");
        }
        for (header, labels) in [
            ("Contract", &["Month-to-month", "One year", "Two year"][..]),
            ("Churn", &["Yes", "No"]),
            ("PaymentMethod", &["Electronic check", "Mailed check"]),
            ("信用评分", &["A", "B"]),
            ("推荐人", &["张", "李"]),
            ("Q1 sales", &["high", "low"]),
            ("第二产业", &["是", "否"]),
            ("quality", &["good"]),
            ("状态", &["一般", "重要"]),
            ("列1", &[]),
        ] {
            assert!(!of(header, labels), "{header}");
        }
    }
}
