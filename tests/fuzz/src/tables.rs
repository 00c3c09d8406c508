//! JSON, Parquet, Arrow.

use super::account::{analyse, check, mixed};
use insitu::error::Result;
use insitu::intake::{self, Container, Opened, Overrides, Source, Stream};
use std::rc::Rc;
use std::sync::Once;

/// Text after which a file counts as read: few bytes may say a lot of it.
const ENOUGH: usize = 8 << 20;

/// All of a stream if it is not long, and what ended it.
pub fn drain(stream: &mut dyn Stream) -> (Vec<u8>, Result<bool>) {
    let mut out = Vec::new();
    loop {
        match stream.next(64 << 10, &mut out) {
            Ok(true) if out.len() < ENOUGH => {}
            end => {
                stream.notices();
                return (out, end);
            }
        }
    }
}

/// Reads a file whose text is not long, as the command line does.
pub fn unpack(bytes: &[u8], container: Container) {
    let source = Rc::new(bytes.to_vec()) as Rc<dyn Source>;
    if let Ok(table) = intake::unpack("f", &source, container, &Overrides::default()) {
        check(&table, bytes.len() as u64);
        if mixed(bytes) & 7 == 0 {
            analyse(table);
        }
    }
}

/// Text that comes in pieces of a size.
struct Pieces(Vec<u8>, usize, usize);

impl Stream for Pieces {
    fn next(&mut self, _: usize, out: &mut Vec<u8>) -> Result<bool> {
        let end = (self.1 + self.2).min(self.0.len());
        out.extend_from_slice(&self.0[self.1..end]);
        self.1 = end;
        Ok(end < self.0.len())
    }
}

/// A JSON text, whole and in pieces.
pub fn json(bytes: &[u8]) {
    let _ = intake::json::looks_like(bytes);
    let text = |size: usize| {
        let mut again = || Ok(Box::new(Pieces(bytes.to_vec(), 0, size)) as Box<dyn Stream>);
        intake::json::open(&mut again, None).map(|mut json| (json.opened.members, drain(json.opened.stream.as_mut())))
    };
    let whole = text(usize::MAX / 2);
    let cut = text(1 + mixed(bytes) as usize % 61);
    assert!(whole == cut, "pieces matter");
    unpack(bytes, Container::Json);
}

/// Panics of these libraries are caught where they are called; everybody else's are findings.
const GUARDED: [&str; 4] = ["/arrow-", "/parquet-", "/flatbuffers-", "/bytes-"];

/// Lets panics of the guarded libraries pass, which libFuzzer's hook would take for crashes.
fn guarded() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let place = info.location().map_or("", |l| l.file());
            if GUARDED.iter().any(|library| place.contains(library)) {
                // Where it was is worth knowing all the same.
                if std::env::var_os("FUZZ_PANICS").is_some() {
                    eprintln!("guarded: {}", info.location().map_or_else(String::new, ToString::to_string));
                }
            } else {
                hook(info);
            }
        }));
    });
}

fn table(bytes: &[u8], container: Container, open: impl Fn(Rc<dyn Source>) -> Result<Opened>) {
    guarded();
    let Ok(mut opened) = open(Rc::new(bytes.to_vec())) else { return };
    if drain(opened.stream.as_mut()).0.len() < ENOUGH {
        unpack(bytes, container);
    }
}

/// A Parquet file.
pub fn parquet(bytes: &[u8]) {
    table(bytes, Container::Parquet, intake::parquet::open);
}

/// An Arrow file or stream.
pub fn arrow(bytes: &[u8]) {
    table(bytes, Container::Arrow, intake::arrow::open);
}
