//! A ZIP archive of a few parts, stored as they are. The same parts make the same bytes: no clock, no machine.

use crate::error::{ErrorKind, Result};

/// An archive under construction.
#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

/// 1 January 1980 at 0:00, the first time that the format knows.
const DATE: u16 = 0x21;

impl Archive {
    /// Adds a part.
    ///
    /// # Errors
    /// `E_LIMIT` beyond what the format can hold: 4 GiB, 65,535 parts.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let at = room(self.bytes.len())?;
        let (size, sum, length) = (room(content.len())?, crc32(content), name.len() as u16);
        self.entries = self.entries.checked_add(1).ok_or(ErrorKind::Limit)?;
        // Version 2.0, names in UTF-8, stored, time, date.
        let mut head = Vec::with_capacity(26);
        words(&mut head, &[20, 0x0800, 0, 0, DATE]);
        longs(&mut head, &[sum, size, size]);
        words(&mut head, &[length, 0]);
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&head);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(content);
        self.directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        self.directory.extend_from_slice(&head);
        // No comment, first disk, no attributes.
        words(&mut self.directory, &[0, 0, 0]);
        longs(&mut self.directory, &[0, at]);
        self.directory.extend_from_slice(name.as_bytes());
        Ok(())
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// `E_LIMIT` beyond 4 GiB.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        let (at, size) = (room(self.bytes.len())?, room(self.directory.len())?);
        self.bytes.append(&mut self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06");
        words(&mut self.bytes, &[0, 0, self.entries, self.entries]);
        longs(&mut self.bytes, &[size, at]);
        words(&mut self.bytes, &[0]);
        Ok(self.bytes)
    }
}

fn room(length: usize) -> Result<u32> {
    u32::try_from(length).or(Err(ErrorKind::Limit.into()))
}

fn words(out: &mut Vec<u8>, words: &[u16]) {
    words.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
}

fn longs(out: &mut Vec<u8>, longs: &[u32]) {
    longs.iter().for_each(|long| out.extend_from_slice(&long.to_le_bytes()));
}

/// CRC-32 of ZIP (polynomial 0xEDB88320), bit by bit: a report is small, and a table would be larger than the code.
fn crc32(bytes: &[u8]) -> u32 {
    let bit = |sum: u32, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
    !bytes.iter().fold(!0, |sum: u32, byte| (0..8).fold(sum ^ u32::from(*byte), bit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_zip() {
        assert_eq!((crc32(b"123456789"), crc32(b"")), (0xCBF4_3926, 0));
    }

    #[test]
    fn parts_stand_one_behind_the_other() {
        let mut archive = Archive::default();
        archive.add("a.txt", b"abc").unwrap();
        archive.add("b/c.txt", b"").unwrap();
        let bytes = archive.finish().unwrap();
        let long = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        let end = bytes.len() - 22;
        assert_eq!(
            (&bytes[..4], &bytes[30..38], &bytes[end..end + 4]),
            (&b"PK\x03\x04"[..], &b"a.txtabc"[..], &b"PK\x05\x06"[..])
        );
        let (size, directory) = (long(end + 12) as usize, long(end + 16) as usize);
        assert_eq!((bytes[end + 10], directory + size), (2, end));
        assert_eq!((&bytes[directory..directory + 4], long(directory + 16)), (&b"PK\x01\x02"[..], crc32(b"abc")));
        // The second entry points at its own head.
        let second = directory + 46 + 5;
        assert_eq!(&bytes[long(second + 42) as usize + 30..][..7], b"b/c.txt");
    }

    #[cfg(feature = "formats")]
    #[test]
    fn another_reader_opens_it() {
        let mut archive = Archive::default();
        archive.add("一.txt", "客户".as_bytes()).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(archive.finish().unwrap())).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("一.txt").unwrap(), &mut text).unwrap();
        assert_eq!(text, "客户");
    }
}
