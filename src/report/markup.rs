//! Markup under construction: a page, a drawing, a part of a workbook. Every text goes through one escape.

/// Elements one inside the other; what is open is closed in its turn. It is called hundreds of times: copies of it in every place would be
/// most of the code of a report.
#[derive(Default)]
pub(super) struct Markup {
    text: String,
    open: Vec<&'static str>,
}

impl Markup {
    /// Adds markup that holds nothing from outside.
    #[inline(never)]
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    /// Adds text, in an element or in a quoted attribute.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\'' => self.text.push_str("&#39;"),
                '\r' if letters.peek() == Some(&'\n') => {}
                letter => self.text.push(if letter != '\n' && hides(letter) { '\u{FFFD}' } else { letter }),
            }
        }
        self
    }

    /// Opens an element: its name, and its attributes behind it.
    #[inline(never)]
    pub fn open(&mut self, element: &'static str) -> &mut Self {
        self.open.push(name(element));
        self.raw("<").raw(element).raw(">")
    }

    /// Closes the element that was opened last.
    #[inline(never)]
    pub fn close(&mut self) -> &mut Self {
        let name = self.open.pop().unwrap_or_default();
        self.raw("</").raw(name).raw(">")
    }

    /// An element with a text.
    #[inline(never)]
    pub fn tag(&mut self, element: &'static str, text: &str) -> &mut Self {
        self.open(element).text(text).close()
    }

    /// An element with a sentence, of which dates stay on one line: a browser breaks behind a hyphen.
    pub fn prose(&mut self, element: &'static str, sentence: &str) -> &mut Self {
        self.open(element).sentence(sentence).close()
    }

    /// Adds a sentence, as [`Self::prose`] has it.
    #[inline(never)]
    pub fn sentence(&mut self, sentence: &str) -> &mut Self {
        let mut rest = sentence;
        while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|letter: char| !letter.is_ascii_digit() && letter != '-').unwrap_or(from.len());
            let (number, after) = from.split_at(end);
            self.text(before);
            if number.contains('-') {
                self.tag("span class=\"d\"", number)
            } else {
                self.text(number)
            };
            rest = after;
        }
        self.text(rest)
    }

    /// An element with numbers as attributes and a text; without one it is empty.
    pub fn shape(&mut self, element: &'static str, numbers: &[(&str, f64)], text: Option<&str>) {
        self.raw("<").raw(element);
        for (name, value) in numbers {
            let rounded = (value * 10.0).round() / 10.0;
            self.raw(" ").raw(name).raw("=\"").raw(&rounded.to_string()).raw("\"");
        }
        match text {
            Some(text) => self.raw(">").text(text).raw("</").raw(name(element)).raw(">"),
            None => self.raw("/>"),
        };
    }

    /// What is written so far.
    pub fn written(&self) -> &str {
        &self.text
    }

    /// The whole.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }
}

fn name(element: &'static str) -> &'static str {
    element.split(' ').next().unwrap_or_default()
}

/// Control characters, marks without width, bidi overrides, and what XML forbids: they could hide or reorder what stands beside them.
fn hides(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// About how many pixels wide a text is at 12 px.
pub(super) fn breadth(text: &str) -> f64 {
    text.chars().map(|letter| if letter > '\u{2FF}' { 12.0 } else { 7.0 }).sum()
}

/// A text cut to about so many pixels at 12 px.
pub(super) fn cut(text: &str, width: f64) -> String {
    if breadth(text) <= width {
        return text.to_owned();
    }
    let mut used = 12.0;
    let fits = |letter: &char| {
        used += if *letter > '\u{2FF}' { 12.0 } else { 7.0 };
        used <= width
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let mut markup = Markup::default();
        markup.open("p class=\"a\"").text("<script>alert('1')</script> ]]> & \"x\"").close();
        assert_eq!(
            markup.finish(),
            "<p class=\"a\">&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; ]]&gt; &amp; &quot;x&quot;</p>"
        );
    }

    #[test]
    fn a_date_stays_on_one_line() {
        let mut markup = Markup::default();
        markup.prose("p", "从 2024-12 到 2025-11，ROI -21.3%，12 <次>");
        assert_eq!(
            markup.finish(),
            "<p>从 <span class=\"d\">2024-12</span> 到 <span class=\"d\">2025-11</span>，ROI -21.3%，12 &lt;次&gt;</p>"
        );
    }

    #[test]
    fn what_hides_is_shown_as_a_mark() {
        let mut markup = Markup::default();
        markup.text("a\u{202E}b\0c\u{7}d\u{FEFF}e\u{2028}f\u{FFFF}g\th");
        assert_eq!(markup.finish(), "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\u{FFFD}g\u{FFFD}h");
        let mut lines = Markup::default();
        lines.text("一\r\n二\n三");
        assert_eq!(lines.finish(), "一\n二\n三");
    }

    #[test]
    fn what_is_open_is_closed() {
        let mut markup = Markup::default();
        markup.open("div").open("p").tag("b", "x").shape("rect class=\"bar\"", &[("x", 1.25), ("y", -0.01)], None);
        assert_eq!(markup.finish(), "<div><p><b>x</b><rect class=\"bar\" x=\"1.3\" y=\"-0\"/></p></div>");
    }

    #[test]
    fn a_long_text_is_cut_to_its_room() {
        assert_eq!((cut("客户", 24.0), cut("重要价值客户", 48.0)), ("客户".to_owned(), "重要价…".to_owned()));
        assert_eq!(cut("abcdefgh", 42.0), "abcd…");
    }
}
