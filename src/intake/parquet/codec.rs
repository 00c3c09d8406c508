//! Decompression of pages: the stated length is a limit and never a reason to allocate.

use crate::error::{Error, ErrorKind};
use parquet::basic::Compression;
use std::io::Read;

/// Longest page, unpacked.
const PAGE: usize = 512 << 20;

/// Appends the unpacked bytes, exactly `length` of them, to `out`.
pub fn unpack(codec: Compression, packed: &[u8], length: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    if length > PAGE {
        return Err(ErrorKind::Limit.into());
    }
    let before = out.len();
    match codec {
        Compression::UNCOMPRESSED => out.extend_from_slice(packed),
        Compression::SNAPPY => {
            // Three bytes of Snappy stand for 64 at most.
            let stated =
                snap::raw::decompress_len(packed).ok().filter(|n| *n == length && *n / 32 <= packed.len()).ok_or_else(damaged)?;
            block(out, stated, |room| snap::raw::Decoder::new().decompress(packed, room).ok())?;
        }
        Compression::LZ4_RAW => lz4_block(packed, length, out)?,
        Compression::LZ4 => lz4(packed, length, out)?,
        Compression::GZIP(_) => grow(flate2::read::MultiGzDecoder::new(packed), length, out)?,
        #[cfg(feature = "cli")]
        Compression::BROTLI(_) => grow(brotli_decompressor::Decompressor::new(packed, 64 << 10), length, out)?,
        Compression::ZSTD(_) => zstd(packed, length, out)?,
        #[cfg(not(feature = "cli"))]
        Compression::BROTLI(_) => return Err(ErrorKind::Codec.into()),
        Compression::LZO => return Err(ErrorKind::Codec.into()),
    }
    if out.len() - before == length { Ok(()) } else { Err(damaged()) }
}

fn damaged() -> Error {
    ErrorKind::Damaged.into()
}

/// Unpacks a block in one step into room of its length.
fn block(out: &mut Vec<u8>, length: usize, unpack: impl FnOnce(&mut [u8]) -> Option<usize>) -> Result<(), Error> {
    let start = out.len();
    out.try_reserve_exact(length).ok().ok_or(Error::new(ErrorKind::Memory))?;
    out.resize(start + length, 0);
    let written = unpack(out.get_mut(start..).unwrap_or_default()).ok_or_else(damaged)?;
    out.truncate(start + written);
    Ok(())
}

/// Unpacks a stream; memory grows with what comes out of it.
fn grow(stream: impl Read, length: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    stream.take(length as u64 + 1).read_to_end(out).map(drop).ok().ok_or_else(damaged)
}

fn zstd(packed: &[u8], length: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    let mut rest = packed;
    let start = out.len();
    while !rest.is_empty() && out.len() - start <= length {
        let left = length - (out.len() - start);
        let mut frame = ruzstd::decoding::StreamingDecoder::new(&mut rest).ok().ok_or_else(damaged)?;
        grow(&mut frame, left, out)?;
    }
    Ok(())
}

fn lz4_block(packed: &[u8], length: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    // A byte of LZ4 stands for 255 at most.
    if length / 256 > packed.len() {
        return Err(damaged());
    }
    block(out, length, |room| lz4_flex::block::decompress_into(packed, room).ok())
}

/// The old codec: blocks behind two lengths each, as Hadoop writes them; else a frame; else a bare block.
fn lz4(packed: &[u8], length: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    let before = out.len();
    if hadoop(packed, length, out).is_some() && out.len() - before == length {
        return Ok(());
    }
    out.truncate(before);
    if packed.starts_with(&[0x04, 0x22, 0x4D, 0x18]) {
        return grow(lz4_flex::frame::FrameDecoder::new(packed), length, out);
    }
    lz4_block(packed, length, out)
}

fn hadoop(mut packed: &[u8], length: usize, out: &mut Vec<u8>) -> Option<()> {
    let mut left = length;
    while !packed.is_empty() {
        let (unpacked, rest) = packed.split_first_chunk::<4>()?;
        let (size, rest) = rest.split_first_chunk::<4>()?;
        let (unpacked, size) = (u32::from_be_bytes(*unpacked) as usize, u32::from_be_bytes(*size) as usize);
        left = left.checked_sub(unpacked)?;
        lz4_block(rest.get(..size)?, unpacked, out).ok()?;
        packed = rest.get(size..)?;
    }
    Some(())
}

/// Unpacks a buffer of Arrow: an LZ4 frame or Zstandard.
pub fn unpack_frame(lz4: bool, packed: &[u8], length: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    let before = out.len();
    if lz4 {
        grow(lz4_flex::frame::FrameDecoder::new(packed), length, out)?;
    } else {
        zstd(packed, length, out)?;
    }
    if out.len() - before == length { Ok(()) } else { Err(damaged()) }
}
