//! Header files for common hosts. They only add to the policies in the page, which stay when a header is lost.
//!
//! `INSITU_PORTALS` at the build names the origins, separated by blanks, that alone may embed the page: the headers say so to
//! the browser, and the shell accepts the port of no other. Without it, these headers let the page be framed by its own
//! origin alone; a host that sends no headers leaves it to the address, which names the portal, and the page names it too.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::json;

use crate::policy::Policies;

/// Writes the files for nginx, Caddy, Netlify and Cloudflare Pages, and Vercel beside the page.
///
/// # Errors
/// Of reading the policies or writing the files.
pub fn write(policies: &Policies, scripts: &[String], dist: &Path) -> io::Result<()> {
    let portals = std::env::var("INSITU_PORTALS").unwrap_or_default();
    let portals: Vec<&str> = portals.split_whitespace().collect();
    let headers = headers(policies, scripts, &portals)?;
    let folder = dist.join("headers");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("nginx.conf"), nginx(&headers))?;
    fs::write(folder.join("Caddyfile"), caddy(&headers))?;
    fs::write(dist.join("_headers"), netlify(&headers))?;
    fs::write(dist.join("vercel.json"), vercel(&headers)?)
}

type Headers = [(String, String)];

/// Every response header by name.
fn headers(policies: &Policies, scripts: &[String], portals: &[&str]) -> io::Result<Vec<(String, String)>> {
    let ancestors = ["'self'"].iter().chain(portals).copied().collect::<Vec<_>>().join(" ");
    let csp = format!("{}; frame-ancestors {ancestors}", policies.text("shell", scripts)?);
    let mut headers = vec![("Content-Security-Policy".to_owned(), csp)];
    headers.extend(policies.headers()?);
    // A portal that is isolated itself frames only what says that others may.
    for (name, value) in headers.iter_mut().filter(|_| !portals.is_empty()) {
        if name == "Cross-Origin-Resource-Policy" {
            "cross-origin".clone_into(value);
        }
    }
    Ok(headers)
}

fn lines(start: &str, headers: &Headers, line: impl Fn(&str, &str) -> String, end: &str) -> String {
    let mut text = String::from(start);
    for (name, value) in headers {
        let _infallible = writeln!(text, "{}", line(name, value));
    }
    text.push_str(end);
    text
}

fn nginx(headers: &Headers) -> String {
    lines(
        "# Include inside the `location` or `server` that serves the folder.\ntypes { text/html html; text/plain txt; text/javascript js; application/wasm wasm; application/json json; }\n",
        headers,
        |name, value| format!("add_header {name} \"{value}\" always;"),
        "",
    )
}

fn caddy(headers: &Headers) -> String {
    lines(
        "# Import inside the site that serves the folder.\nheader {\n",
        headers,
        |name, value| format!("\t{name} \"{value}\""),
        "}\n",
    )
}

fn netlify(headers: &Headers) -> String {
    lines("/*\n", headers, |name, value| format!("  {name}: {value}"), "")
}

fn vercel(headers: &Headers) -> io::Result<String> {
    let list: Vec<_> = headers.iter().map(|(name, value)| json!({ "key": name, "value": value })).collect();
    let text = serde_json::to_string_pretty(&json!({ "headers": [{ "source": "/(.*)", "headers": list }] }))?;
    Ok(text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portals_may_frame_the_page_and_nobody_else() -> io::Result<()> {
        let policies = Policies::read()?;
        let of = |portals: &[&str]| headers(&policies, &[], portals).map(|all| netlify(&all));
        let alone = of(&[])?;
        assert!(alone.contains("; frame-ancestors 'self'\n"), "{alone}");
        assert!(alone.contains("Cross-Origin-Resource-Policy: same-origin\n"), "{alone}");
        let embedded = of(&["https://a.example", "https://b.example"])?;
        assert!(embedded.contains("; frame-ancestors 'self' https://a.example https://b.example\n"), "{embedded}");
        assert!(embedded.contains("Cross-Origin-Resource-Policy: cross-origin\n"), "{embedded}");
        Ok(())
    }
}
