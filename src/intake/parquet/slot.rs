//! A source in the hands of a library that may move it to another thread, where it cannot be read.

use crate::error::{Error, ErrorKind, Result};
use crate::intake::Source;
use parquet::errors::ParquetError;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Mutex;

thread_local! {
    static SOURCES: RefCell<BTreeMap<u64, Rc<dyn Source>>> = const { RefCell::new(BTreeMap::new()) };
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// The number of a source of this thread, and why reading it failed: the library keeps the text of our errors alone.
pub struct Slot {
    number: u64,
    failure: Mutex<Option<Error>>,
}

impl Slot {
    pub fn new(source: Rc<dyn Source>) -> Self {
        let number = NEXT.with(|next| next.replace(next.get() + 1));
        SOURCES.with_borrow_mut(|sources| sources.insert(number, source));
        Self { number, failure: Mutex::new(None) }
    }

    /// Keeps an error and gives one that the library understands.
    pub fn fail(&self, error: Error) -> ParquetError {
        let text = error.code().to_owned();
        if let Ok(mut failure) = self.failure.lock() {
            *failure = Some(error);
        }
        ParquetError::General(text)
    }

    /// The error that was kept.
    pub fn failure(&self) -> Option<Error> {
        self.failure.lock().ok()?.take()
    }

    /// Appends `length` bytes from a place on.
    pub fn read(&self, at: u64, length: usize, out: &mut Vec<u8>) -> Result<()> {
        let source = SOURCES.with_borrow(|sources| sources.get(&self.number).cloned()).ok_or(Error::new(ErrorKind::Internal))?;
        if at.checked_add(length as u64).is_none_or(|end| end > source.size()) {
            return Err(ErrorKind::Damaged.into());
        }
        let before = out.len();
        out.try_reserve_exact(length).ok().ok_or(Error::new(ErrorKind::Memory))?;
        out.resize(before + length, 0);
        source.read_at(at, out.get_mut(before..).unwrap_or_default())
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // At the end of a thread the map may be gone before the slots.
        let _gone = SOURCES.try_with(|sources| sources.borrow_mut().remove(&self.number));
    }
}
