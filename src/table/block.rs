//! A block of the cells of a column: as many as are walked in one call.

use arrow_buffer::NullBuffer;

/// Rows of a block.
pub(super) const BLOCK: usize = 512;

/// [`Iterator::for_each`], block by block in calls of their own, for the reason told at [`each_of_block`].
#[cfg(feature = "engine")]
pub(crate) fn each_item<I: IntoIterator>(items: I, mut each: impl FnMut(I::Item)) {
    #[inline(never)]
    fn walk<I: Iterator>(items: &mut I, each: &mut impl FnMut(I::Item)) -> usize {
        items.take(BLOCK).map(each).count()
    }
    let mut items = items.into_iter();
    while walk(&mut items, &mut each) == BLOCK {}
}

/// Least and most of some values; `None` of none.
#[cfg(feature = "engine")]
pub(crate) fn least_and_most<T: Ord + Copy>(values: impl IntoIterator<Item = T>) -> Option<(T, T)> {
    let mut range = None;
    each_item(values, |v| range = Some(range.map_or((v, v), |(least, most): (T, T)| (least.min(v), most.max(v)))));
    range
}

/// Calls `each` with row and value of the cells of a block, the first of which has the row `from`. It stays a function of its own:
/// browsers put fast code in the place of slow code between two calls, never within a loop.
#[inline(never)]
pub(super) fn each_of_block<T: Copy>(
    from: usize,
    block: &[T],
    nulls: Option<&NullBuffer>,
    each: &mut impl FnMut(usize, Option<T>),
) {
    for (i, &value) in block.iter().enumerate() {
        each(from + i, nulls.is_none_or(|nulls| nulls.is_valid(from + i)).then_some(value));
    }
}
