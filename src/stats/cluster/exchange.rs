//! Looking further from where Lloyd's rounds have ended: one centre is put elsewhere (Lattanzi and Sohler 2019, "A better
//! k-means++ algorithm via local search").

use super::points::{Centres, Points};
use super::seeding::Potential;
use crate::stats::Random;

/// These centres with one of them put at a point that is drawn like those of k-means++: the one whose place costs least. `None`
/// where all points are centres.
pub(super) fn exchange(points: &Points, centres: &Centres, random: &mut Random) -> Option<Centres> {
    let count = points.count();
    let mut potential = Potential::new(count);
    let mut second = vec![f64::INFINITY; count];
    let mut labels = vec![0_usize; count];
    let mut squares = vec![0.0; count];
    for (number, centre) in centres.rows().enumerate() {
        points.squared(0..count, centre, &mut squares);
        for (((&square, near), second), label) in squares.iter().zip(&potential.nearest).zip(&mut second).zip(&mut labels) {
            if square < *near {
                *second = *near;
                *label = number;
            } else if square < *second {
                *second = square;
            }
        }
        potential.lower(points, centre);
    }
    let place = potential.draw(random)?;
    let put: Vec<f64> = points.row(place).collect();
    points.squared(0..count, &put, &mut squares);
    // What the points of each centre cost more without it.
    let mut more = vec![0.0; centres.count()];
    for (((&square, &near), &second), &label) in squares.iter().zip(&potential.nearest).zip(&second).zip(&labels) {
        if let Some(more) = more.get_mut(label) {
            *more += square.min(second) - square.min(near);
        }
    }
    let (mut gone, mut least) = (0, f64::INFINITY);
    for (number, &more) in more.iter().enumerate() {
        if more < least {
            (gone, least) = (number, more);
        }
    }
    let mut moved = centres.clone();
    moved.row_mut(gone).iter_mut().zip(put).for_each(|(c, x)| *c = x);
    Some(moved)
}
