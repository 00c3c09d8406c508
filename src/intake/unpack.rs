//! A file that can only be read from its start → chunks, one after the other.

use super::container::{Container, Inside};
use super::limits;
use super::parse::{Range, RangeParser};
use super::plan::{Overrides, Plan};
use super::read::Source;
use super::sniff::{HEAD, Sample, sniff};
use super::stream::{Extent, Handover};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::Notice;
use std::rc::Rc;

/// Bytes of text behind which a chunk ends.
const CHUNK: usize = 2 << 20;

/// Sheets or files of one file up to which they are compared.
const MEMBERS: usize = 100;

/// Reads a file that is no plain text: decides how, then gives its chunks in order.
pub struct Unpacker {
    source: Rc<dyn Source>,
    container: Container,
    member: Option<String>,
    inside: Inside,
    /// Text that was unpacked and not yet parsed.
    ahead: Vec<u8>,
    /// Whether there is no text behind `ahead`.
    over: bool,
    /// Damage in the middle: what was read before it stays good.
    damage: Option<Error>,
    parser: Option<RangeParser>,
}

/// Whether an error says that the file is damaged from a place on, rather than that it is refused.
fn is_damage(error: &Error) -> bool {
    use ErrorKind::{Archive, Damaged, Json, Workbook, Xml};
    matches!(error.kind(), Archive | Damaged | Json | Workbook | Xml)
}

impl Unpacker {
    /// Opens a file; `container` is what its first bytes say.
    ///
    /// # Errors
    /// Those of [`Container::open`].
    pub fn open(source: Rc<dyn Source>, container: Container, member: Option<&str>) -> Result<Self> {
        let inside = container.open(&source, member)?;
        let member = member.map(str::to_owned);
        Ok(Self { source, container, member, inside, ahead: Vec::new(), over: false, damage: None, parser: None })
    }

    /// Unpacks more text, as far as the file is sound. Damage ends a table with the rows before it; of text that is no table
    /// of ours nobody knows where its last row ends, so there it is an error.
    fn pull(&mut self, wanted: usize) -> Result<()> {
        match self.inside.opened.stream.next(wanted, &mut self.ahead) {
            Ok(more) => self.over = !more,
            Err(error) if self.inside.plain && is_damage(&error) => {
                self.over = true;
                self.damage = Some(error);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// What the format counted, and where its damage begins.
    fn notices(&self) -> Vec<Notice> {
        let mut notices = self.inside.opened.stream.notices();
        if let Some(damage) = &self.damage {
            let rows: Vec<u64> = damage.place().row.into_iter().collect();
            notices.push(Notice::warning("N_CUT_SHORT", 1).at_rows(&rows));
        }
        notices
    }

    /// Decides how the text inside is read.
    ///
    /// # Errors
    /// Those of [`sniff`] and of the format.
    pub fn plan(&mut self, overrides: &Overrides) -> Result<Plan> {
        while !self.over && self.ahead.len() < HEAD as usize {
            self.pull(HEAD as usize - self.ahead.len())?;
        }
        let head = self.ahead.get(..HEAD as usize).unwrap_or(&self.ahead).to_vec();
        let size = (head.len() + usize::from(!self.over)) as u64;
        let extent = if self.over { Extent::Bytes(self.ahead.len() as u64) } else { self.inside.opened.extent };
        let found = sniff(&Sample { size, head, pieces: Vec::new(), extent }, &self.inside.overrides(overrides));
        // Where nothing stands before the damage, the damage is what to say.
        let mut plan = found.map_err(|error| match &self.damage {
            Some(damage) if matches!(error.kind(), ErrorKind::Empty | ErrorKind::HeaderOnly) => damage.clone(),
            _ => error,
        })?;
        plan.container = self.inside.container;
        let opened = &self.inside.opened;
        plan.members.clone_from(&opened.members);
        plan.member = opened.members.get(opened.chosen).cloned();
        plan.alike = self.alike(&plan, overrides);
        Ok(plan)
    }

    /// The other sheets or files that have the columns of this one, in any order; none where one was chosen.
    fn alike(&self, plan: &Plan, overrides: &Overrides) -> Vec<String> {
        let opened = &self.inside.opened;
        if self.member.is_some() || opened.members.len() > MEMBERS {
            return Vec::new();
        }
        let others = opened.members.iter().enumerate().filter(|(at, _)| *at != opened.chosen && !opened.hidden.contains(at));
        let is_alike = |member: &str| {
            let other = Self::open(self.source.clone(), self.container, Some(member));
            let other = other.and_then(|mut other| other.plan(overrides));
            other.is_ok_and(|other| plan.is_like(&other))
        };
        others.map(|(_, member)| member).filter(|member| is_alike(member)).cloned().collect()
    }

    /// Starts reading by a plan, from the first record.
    ///
    /// # Errors
    /// Those of [`RangeParser::new`] and, where the file must be opened anew, of the format.
    pub fn begin(&mut self, plan: &Plan) -> Result<()> {
        if self.parser.is_some() {
            *self = Self::open(self.source.clone(), self.container, self.member.as_deref())?;
        }
        let mut before = plan.data_start as usize;
        while before > 0 {
            if self.ahead.is_empty() && !self.over {
                self.pull(limits::SLICE)?;
            }
            let drop = before.min(self.ahead.len());
            self.ahead.drain(..drop);
            before = if drop == 0 && self.over { 0 } else { before - drop };
        }
        let range = Range { index: 0, start: plan.data_start, end: u64::MAX, exact: true, most: plan.first_rows };
        self.parser = Some(RangeParser::new(plan, range)?);
        Ok(())
    }

    /// Leaves inflating what follows to [`Ahead`](super::Ahead), where that pays: what comes of it is brought by
    /// [`Unpacker::feed`].
    pub fn hand_over(&mut self) -> Option<Handover> {
        self.inside.opened.stream.inflow()?.hand_over()
    }

    /// Takes a piece that was inflated; `None`: there is no more, and the pieces were the `whole` of it or not.
    pub fn feed(&mut self, piece: Option<Vec<u8>>, whole: bool) {
        if let Some(inflow) = self.inside.opened.stream.inflow() {
            inflow.feed(piece, whole);
        }
    }

    /// Whether the next chunk needs a piece that has not come.
    pub fn waits(&mut self) -> bool {
        !self.over && self.ahead.len() < CHUNK && self.inside.opened.stream.inflow().is_some_and(|inflow| !inflow.is_ready())
    }

    /// The next chunk as words; `None` behind the last, and where it [`waits`](Self::waits).
    ///
    /// # Errors
    /// Those of the format and of [`RangeParser::advance`].
    pub fn next_chunk(&mut self) -> Result<Option<Vec<u64>>> {
        if self.parser.as_ref().is_none_or(RangeParser::is_done) {
            return Ok(None);
        }
        while !self.over && self.ahead.len() < CHUNK {
            if self.waits() {
                return Ok(None);
            }
            self.pull(CHUNK - self.ahead.len())?;
        }
        let Some(parser) = &mut self.parser else { return Ok(None) };
        parser.room(self.ahead.len()).copy_from_slice(&self.ahead);
        self.ahead.clear();
        parser.advance(self.over)?;
        let last = self.over && !parser.has_enough();
        let notices = if last || parser.is_done() { self.notices() } else { Vec::new() };
        Ok(self.parser.as_mut().map(|parser| parser.cut(last, notices)))
    }
}
