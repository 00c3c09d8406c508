//! gzip and zip: the bytes of one file inside, unpacked as they are asked for.

use super::limits;
use super::read::Source;
use super::stream::{Cursor, Extent, Opened, Stream};
use crate::error::{Error, ErrorKind, Result};
use flate2::Crc;
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use std::io::{Read, Seek, SeekFrom, Take};
use std::rc::Rc;
use zip::{CompressionMethod, ZipArchive};

/// Endings of the files in an archive that are never a table; everything else may be one.
const OTHERS: [&str; 18] = [
    ".md", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".html", ".htm", ".css", ".js", ".xml", ".rels", ".exe", ".dll",
    ".doc", ".docx", ".ini",
];

/// Unpacks a gzip file, all of its members one behind the other.
#[must_use]
pub fn gzip(source: Rc<dyn Source>) -> Opened {
    let packed = source.size();
    let extent = last_member(source.as_ref());
    let reader = MultiGzDecoder::new(Cursor::new(source));
    Opened { members: Vec::new(), hidden: Vec::new(), chosen: 0, extent, stream: Box::new(Unpacked::new(reader, packed)) }
}

/// What the last member of a gzip file says it unpacks to. Where there are several it is less than the file packs, and
/// says nothing.
fn last_member(source: &dyn Source) -> Extent {
    let mut tail = [0; 4];
    let read = source.size().checked_sub(4).is_some_and(|at| source.read_at(at, &mut tail).is_ok());
    let bytes = u64::from(u32::from_le_bytes(tail));
    if read && bytes >= source.size() { Extent::Bytes(bytes) } else { Extent::Unknown }
}

/// The bytes of a file as they are.
#[must_use]
pub fn whole(source: Rc<dyn Source>) -> Box<dyn Stream> {
    let packed = source.size();
    Box::new(Unpacked::new(Cursor::new(source), packed))
}

/// Unpacks one file of a zip archive: the one named, or the largest that may be a table.
///
/// # Errors
/// `E_ARCHIVE` for a damaged directory or an unknown compression, `E_ENCRYPTED`, `E_LIMIT` above
/// [`limits::ARCHIVE_FILES`], `E_MEMBER` if there is no such file or none that may be a table. The stream ends in
/// `E_ARCHIVE` where what came out is not what the directory says.
pub fn zip(source: &Rc<dyn Source>, member: Option<&str>) -> Result<Opened> {
    let mut archive = ZipArchive::new(Cursor::new(source.clone())).or(Err(ErrorKind::Archive))?;
    if archive.len() > limits::ARCHIVE_FILES {
        return Err(ErrorKind::Files.into());
    }
    let mut tables = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).or(Err(ErrorKind::Archive))?;
        let name = entry_name(file.name_raw());
        let lower = name.to_lowercase();
        let is_hidden = |part: &str| (part.starts_with('.') && part != "." && part != "..") || part == "__macosx";
        let hidden = lower.split(FOLDERS).any(is_hidden);
        if !file.is_dir() && !hidden && !OTHERS.iter().any(|ending| lower.ends_with(ending)) {
            tables.push((index, inside(name, &tables), file.size()));
        }
    }
    let chosen = match member {
        Some(name) => tables.iter().position(|t| t.1 == name),
        // The first of the largest.
        None => (0..tables.len()).rev().max_by_key(|&i| tables.get(i).map(|t| t.2)),
    };
    let (chosen, index) = chosen.and_then(|i| Some((i, tables.get(i)?.0))).ok_or(ErrorKind::Member)?;
    let file = archive.by_index_raw(index).or(Err(ErrorKind::Archive))?;
    if file.encrypted() {
        return Err(ErrorKind::Encrypted.into());
    }
    let extent = Extent::Bytes(file.size());
    let (packed, start) = (file.compressed_size(), file.data_start().ok_or(ErrorKind::Archive)?);
    let method = file.compression();
    let whole = Some((file.size(), file.crc32()));
    drop(file);
    let member = tables.get(chosen).map(|t| t.1.clone());
    let mut bytes = Cursor::new(source.clone());
    bytes.seek(SeekFrom::Start(start)).or(Err(ErrorKind::Archive))?;
    let bytes: Take<Cursor> = bytes.take(packed);
    let stream: Box<dyn Stream> = match method {
        CompressionMethod::Stored => Box::new(Unpacked { whole, member, ..Unpacked::new(bytes, packed) }),
        CompressionMethod::Deflated => Box::new(Unpacked { whole, member, ..Unpacked::new(DeflateDecoder::new(bytes), packed) }),
        _ => return Err(ErrorKind::Archive.into()),
    };
    Ok(Opened { members: tables.into_iter().map(|t| t.1).collect(), hidden: Vec::new(), chosen, extent, stream })
}

/// Between the folders of a path, as any system writes it.
const FOLDERS: [char; 2] = ['/', '\\'];

/// The name of a file whose path leads out of the archive's folder: its last part, unless another file has that name.
fn inside(name: String, others: &[(usize, String, u64)]) -> String {
    let last = name.rsplit(FOLDERS).next().unwrap_or_default();
    let leads_out = name.split(FOLDERS).any(|part| part == "..");
    if leads_out && others.iter().all(|other| other.1 != last) { last.to_owned() } else { name }
}

/// Names are UTF-8, or GB18030 where a Chinese Windows made the archive.
fn entry_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

struct Unpacked<R> {
    reader: R,
    /// Bytes that the archive says it took.
    packed: u64,
    unpacked: u64,
    over: bool,
    damaged: bool,
    /// Bytes that are to come out, and their checksum, where the reader does not know them.
    whole: Option<(u64, u32)>,
    crc: Crc,
    /// Name of the file in its archive.
    member: Option<String>,
}

impl<R> Unpacked<R> {
    fn new(reader: R, packed: u64) -> Self {
        Self { reader, packed, unpacked: 0, over: false, damaged: false, whole: None, crc: Crc::new(), member: None }
    }

    fn damage(&self) -> Error {
        let error = Error::new(ErrorKind::Archive);
        match &self.member {
            Some(name) => error.named(name),
            None => error,
        }
    }
}

impl<R: Read> Stream for Unpacked<R> {
    fn next(&mut self, wanted: usize, out: &mut Vec<u8>) -> Result<bool> {
        if self.damaged {
            return Err(self.damage());
        }
        if self.over {
            return Ok(false);
        }
        let before = out.len();
        let mut rest = self.reader.by_ref().take(wanted as u64);
        // What was unpacked before the damage is given out first; the damage is told by the next call.
        let end = rest.read_to_end(out);
        let got = (out.len() - before) as u64;
        self.unpacked += got;
        if self.unpacked > limits::UNPACKED
            || self.unpacked > limits::UNPACKED_FREE + self.packed.saturating_mul(limits::UNPACKED_RATIO)
        {
            return Err(ErrorKind::Bomb.into());
        }
        if let Some((size, crc)) = self.whole {
            self.crc.update(out.get(before..).unwrap_or_default());
            let ended = end.is_ok() && got < wanted as u64;
            self.damaged = ended && (self.unpacked, self.crc.sum()) != (size, crc);
        }
        self.damaged |= end.is_err();
        if self.damaged && got == 0 {
            return Err(self.damage());
        }
        self.over = !self.damaged && got < wanted as u64;
        Ok(!self.over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder};
    use std::io::Write;

    /// An archive of one deflated or stored file each, written by hand: names as raw bytes, sizes as one likes.
    fn archive(files: &[(&[u8], &[u8], bool)]) -> Vec<u8> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (name, text, deflated) in files {
            let data = if *deflated {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(text).unwrap();
                encoder.finish().unwrap()
            } else {
                text.to_vec()
            };
            let offset = out.len() as u32;
            let mut crc = Crc::new();
            crc.update(text);
            let mut common = Vec::new();
            common.extend([20, 0, 0, 0, if *deflated { 8 } else { 0 }, 0, 0, 0, 0, 0]);
            common.extend(crc.sum().to_le_bytes());
            common.extend((data.len() as u32).to_le_bytes());
            common.extend((text.len() as u32).to_le_bytes());
            common.extend((name.len() as u16).to_le_bytes());
            common.extend([0, 0]);
            out.extend(b"PK\x03\x04");
            out.extend(&common);
            out.extend(*name);
            out.extend(&data);
            directory.extend(b"PK\x01\x02\x14\0");
            directory.extend(&common);
            directory.extend([0; 10]);
            directory.extend(offset.to_le_bytes());
            directory.extend(*name);
        }
        let at = out.len() as u32;
        out.extend(&directory);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend([(files.len() as u16).to_le_bytes(), (files.len() as u16).to_le_bytes()].concat());
        out.extend((directory.len() as u32).to_le_bytes());
        out.extend(at.to_le_bytes());
        out.extend([0, 0]);
        out
    }

    fn source(bytes: Vec<u8>) -> Rc<dyn Source> {
        Rc::new(bytes)
    }

    fn all(mut opened: Opened) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        while opened.stream.next(1000, &mut out)? {}
        Ok(out)
    }

    fn zipped(text: &[u8]) -> Vec<u8> {
        zipped_by(text, Compression::default())
    }

    fn zipped_by(text: &[u8], how: Compression) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), how);
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn gzip_gives_its_bytes_and_members_follow_each_other() {
        let text: Vec<u8> = (0..9_999).flat_map(|i| format!("{i},x\n").into_bytes()).collect();
        let mut bytes = zipped(&text);
        assert_eq!(all(gzip(source(bytes.clone()))).unwrap(), text);
        bytes.extend(zipped(b"more\n"));
        assert_eq!(all(gzip(source(bytes.clone()))).unwrap().len(), text.len() + 5);
        // A byte altered in what still unpacks, and in the checksum behind it.
        let stored = zipped_by(&text, Compression::none());
        for at in [stored.len() / 2, stored.len() - 6] {
            let mut altered = stored.clone();
            altered[at] ^= 1;
            assert_eq!(all(gzip(source(altered))).unwrap_err().code(), "E_ARCHIVE", "{at}");
        }
        bytes.truncate(3_000);
        assert_eq!(all(gzip(source(bytes))).unwrap_err().code(), "E_ARCHIVE");
    }

    #[test]
    fn zip_gives_the_largest_table_or_the_one_named() {
        let bytes = archive(&[
            (b"__MACOSX/._orders.csv", &[b'x'; 900], false),
            (b"readme.md", &[b'y'; 900], true),
            (b"small.csv", b"a,b\n1,2\n", true),
            (b"\xB6\xA9\xB5\xA5.csv", "客户,金额\n甲,1\n乙,2\n".as_bytes(), false),
        ]);
        let opened = zip(&source(bytes.clone()), None).unwrap();
        assert_eq!((opened.members.as_slice(), opened.chosen), (&["small.csv".to_owned(), "订单.csv".to_owned()][..], 1));
        assert_eq!(all(opened).unwrap(), "客户,金额\n甲,1\n乙,2\n".as_bytes());
        assert_eq!(all(zip(&source(bytes.clone()), Some("small.csv")).unwrap()).unwrap(), b"a,b\n1,2\n");
        assert_eq!(zip(&source(bytes.clone()), Some("none")).err().map(|e| e.code()), Some("E_MEMBER"));
        assert_eq!(zip(&source(bytes[..200].to_vec()), None).err().map(|e| e.code()), Some("E_ARCHIVE"));
    }

    #[test]
    fn a_file_that_is_not_what_the_directory_says_is_named() {
        let text: Vec<u8> = (0..999).flat_map(|i| format!("{i},x\n").into_bytes()).collect();
        for deflated in [false, true] {
            let sound = archive(&[(b"a.csv", &text, deflated)]);
            assert_eq!(all(zip(&source(sound.clone()), None).unwrap()).unwrap(), text);
            let directory = sound.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
            // The checksum and the size in the directory, and where it is stored a byte of the text.
            for at in [directory + 16, directory + 24].into_iter().chain((!deflated).then_some(100)) {
                let mut altered = sound.clone();
                altered[at] ^= 1;
                let error = all(zip(&source(altered), None).unwrap()).unwrap_err();
                assert_eq!((error.code(), error.place().name.as_deref()), ("E_ARCHIVE", Some("a.csv")), "{at}");
            }
        }
    }

    #[test]
    fn a_path_that_leads_out_is_a_name_like_any_other() {
        let files: [(&[u8], &[u8], bool); 6] = [
            (b"../a.csv", b"a,b\n1,2\n", true),
            (b"..\\..\\b.csv", b"a,b\n3,4\n5,6\n", true),
            (b"./c.csv", b"a,b\n7,8\n", true),
            (b"../x/a.csv", b"a,b\n9,9\n", true),
            (b"../.DS_Store", &[b'x'; 900], true),
            (b"__MACOSX/../._a.csv", &[b'x'; 900], true),
        ];
        let bytes = archive(&files);
        let opened = zip(&source(bytes.clone()), None).unwrap();
        assert_eq!(opened.members, ["a.csv", "b.csv", "./c.csv", "../x/a.csv"]);
        assert_eq!(all(opened).unwrap(), b"a,b\n3,4\n5,6\n");
        assert_eq!(all(zip(&source(bytes.clone()), Some("a.csv")).unwrap()).unwrap(), b"a,b\n1,2\n");
        assert_eq!(all(zip(&source(bytes), Some("../x/a.csv")).unwrap()).unwrap(), b"a,b\n9,9\n");
    }

    #[test]
    fn bombs_end_in_a_limit() {
        let zeros = vec![b'0'; 64 << 20];
        assert_eq!(all(gzip(source(zipped(&zeros)))).unwrap_err().code(), "E_LIMIT");
        assert_eq!(all(zip(&source(archive(&[(b"a.csv", &zeros, true)])), None).unwrap()).unwrap_err().code(), "E_LIMIT");
        let names: Vec<String> = (0..1_001).map(|i| format!("{i}.csv")).collect();
        let many: Vec<(&[u8], &[u8], bool)> = names.iter().map(|n| (n.as_bytes(), &b""[..], false)).collect();
        assert_eq!(zip(&source(archive(&many)), None).err().map(|e| e.code()), Some("E_LIMIT"));
    }
}
