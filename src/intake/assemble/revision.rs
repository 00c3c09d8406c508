//! What a whole file tells more than its sample did: a better plan, by which it is read again.

use super::Assembler;
use crate::intake::evidence::Evidence;
use crate::intake::plan::{Encoding, EncodingReason, Plan};
use crate::intake::{kinds, values};
use crate::table::{Doubt, Kind, Reason, Spec};

/// Unreadable cells of a hundred above which a column is read again as text, and where its header says what it holds.
const TEXT_ABOVE: u64 = 20;
const TEXT_ABOVE_NAMED: u64 = 40;
/// Unreadable cells from which on a file alone can say so of a column of the table.
const ENOUGH: u64 = 20;

impl Assembler {
    /// Changes the encoding where the whole file tells more than the sample did.
    fn better_encoding(&self, plan: &mut Plan) -> bool {
        let given = plan.encoding_reason == EncodingReason::Override;
        if self.file.undecodable == 0 || given || plan.encoding != Encoding::Utf8 || plan.fallback.is_some() {
            return false;
        }
        let is_gb = self.file.gb18030 * 2 > self.file.undecodable;
        // A few lines are damage or another encoding among UTF-8; anything more is the other encoding.
        let few = self.file.undecodable * 50 <= self.rows - self.file.rows_before + self.file.undecodable;
        match (few || plan.encoding_sure, is_gb) {
            (true, true) => plan.fallback = Some(Encoding::Gb18030),
            (true, false) => return false,
            (false, true) => plan.encoding = Encoding::Gb18030,
            // What is neither is in most cases Western; the candidates and the samples are there to be looked at.
            (false, false) => plan.encoding = Encoding::Windows1252,
        }
        if plan.encoding != Encoding::Utf8 {
            plan.fallback = Some(Encoding::Utf8);
            plan.encoding_reason = EncodingReason::WholeFile;
        }
        plan.encoding_sure = true;
        true
    }

    /// A plan by which the file must be read again: what the whole of it says of its encoding and of the order of its dates
    /// and marks; when the last file is over, what all of them say of the kinds of the columns.
    pub(super) fn better_plan(&self, is_last: bool) -> Option<Plan> {
        let mut plan = self.file.plan.clone();
        if self.better_encoding(&mut plan) {
            return Some(plan);
        }
        let mut changed = self.file.surplus_over.is_some();
        plan.surplus_end = self.file.surplus_over.or(plan.surplus_end);
        if plan.kinds_sure {
            return changed.then_some(plan);
        }
        let delimiter = plan.dialect.delimiter.chars().next().unwrap_or(',');
        let own_rows = self.rows - self.file.rows_before;
        for (spec, (&at, own)) in plan.columns.iter_mut().zip(self.file.order.iter().zip(&self.file.seen)) {
            let Some(column) = self.columns.get(at) else { continue };
            let nulls: u64 = column.segments.iter().map(|s| s.nulls() as u64).sum();
            let firm = spec.kind_reason == Some(Reason::User) || spec.kind == Kind::Text;
            let most = if kinds::is_expected(&spec.name, spec.kind) { TEXT_ABOVE_NAMED } else { TEXT_ABOVE };
            let alone = own.invalid >= ENOUGH && own.invalid * 100 > most * (own_rows - own.nulls + own.invalid);
            let together = is_last && column.invalid.count * 100 > most * (self.rows - nulls + column.invalid.count);
            if values::read_again(spec, own.met) {
                changed = true;
            } else if is_last && spec.kind_reason == Some(Reason::Empty) {
                let evidence = Evidence::of_words(&column.evidence).settled();
                if let Some(found) = kinds::judge_late(&spec.name, &evidence, delimiter, &plan.readings) {
                    (*spec, changed) = (found, true);
                }
            } else if !firm && (alone || together) {
                *spec = Spec { kind_reason: Some(Reason::Unreadable), ..Spec::new(&spec.name, Kind::Text) };
                changed = true;
            }
        }
        let open = plan.columns.iter().enumerate().filter(|(_, spec)| spec.doubts.contains(&Doubt::DateOrder));
        plan.open_dates = open.map(|(index, _)| index).collect();
        changed.then_some(plan)
    }
}
