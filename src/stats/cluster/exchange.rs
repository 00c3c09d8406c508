//! Looking further from where Lloyd's rounds have ended: one point is moved (Hartigan and Wong 1979, "A k-means clustering
//! algorithm"), or one centre is put elsewhere (Lattanzi and Sohler 2019, "A better k-means++ algorithm via local search").

use super::points::{Centres, Points, squared};
use super::seeding::Potential;
use super::tree::Assignment;
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

/// Moves each point, in turn, to the cluster where it adds least to the squared distances when the centres follow; whether one moved. The centres are then the
/// means of their points but for rounding.
pub(super) fn transfer(points: &Points, centres: &mut Centres, found: &mut Assignment) -> bool {
    let mut moved = false;
    for (place, label) in found.labels.iter_mut().enumerate() {
        let own = usize::from(*label);
        let size_of = |number: usize| found.sizes.get(number).copied().unwrap_or_default() as f64;
        if size_of(own) < 2.0 {
            continue;
        }
        let leaves = squared(points.row(place), centres.row(own)) * size_of(own) / (size_of(own) - 1.0);
        let (mut best, mut least) = (own, leaves * (1.0 - 1e-12));
        for (number, centre) in centres.rows().enumerate().filter(|&(number, _)| number != own) {
            let enters = squared(points.row(place), centre) * size_of(number) / (size_of(number) + 1.0);
            if enters < least {
                (best, least) = (number, enters);
            }
        }
        if best == own {
            continue;
        }
        for (c, x) in centres.row_mut(own).iter_mut().zip(points.row(place)) {
            *c -= (x - *c) / (size_of(own) - 1.0);
        }
        for (c, x) in centres.row_mut(best).iter_mut().zip(points.row(place)) {
            *c += (x - *c) / (size_of(best) + 1.0);
        }
        for (number, step) in [(own, -1_i64), (best, 1)] {
            if let Some(size) = found.sizes.get_mut(number) {
                *size = size.saturating_add_signed(step);
            }
        }
        *label = best as u8;
        moved = true;
    }
    moved
}
