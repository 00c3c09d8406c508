//! Packaging: scripts and bytes become the two forms of the page.
//!
//! A3 is a shell (`index.html`) that fetches the inner page and the bytes; A2 is one file with the inner page in a
//! `srcdoc` attribute and the bytes beside it in base64, and its shell has no script. Both frame the same inner page.

use std::io::{self, Error};

use crate::digest;
use crate::policy::Policies;

const HEAD: &str = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">";
const QUIET: &str = "<meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">";
const OUTER: &str = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\"><link rel=\"icon\" href=\"data:,\"><title>insitu</title>";
const FRAME: &str = "<iframe title=\"insitu\" sandbox=\"allow-scripts allow-downloads allow-modals\" style=\"position:fixed;inset:0;width:100%;height:100%;border:0;color-scheme:light dark\"";

/// The two scripts of the inner page as they stand between their tags.
pub struct Scripts {
    lock: String,
    app: String,
}

impl Scripts {
    /// Takes the bundles; see [`script_text`].
    ///
    /// # Errors
    /// When a bundle cannot stand in a page unchanged.
    pub fn new(lock: &str, app: &str) -> io::Result<Self> {
        Ok(Self { lock: script_text(lock)?, app: script_text(app)? })
    }

    /// The first script of the page.
    pub fn lock(&self) -> &str {
        &self.lock
    }

    /// The second.
    pub fn app(&self) -> &str {
        &self.app
    }

    /// Their source expressions.
    pub fn sources(&self) -> Vec<String> {
        vec![digest::source(&self.lock), digest::source(&self.app)]
    }

    /// Their source expressions and that of the shell's script.
    pub fn sources_with(&self, shell: &str) -> Vec<String> {
        let mut sources = self.sources();
        sources.insert(0, digest::source(shell));
        sources
    }
}

/// A script as it may stand between `<script>` and `</script>`: no end tag and no comment start inside.
///
/// # Errors
/// When it holds a character that the parser of the page would change, so that its hash would not match.
pub fn script_text(bundle: &str) -> io::Result<String> {
    if let Some(bad) = bundle.chars().find(|c| matches!(c, '\r' | '\0' | '\u{fffe}')) {
        return Err(Error::other(format!("a bundle holds U+{:04X}, which a page does not keep", u32::from(bad))));
    }
    let mut text = String::with_capacity(bundle.len());
    let mut rest = bundle;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        text.push_str(before);
        let after = tail.get(1..).unwrap_or_default();
        let closes = after.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("/script"));
        text.push('<');
        if closes || after.starts_with("!--") {
            text.push('\\');
        }
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

/// A text as it stands in a double-quoted attribute.
pub fn attribute_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}

/// The inner page: the only place where customer data ever is.
pub struct Inner {
    start: String,
    end: String,
}

impl Inner {
    /// Puts policy, lock and app in their order.
    ///
    /// # Errors
    /// Of reading the policy.
    pub fn new(policies: &Policies, scripts: &Scripts) -> io::Result<Self> {
        let policy = meta(&policies.text("inner", &scripts.sources())?);
        let start = format!("{HEAD}{policy}{QUIET}<script>{}</script><title>insitu</title></head><body>", scripts.lock);
        let end = format!("<script>{}</script></body></html>", scripts.app);
        Ok(Self { start, end })
    }

    /// Without bytes: the shell posts them.
    pub fn apart(&self) -> String {
        format!("{}{}", self.start, self.end)
    }

    /// With each of the named bytes as an inert block that the app reads and removes.
    pub fn whole(&self, bytes: &[(&str, &[u8])]) -> String {
        let mut text = self.start.clone();
        for (name, content) in bytes {
            text.push_str(&format!("<script type=\"text/plain\" id=\"p-{name}\">{}</script>", digest::base64(content)));
        }
        text.push_str(&self.end);
        text
    }
}

/// Form A3, `index.html`.
///
/// # Errors
/// Of reading the policy.
pub fn shell(policies: &Policies, scripts: &Scripts, script: &str, paint: &str) -> io::Result<String> {
    let policy = meta(&policies.text("shell", &scripts.sources_with(script))?);
    Ok(format!(
        "{HEAD}{policy}{QUIET}{OUTER}</head><body style=\"margin:0\">{paint}{FRAME}></iframe><script>{script}</script></body></html>\n"
    ))
}

/// Form A2, `insitu.html`.
///
/// # Errors
/// Of reading the policy.
pub fn single(policies: &Policies, scripts: &Scripts, inner: &str, paint: &str) -> io::Result<String> {
    let policy = meta(&policies.text("single", &scripts.sources())?);
    let inner = attribute_text(inner);
    Ok(format!(
        "{HEAD}{policy}{QUIET}{OUTER}</head><body style=\"margin:0\">{paint}{FRAME} srcdoc=\"{inner}\"></iframe></body></html>\n"
    ))
}

fn meta(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bundle_can_leave_its_script_element() -> io::Result<()> {
        let text = script_text("a='</script>';b='</SCRIPT x';c='<!--';d=1<2;e='</scrip'")?;
        assert_eq!(text, "a='<\\/script>';b='<\\/SCRIPT x';c='<\\!--';d=1<2;e='</scrip'");
        assert!(script_text("a\r\n").is_err());
        assert!(script_text("a\0").is_err());
        Ok(())
    }

    #[test]
    fn a_bundle_that_ends_in_a_tag_start_is_kept() -> io::Result<()> {
        assert_eq!(script_text("字<")?, "字<");
        assert_eq!(script_text("<字字字")?, "<字字字");
        Ok(())
    }

    #[test]
    fn attributes_hold_any_text() {
        assert_eq!(attribute_text("<a b=\"1&amp;2\">"), "<a b=&quot;1&amp;amp;2&quot;>");
    }
}
