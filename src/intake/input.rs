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
#[cfg(feature = "formats")]
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

    /// Another sheet or file inside of it.
    fn member(&self, _member: &str) -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}

/// Decides how to read each file. Sheets of it that have the same columns stand behind it as files of their own.
///
/// # Errors
/// Those of [`Input::plan`]; of several files the one at fault is named.
pub fn plan_all<I: Input>(files: &mut Vec<I>, overrides: &Overrides) -> Result<Vec<Plan>> {
    let several = files.len() > 1;
    let planned = |file: &mut I| {
        let plan = file.plan(overrides);
        plan.map_err(|e| if several { e.or_in_file(file.name()) } else { e })
    };
    let mut plans = Vec::with_capacity(files.len());
    for mut file in std::mem::take(files) {
        let plan = planned(&mut file)?;
        let others: Vec<I> = plan.alike.iter().filter_map(|member| file.member(member)).collect();
        plans.push(plan);
        files.push(file);
        for mut other in others {
            plans.push(planned(&mut other)?.below());
            files.push(other);
        }
    }
    Ok(plans)
}

/// Reads files into one table by their plans, the rows of each below those of the one before.
///
/// # Errors
/// `E_COLUMNS_DIFFER` in a file whose columns are not those of the first, `E_NO_DATA` without a file, those of
/// [`Input`] and of [`Assembler`]; of several files the one at fault is named.
pub fn assemble<I: Input>(files: &mut [I], mut plans: Vec<Plan>) -> Result<RawTable> {
    let names: Vec<String> = files.iter().map(|f| f.name().to_owned()).collect();
    let located = |file: usize, error: Error| match names.get(file) {
        Some(name) if names.len() > 1 => error.or_in_file(name),
        _ => error,
    };
    loop {
        agree(&mut plans).map_err(|(file, error)| located(file, error))?;
        if let Some(table) = once(files, &mut plans, &located)? {
            return Ok(table);
        }
    }
}

/// Plans and reads files into one table.
///
/// # Errors
/// Those of [`plan_all`] and [`assemble`].
pub fn read_as_one<I: Input>(mut files: Vec<I>, overrides: &Overrides) -> Result<RawTable> {
    let plans = plan_all(&mut files, overrides)?;
    assemble(&mut files, plans)
}

/// Reads all files once. Where one of them must be read again by a better plan there is no table, but what the files behind
/// it tell of themselves is not lost: they are read as if it were not there.
fn once<I: Input>(files: &mut [I], plans: &mut [Plan], located: &impl Fn(usize, Error) -> Error) -> Result<Option<RawTable>> {
    let mut table: Option<Assembler> = None;
    let mut spoiled = false;
    for number in 0..files.len() {
        let Some((file, plan)) = files.get_mut(number).zip(plans.get(number).cloned()) else { continue };
        if let Some(before) = &mut table {
            let last = number.saturating_sub(1);
            let better = before.next(file.name(), file.bytes(), plan.clone()).map_err(|e| located(last, e))?;
            if let Some((better, plan)) = better.zip(plans.get_mut(last)) {
                (*plan, spoiled, table) = (better, true, None);
            }
        }
        let table = table.get_or_insert_with(|| Assembler::new(file.name(), file.bytes(), plan.clone()));
        if !table.has_enough() {
            file.pass(&plan, table).map_err(|e| located(number, e))?;
        }
    }
    if spoiled {
        return Ok(None);
    }
    let last = files.len().saturating_sub(1);
    match table.ok_or(ErrorKind::NoData)?.finish().map_err(|e| located(last, e))? {
        Finished::Table(table) => Ok(Some(*table)),
        Finished::Again(better) => {
            if let Some(plan) = plans.get_mut(last) {
                *plan = *better;
            }
            Ok(None)
        }
    }
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
    read_as_one(vec![Ranged { name, source, size }], overrides)
}

/// Reads several files in ranges of `size` bytes into one table.
///
/// # Errors
/// Those of [`read_as_one`].
pub fn read_all<S: Source>(files: &[(&str, S)], overrides: &Overrides, size: u64) -> Result<RawTable> {
    read_as_one(files.iter().map(|(name, source)| Ranged { name, source, size }).collect(), overrides)
}

/// A file that is no plain text and is read from its start.
#[cfg(feature = "formats")]
pub struct Packed {
    name: String,
    source: Rc<dyn Source>,
    container: Container,
    member: Option<String>,
    unpacker: Option<Unpacker>,
}

#[cfg(feature = "formats")]
impl Packed {
    /// A file of that name; `container` is what its first bytes say.
    #[must_use]
    pub fn new(name: &str, source: Rc<dyn Source>, container: Container) -> Self {
        Self { name: name.to_owned(), source, container, member: None, unpacker: None }
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
        let member = self.member.as_deref().or(overrides.member.as_deref());
        let opened = Unpacker::open(self.source.clone(), self.container, member)?;
        self.unpacker.insert(opened).plan(overrides)
    }

    fn pass(&mut self, plan: &Plan, table: &mut Assembler) -> Result<()> {
        // What was opened to make the plan serves once; texts that the sheets of a workbook share are not kept for all files.
        let mut unpacker = match self.unpacker.take() {
            Some(unpacker) => unpacker,
            None => Unpacker::open(self.source.clone(), self.container, plan.member.as_deref())?,
        };
        let first_rows = plan.first_rows.map(|most| most.saturating_sub(table.rows()));
        unpacker.begin(&Plan { first_rows, ..plan.clone() })?;
        while let Some(words) = unpacker.next_chunk()? {
            table.append(Chunk::of_words(words)?)?;
        }
        Ok(())
    }

    fn member(&self, member: &str) -> Option<Self> {
        let name = format!("{} › {member}", self.name);
        Some(Self { member: Some(member.to_owned()), ..Self::new(&name, self.source.clone(), self.container) })
    }
}

/// Reads a whole file that is no plain text, from its start; `container` is what its first bytes say.
///
/// # Errors
/// Those of [`Unpacker`] and [`Assembler`].
#[cfg(feature = "formats")]
pub fn unpack(name: &str, source: &Rc<dyn Source>, container: Container, overrides: &Overrides) -> Result<RawTable> {
    read_as_one(vec![Packed::new(name, source.clone(), container)], overrides)
}
