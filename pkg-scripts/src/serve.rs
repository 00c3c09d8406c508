//! `serve`: a plain static host. It sends `Content-Type` and nothing for safety, so that what holds here holds on any host.

use std::fs::File;
use std::io::{self, Error};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;

use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::workspace;

const THREADS: usize = 4;

/// Serves `dist/` or the folders given, a file from the first that has it, until the process ends. `PORT` is the port (8080 if unset), `HOST` the address
/// (127.0.0.1 if unset).
///
/// # Errors
/// When a folder does not exist or the port is taken.
pub fn run(args: &[String]) -> io::Result<()> {
    let named: Vec<PathBuf> = args.iter().map(|name| workspace::root().join(name)).collect();
    let folders = if named.is_empty() { vec![workspace::dist()] } else { named };
    if let Some(folder) = folders.iter().find(|folder| !folder.is_dir()) {
        return Err(Error::other(format!("{} does not exist: run `build` or `package` first", folder.display())));
    }
    let host = std::env::var("HOST").unwrap_or_else(|_unset| "127.0.0.1".to_owned());
    let port = std::env::var("PORT").unwrap_or_else(|_unset| "8080".to_owned());
    let server = Server::http(format!("{host}:{port}"))
        .map_err(|error| Error::other(format!("cannot serve on {host}:{port}: {error}")))?;
    let shown = if host == "127.0.0.1" { "localhost" } else { &host };
    println!("http://{shown}:{port}/");
    let server = Arc::new(server);
    let workers: Vec<_> = (0..THREADS)
        .map(|_worker| {
            let (server, folders) = (Arc::clone(&server), folders.clone());
            thread::spawn(move || {
                for request in server.incoming_requests() {
                    // A visitor who leaves early is no fault of the server.
                    let _gone = answer(request, &folders);
                }
            })
        })
        .collect();
    workers.into_iter().try_for_each(|worker| worker.join().map_err(|_panic| Error::other("the server stopped")))
}

fn answer(request: Request, folders: &[PathBuf]) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::empty(StatusCode(405)));
    }
    let paths = || folders.iter().filter_map(|folder| inside(folder, request.url()));
    let Some(path) = paths().find(|path| path.exists()).or_else(|| paths().next()) else {
        return request.respond(Response::empty(StatusCode(404)));
    };
    if path.is_dir() {
        let (route, query) = split(request.url());
        let more = if query.is_empty() { "" } else { "?" };
        let there = format!("{route}/{more}{query}");
        let header = Header::from_bytes("Location", there).map_err(|()| bad())?;
        return request.respond(Response::empty(StatusCode(301)).with_header(header));
    }
    let Ok(file) = File::open(&path) else {
        return request.respond(Response::empty(StatusCode(404)));
    };
    let kind = Header::from_bytes("Content-Type", kind(&path)).map_err(|()| bad())?;
    request.respond(Response::from_file(file).with_header(kind))
}

fn bad() -> Error {
    Error::other("a header that cannot be sent")
}

fn split(url: &str) -> (&str, &str) {
    url.split_once('?').unwrap_or((url, ""))
}

/// The file an address names, or `None` when it would lie outside the folder.
fn inside(folder: &Path, url: &str) -> Option<PathBuf> {
    let (route, _query) = split(url);
    let decoded = decode(route)?;
    let mut path = folder.to_path_buf();
    for part in Path::new(decoded.trim_start_matches('/')).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            _ => return None,
        }
    }
    if decoded.ends_with('/') {
        path.push("index.html");
    }
    Some(path)
}

fn decode(route: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(route.len());
    let mut rest = route.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(['\0', '\\']))
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|name| name.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_inside_the_folder() {
        let folder = Path::new("site");
        for url in ["/../x", "/%2e%2e/x", "/a/%2e%2e/%2e%2e/x", "/%00", "/%zz", "/..%5cx"] {
            assert_eq!(inside(folder, url), None, "{url}");
        }
        assert_eq!(inside(folder, "/?q"), Some(folder.join("index.html")));
        assert_eq!(inside(folder, "/a/b.js"), Some(folder.join("a/b.js")));
    }
}
