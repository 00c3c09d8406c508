//! Files → one table: each is planned, the plans are made to agree, and each is read below the one before, until no
//! whole file tells more than its sample did.

use super::agreement::agree;
use super::assemble::{Appended, Assembler, Finished, ranges};
use super::plan::{Overrides, Plan};
use super::raw::RawTable;
use super::read::{Source, parse, plan};
#[cfg(feature = "formats")]
use super::{container::Container, unpack::Unpacker};
use crate::error::{Error, ErrorKind, Result};
use crate::table::chunk::Chunk;
#[cfg(feature = "formats")]
use std::rc::Rc;

/// A file that can be read more than once.
pub trait Input {
    /// Its name.
    fn name(&self) -> &str;

    /// Its size in bytes.
    fn bytes(&self) -> u64;

    /// Decides how to read it.
    ///
    /// # Errors
    /// Those of the format.
    fn plan(&mut self, overrides: &Overrides) -> Result<Plan>;

    /// Hands all of its chunks to a table that expects them.
    ///
    /// # Errors
    /// Those of the format and of [`Assembler::append`].
    fn pass(&mut self, plan: &Plan, table: &mut Assembler) -> Result<()>;
}

/// Reads files into one table, the rows of each below those of the one before.
///
/// # Errors
/// `E_COLUMNS_DIFFER` in a file whose columns are not those of the first, `E_NO_DATA` without a file, those of
/// [`Input`] and of [`Assembler`]; of several files the one at fault is named.
pub fn assemble<I: Input>(files: &mut [I], overrides: &Overrides) -> Result<RawTable> {
    let names: Vec<String> = files.iter().map(|f| f.name().to_owned()).collect();
    let located = |file: usize| {
        let name = names.get(file).filter(|_| names.len() > 1).cloned();
        move |e: Error| name.as_ref().map_or(e.clone(), |name| e.in_file(name))
    };
    let mut plans = Vec::with_capacity(files.len());
    for (number, file) in files.iter_mut().enumerate() {
        plans.push(file.plan(overrides).map_err(located(number))?);
    }
    loop {
        agree(&mut plans).map_err(|(file, error)| located(file)(error))?;
        match once(files, &plans, &located)? {
            (_, Finished::Table(table)) => return Ok(*table),
            (file, Finished::Again(better)) => {
                if let Some(plan) = plans.get_mut(file) {
                    *plan = *better;
                }
            }
        }
    }
}

/// Reads all files once; where one of them must be read again by a better plan, the others are not read to their end.
fn once<I: Input, L: Fn(Error) -> Error>(
    files: &mut [I],
    plans: &[Plan],
    located: &impl Fn(usize) -> L,
) -> Result<(usize, Finished)> {
    let mut table: Option<Assembler> = None;
    for (number, (file, plan)) in files.iter_mut().zip(plans).enumerate() {
        let table = match &mut table {
            None => table.insert(Assembler::new(file.name(), file.bytes(), plan.clone())),
            Some(table) => {
                if let Some(better) = table.next(file.name(), file.bytes(), plan.clone()).map_err(located(number))? {
                    return Ok((number.saturating_sub(1), Finished::Again(Box::new(better))));
                }
                table
            }
        };
        file.pass(plan, table).map_err(located(number))?;
    }
    let last = files.len().saturating_sub(1);
    Ok((last, table.ok_or(ErrorKind::NoData)?.finish().map_err(located(last))?))
}

/// A file that can be read at any place, range by range on the calling thread.
struct Ranged<'a, S: Source + ?Sized> {
    name: &'a str,
    source: &'a S,
    /// Bytes of a range.
    size: u64,
}

impl<S: Source + ?Sized> Input for Ranged<'_, S> {
    fn name(&self) -> &str {
        self.name
    }

    fn bytes(&self) -> u64 {
        self.source.size()
    }

    fn plan(&mut self, overrides: &Overrides) -> Result<Plan> {
        plan(self.source, overrides)
    }

    fn pass(&mut self, plan: &Plan, table: &mut Assembler) -> Result<()> {
        for range in ranges(plan, self.source.size(), self.size) {
            let mut appended = table.append(parse(self.source, plan, range)?)?;
            while let Appended::Again(range) = appended {
                appended = table.append(parse(self.source, plan, range)?)?;
            }
            if appended == Appended::Enough {
                break;
            }
        }
        Ok(())
    }
}

/// Reads a whole file in ranges of `size` bytes.
///
/// # Errors
/// Those of [`plan`], [`parse`] and [`Assembler`].
pub fn read(name: &str, source: &(impl Source + ?Sized), overrides: &Overrides, size: u64) -> Result<RawTable> {
    assemble(&mut [Ranged { name, source, size }], overrides)
}

/// Reads several files in ranges of `size` bytes into one table.
///
/// # Errors
/// Those of [`assemble`].
pub fn read_all<S: Source>(files: &[(&str, S)], overrides: &Overrides, size: u64) -> Result<RawTable> {
    let mut files: Vec<_> = files.iter().map(|(name, source)| Ranged { name, source, size }).collect();
    assemble(&mut files, overrides)
}

/// A file that is no plain text and is read from its start.
#[cfg(feature = "formats")]
pub struct Packed {
    name: String,
    source: Rc<dyn Source>,
    container: Container,
    unpacker: Option<Unpacker>,
}

#[cfg(feature = "formats")]
impl Packed {
    /// A file of that name; `container` is what its first bytes say.
    #[must_use]
    pub fn new(name: &str, source: Rc<dyn Source>, container: Container) -> Self {
        Self { name: name.to_owned(), source, container, unpacker: None }
    }
}

#[cfg(feature = "formats")]
impl Input for Packed {
    fn name(&self) -> &str {
        &self.name
    }

    fn bytes(&self) -> u64 {
        self.source.size()
    }

    fn plan(&mut self, overrides: &Overrides) -> Result<Plan> {
        let opened = Unpacker::open(self.source.clone(), self.container, overrides.member.as_deref())?;
        self.unpacker.insert(opened).plan(overrides)
    }

    fn pass(&mut self, plan: &Plan, table: &mut Assembler) -> Result<()> {
        let unpacker = self.unpacker.as_mut().ok_or(ErrorKind::Internal)?;
        unpacker.begin(plan)?;
        while let Some(words) = unpacker.next_chunk()? {
            table.append(Chunk::of_words(words)?)?;
        }
        Ok(())
    }
}

/// Reads a whole file that is no plain text, from its start; `container` is what its first bytes say.
///
/// # Errors
/// Those of [`Unpacker`] and [`Assembler`].
#[cfg(feature = "formats")]
pub fn unpack(name: &str, source: &Rc<dyn Source>, container: Container, overrides: &Overrides) -> Result<RawTable> {
    assemble(&mut [Packed::new(name, source.clone(), container)], overrides)
}
