//! What was assumed in guessing, so that a person can look at it.

use super::synonyms::named_field;
use super::{Field, Header, MappedTable};
use crate::notice::Notice;

impl MappedTable {
    /// What was assumed in guessing: that telephone numbers, addresses for mail or names stand for customers.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let assumed = self.column(Field::UserId).filter(|&(index, _)| self.mapping().score(index) < 1.0);
        let notice = assumed.and_then(|(index, column)| {
            let notice = match named_field(&Header::new(column.name()))?.0 {
                Field::Phone => Notice::info("N_PHONE_AS_CUSTOMER", 1),
                Field::Email => Notice::info("N_EMAIL_AS_CUSTOMER", 1),
                Field::UserName => Notice::warning("N_NAME_AS_CUSTOMER", 1),
                _ => return None,
            };
            Some(notice.in_column(index))
        });
        notice.into_iter().collect()
    }
}
