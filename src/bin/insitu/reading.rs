//! Files of the disk → tables, with the same ranges as in the browser, on threads.

use crate::Stopped;
use insitu::error::{Error, ErrorKind, Result};
use insitu::intake::{self, Appended, Assembler, Container, Input as _, Overrides, Packed, Plan, Range, RawTable, Source};
use insitu::report::text;
use insitu::session::tables;
use insitu::table::chunk::Chunk;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

/// Bytes of a range, unless the user says another number.
const RANGE: u64 = 4 << 20;

/// Bytes by which a file shows what it is.
const HEAD: u64 = 64 << 10;

/// How to read.
pub struct Reading {
    /// The user's word on the file.
    pub overrides: Overrides,
    /// The sheet or packed file that is wanted of a file.
    pub sheets: Vec<(String, String)>,
    /// Threads.
    pub workers: Option<usize>,
    /// Bytes of a range.
    pub range_size: Option<u64>,
    /// Whether to draw a bar on standard error.
    pub progress: bool,
    /// Whether nothing but failures is said.
    pub quiet: bool,
    /// Whether it is said in English.
    pub english: bool,
}

struct Disk(File, u64);

impl Source for Disk {
    fn size(&self) -> u64 {
        self.1
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<()> {
        self.0.read_exact_at(into, at).or(Err(Error::new(ErrorKind::Io)))
    }
}

/// A file of the disk.
enum Input<'a> {
    /// Delimited text: its ranges are parsed on threads.
    Text { name: String, disk: Disk, reading: &'a Reading },
    /// Anything else: read from its start.
    Packed { file: Box<Packed>, reading: &'a Reading },
}

impl<'a> Input<'a> {
    fn open(path: &str, reading: &'a Reading) -> Result<Self> {
        let name = file_name(path);
        let file = File::open(path).or(Err(Error::new(ErrorKind::Io)))?;
        let meta = file.metadata().or(Err(Error::new(ErrorKind::Io)))?;
        if !meta.is_file() {
            return Err(ErrorKind::Io.into());
        }
        let disk = Disk(file, meta.len());
        let mut head = vec![0; meta.len().min(HEAD) as usize];
        disk.read_at(0, &mut head)?;
        Ok(match Container::of(&head) {
            Container::Text => Self::Text { name, disk, reading },
            other => Self::Packed { file: Box::new(Packed::new(&name, Rc::new(disk), other)), reading },
        })
    }
}

impl intake::Input for Input<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Text { name, .. } => name,
            Self::Packed { file, .. } => file.name(),
        }
    }

    fn bytes(&self) -> u64 {
        match self {
            Self::Text { disk, .. } => disk.size(),
            Self::Packed { file, .. } => file.bytes(),
        }
    }

    fn plan(&mut self, overrides: &Overrides) -> Result<Plan> {
        match self {
            Self::Text { disk, reading, .. } => {
                let plan = intake::plan(disk, overrides)?;
                warn(&plan, reading);
                Ok(plan)
            }
            Self::Packed { file, reading } => {
                let of_file = reading.sheets.iter().rev().find(|(path, _)| file_name(path) == file.name());
                let member = of_file.map(|(_, sheet)| sheet.clone()).or_else(|| overrides.member.clone());
                file.plan(&Overrides { member, ..overrides.clone() })
            }
        }
    }

    fn member(&self, member: &str) -> Option<Self> {
        let Self::Packed { file, reading } = self else { return None };
        Some(Self::Packed { file: Box::new(file.member(member)?), reading })
    }

    fn pass(&mut self, plan: &Plan, table: &mut Assembler) -> Result<()> {
        match self {
            Self::Text { disk, reading, .. } => pass(disk, plan, reading, table),
            Self::Packed { file, .. } => file.pass(plan, table),
        }
    }
}

/// Reads files into tables: those with the same columns are one.
pub fn read(paths: &[String], reading: &Reading) -> std::result::Result<Vec<RawTable>, Stopped> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        files.push(Input::open(path, reading).map_err(|e| e.in_file(&file_name(path)))?);
    }
    let name = files.first().map(|f| f.name().to_owned()).unwrap_or_default();
    let plans = intake::plan_all(&mut files, &reading.overrides).map_err(|e| e.or_in_file(&name))?;
    let named = |(file, error): (usize, Error)| error.or_in_file(files.get(file).map_or(&name, |f| f.name()));
    let groups = tables(&plans).map_err(named)?;
    let mut files: Vec<Option<(Input<'_>, Plan)>> = files.into_iter().zip(plans).map(Some).collect();
    let mut tables = Vec::with_capacity(groups.len());
    for group in groups {
        let taken = group.iter().filter_map(|&at| files.get_mut(at)?.take());
        let (mut files, plans): (Vec<_>, Vec<_>) = taken.unzip();
        let name = files.first().map(|f| f.name().to_owned()).unwrap_or_default();
        tables.push(intake::assemble(&mut files, plans).map_err(|e| e.or_in_file(&name))?);
    }
    Ok(tables)
}

/// How a file would be read.
pub fn plan(path: &str, reading: &Reading) -> Result<Plan> {
    let name = file_name(path);
    let error = || Error::new(ErrorKind::Io).in_file(&name);
    let file = File::open(path).or(Err(error()))?;
    let size = file.metadata().or(Err(error()))?.len();
    intake::plan(&Disk(file, size), &reading.overrides).map_err(|e| e.in_file(&name))
}

/// Name of a file without its folders.
pub fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_owned(), |n| n.to_string_lossy().into_owned())
}

/// SHA-256 of a file in hexadecimal.
pub fn sha256(path: &str) -> Result<String> {
    use sha2::{Digest, Sha256};
    let mut file = File::open(path).or(Err(Error::new(ErrorKind::Io)))?;
    let mut hasher = Sha256::new();
    let mut bytes = vec![0; 1 << 20];
    loop {
        let n = file.read(&mut bytes).or(Err(Error::new(ErrorKind::Io)))?;
        if n == 0 {
            break;
        }
        hasher.update(bytes.get(..n).unwrap_or_default());
    }
    Ok(hasher.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

/// Says so where a table will hardly fit, and goes on.
fn warn(plan: &Plan, reading: &Reading) {
    let (Some(estimate), Some(free)) = (&plan.estimate, free_memory()) else { return };
    if !reading.quiet && estimate.peak_bytes > free {
        let texts = text::room_text(estimate.peak_bytes, free);
        let _ = writeln!(std::io::stderr(), "{}", if reading.english { texts.en } else { texts.zh });
    }
}

/// Bytes of memory that this machine can give, where it says so.
fn free_memory() -> Option<u64> {
    let all = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = all.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

/// Ranges waiting for a thread; `None` ends the threads.
struct Queue(Mutex<Option<VecDeque<Range>>>, Condvar);

impl Queue {
    fn take(&self) -> Option<Range> {
        let mut ranges = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(range) = ranges.as_mut()?.pop_front() {
                return Some(range);
            }
            ranges = self.1.wait(ranges).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn change(&self, change: impl FnOnce(&mut Option<VecDeque<Range>>)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.1.notify_all();
    }
}

/// Ends the threads when one of them panics: the others would wait for its range for ever.
struct Alarm<'a>(&'a Queue);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.change(|q| *q = None);
        }
    }
}

/// One walk through a file.
fn pass(source: &Disk, plan: &Plan, reading: &Reading, table: &mut Assembler) -> Result<()> {
    let ranges = intake::ranges(plan, source.size(), reading.range_size.unwrap_or(RANGE));
    let total = ranges.len() as u64;
    let processors = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let workers = reading.workers.unwrap_or_else(processors).clamp(1, 64);
    let queue = Queue(Mutex::new(Some(ranges.into())), Condvar::new());
    // A bounded channel: parsed chunks never run far ahead of the table.
    let (sender, chunks) = mpsc::sync_channel::<Result<Chunk>>(workers * 2);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let (queue, sender) = (&queue, sender.clone());
            scope.spawn(move || {
                let _alarm = Alarm(queue);
                while let Some(range) = queue.take() {
                    if sender.send(intake::parse(source, plan, range)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut append = || -> Result<()> {
            let mut taken = 0;
            while taken < total {
                let chunk = chunks.recv().or(Err(Error::new(ErrorKind::Internal)))??;
                match table.append(chunk)? {
                    Appended::Again(range) => queue.change(|q| q.iter_mut().for_each(|q| q.push_front(range))),
                    Appended::Enough => break,
                    Appended::UpTo(bytes) => {
                        taken += 1;
                        draw(reading, bytes, source.size());
                    }
                }
            }
            Ok(())
        };
        let result = append();
        queue.change(|q| *q = None);
        drop(chunks);
        result
    })
}

fn draw(reading: &Reading, bytes: u64, total: u64) {
    if reading.progress && total > 0 {
        let end = if bytes >= total { '\n' } else { '\r' };
        let _ = write!(std::io::stderr(), "{:3} % of {:.1} MB{end}", bytes * 100 / total, total as f64 / 1e6);
    }
}
