//! The end of the last file: the table with its remarks.

use super::{Assembler, Finished, said_of};
use crate::error::{Error, ErrorKind, Result};
use crate::intake::plan::{Encoding, EncodingReason, Plan};
use crate::intake::raw::RawTable;
use crate::intake::{footer, limits, values};
use crate::notice::Notice;
use crate::table::{Column, LongNumbers};

/// Score of an encoding (see [`crate::intake::Candidate`]) below which people are asked to look.
const SURE: i32 = 500;

impl Assembler {
    /// Ends the file: the table, or a better plan where the whole file tells more than the sample did.
    ///
    /// # Errors
    /// `E_CHUNK` if ranges are missing; `E_NO_ROWS` if no row could be read; `E_MEMORY`.
    pub fn finish(mut self) -> Result<Finished> {
        let at_end = self.at_end();
        if let Some(plan) = self.end_file(true)? {
            return Ok(Finished::Again(Box::new(plan)));
        }
        if self.rows == 0 {
            let named = self.rejects.is_empty() && self.file.plan.dialect.header_row.is_some();
            let error = Error::new(if named { ErrorKind::HeaderOnly } else { ErrorKind::NoRows });
            let Some(first) = self.rejects.first() else { return Err(error) };
            let error = error.at_row(first.row);
            let several = self.ended.get(first.file).filter(|_| self.ended.len() > 1);
            return Err(several.map_or(error.clone(), |part| error.in_file(&part.name)));
        }
        let mut parts = self.ended.into_iter();
        let mut table = RawTable {
            first: parts.next().ok_or(ErrorKind::Internal)?,
            appended: parts.collect(),
            columns: Vec::new(),
            rows: self.rows as usize,
            rejects: self.rejects,
            surplus: self.surplus,
            notices: self.notices,
        };
        let long = (table.surplus.rows() as u64, table.surplus.first_rows(limits::LISTED));
        let lists = [
            (Notice::warning("N_SHORT_ROWS", self.short.0), &self.short.1),
            (Notice::warning("N_QUOTE_REPAIRED", self.repaired.0), &self.repaired.1),
            (Notice::warning("N_OTHER_ENCODING", self.foreign.0), &self.foreign.1),
            (Notice::info("N_QUOTE_INSIDE", self.inside.0), &self.inside.1),
            (Notice::warning("N_LONG_ROWS", long.0), &long.1),
        ];
        let mut said: Vec<Notice> = Vec::new();
        said.extend(lists.into_iter().filter(|(n, _)| n.count > 0).map(|(notice, rows)| table.pointed(notice, rows)));
        table.notices.append(&mut said);
        if self.comments > 0 {
            table.notices.push(Notice::info("N_COMMENTS", self.comments));
        }
        let guarded = self.columns.iter().filter(|c| c.spec.long == LongNumbers::Guarded).map(|c| c.met.changed).sum();
        if guarded > 0 {
            table.notices.push(Notice::info("N_TEXT_MARK", guarded));
        }
        for (index, column) in self.columns.iter_mut().enumerate() {
            if column.invalid.count > 0 {
                let notice = Notice::warning("N_INVALID_CELLS", column.invalid.count).in_column(index);
                let notice = table.pointed(notice, &column.invalid.rows);
                column.invalid.rows.clone_from(&notice.rows);
                table.notices.push(notice);
            }
            table.notices.extend(values::notices(&column.spec, column.met).map(|n| n.in_column(index)));
        }
        table.columns = self.columns.into_iter().map(|c| Column::new(c.spec, c.segments, c.common.finish(), c.invalid)).collect();
        let last = table.appended.len();
        let mut notices = Vec::new();
        for (number, part) in table.parts().enumerate() {
            notices.extend(plan_notices(&part.plan, &part.order).into_iter().map(|n| said_of(n, number)));
            if part.whole {
                notices.extend(footer::notice(&table, part.rows.clone()).map(|n| said_of(Notice { rows_in: None, ..n }, number)));
            }
        }
        if !at_end {
            notices.push(Notice::warning("N_FIRST_ROWS", table.rows as u64));
        }
        let left_out = table.first.plan.left_out.len();
        if left_out > 0 {
            notices.push(Notice::info("N_COLUMNS_LEFT_OUT", left_out as u64));
        }
        if let Some(first) = table.rejects.first() {
            let of_first = table.rejects.iter().take_while(|r| r.file == first.file);
            let rows: Vec<u64> = of_first.take(limits::LISTED).map(|r| r.row).collect();
            let notice = Notice::warning("N_REJECTED", table.rejects.len() as u64).at_rows(&rows);
            notices.push(notice.with_rows_in(first.file as u64 + 1));
        }
        table.notices.extend(notices);
        if last == 0 {
            table.notices.iter_mut().for_each(|n| (n.file, n.rows_in) = (None, None));
        }
        Ok(Finished::Table(Box::new(table)))
    }
}

/// What its plan says of a file; `order` are the table's columns in the order in which the file has them.
fn plan_notices(plan: &Plan, order: &[usize]) -> Vec<Notice> {
    let at = |column: usize| order.get(column).copied().unwrap_or(column);
    let each = |code, columns: &[usize]| columns.iter().map(|&c| Notice::info(code, 1).in_column(at(c))).collect::<Vec<_>>();
    let doubt = match plan.encoding_reason {
        EncodingReason::Statistics => plan.candidates.first().is_none_or(|best| best.score < SURE),
        EncodingReason::WholeFile => plan.encoding != Encoding::Gb18030,
        _ => false,
    };
    let mut notices: Vec<Notice> = doubt.then(|| Notice::warning("N_ENCODING_DOUBT", 1)).into_iter().collect();
    if plan.dialect.preamble > 0 {
        let rows: Vec<u64> = (1..=plan.dialect.preamble).collect();
        let listed = rows.get(..limits::LISTED).unwrap_or(&rows);
        notices.push(Notice::info("N_PREAMBLE", plan.dialect.preamble).at_rows(listed));
    }
    let present = plan.columns.len() - plan.absent;
    notices.extend((present..plan.columns.len()).map(|column| Notice::info("N_COLUMN_ABSENT", 1).in_column(at(column))));
    let alike = plan.alike.len() as u64;
    notices.extend((alike > 0).then(|| Notice::info("N_ALIKE_TABLES", alike + 1)));
    let others = (plan.members.len() as u64).saturating_sub(1 + alike);
    notices.extend((others > 0).then(|| Notice::info("N_OTHER_TABLES", others)));
    notices.extend(each("N_DUPLICATE_HEADERS", &plan.duplicate_headers));
    notices.extend(each("N_BLANK_HEADERS", &plan.blank_headers));
    for (index, spec) in plan.columns.iter().enumerate() {
        notices.extend(values::doubts(spec).map(|n| n.in_column(at(index))));
    }
    notices
}
