//! What was assumed in guessing, so that a person can look at it.

use super::synonyms::{Synonyms, named_field};
use super::{Field, Header, MappedTable};
use crate::notice::Notice;

impl MappedTable {
    /// What was assumed in guessing: that telephone numbers, addresses for mail, names or other keys stand for customers.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let assumed = self.column(Field::UserId).filter(|&(index, _)| self.mapping().score(index) < 1.0);
        let notice = assumed.and_then(|(index, column)| {
            let header = Header::new(column.name());
            let notice = match named_field(&header).map(|(field, _)| field) {
                Some(Field::Phone) => Notice::info("N_PHONE_AS_CUSTOMER", 1),
                Some(Field::Email) => Notice::info("N_EMAIL_AS_CUSTOMER", 1),
                Some(Field::UserName) => Notice::warning("N_NAME_AS_CUSTOMER", 1),
                // A vague name, as 编号, is one.
                _ if Synonyms::get().named(&header).iter().any(|(field, _)| *field == Field::UserId) => return None,
                _ => Notice::warning("N_KEY_AS_CUSTOMER", 1),
            };
            Some(notice.in_column(index))
        });
        notice.into_iter().collect()
    }
}
