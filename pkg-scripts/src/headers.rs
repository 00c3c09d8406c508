//! Header files for common hosts. They only add to the policies in the page, which stay when a header is lost.

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
    let csp = format!("{}; frame-ancestors 'self'", policies.text("shell", scripts)?);
    let mut headers = vec![("Content-Security-Policy".to_owned(), csp)];
    headers.extend(policies.headers()?);
    let folder = dist.join("headers");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("nginx.conf"), nginx(&headers))?;
    fs::write(folder.join("Caddyfile"), caddy(&headers))?;
    fs::write(dist.join("_headers"), netlify(&headers))?;
    fs::write(dist.join("vercel.json"), vercel(&headers)?)
}

type Headers = [(String, String)];

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
