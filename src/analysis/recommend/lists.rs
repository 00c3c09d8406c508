//! What a customer has → what comes next: the products most alike to it, then those that most customers bought.

use super::likeness::Neighbours;

/// A product that a customer does not have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Advice {
    /// Its number.
    pub item: u32,
    /// Sum of its likeness to the products that the customer has; 0 where it is only popular.
    pub score: f64,
}

/// Makes lists; its rooms are used again for each customer.
pub struct Lists<'a> {
    neighbours: &'a Neighbours,
    /// Products by customers descending.
    popular: &'a [u32],
    scores: Vec<f64>,
    owned: Vec<bool>,
    touched: Vec<u32>,
}

impl<'a> Lists<'a> {
    pub fn new(neighbours: &'a Neighbours, popular: &'a [u32]) -> Self {
        let count = popular.len();
        Self { neighbours, popular, scores: vec![0.0; count], owned: vec![false; count], touched: Vec::new() }
    }

    /// Writes so many products for a customer who has these (in ascending order): by score, then by number; behind them the most popular ones.
    pub fn list(&mut self, own: &[u32], count: usize, list: &mut Vec<Advice>) {
        list.clear();
        self.mark(own, true);
        for &item in own {
            for &(other, likeness) in self.neighbours.of(item) {
                if self.owned.get(other as usize) != Some(&false) {
                    continue;
                }
                if let Some(score) = self.scores.get_mut(other as usize) {
                    if *score == 0.0 {
                        self.touched.push(other);
                    }
                    *score += likeness;
                }
            }
        }
        while let Some(item) = self.touched.pop() {
            let score = self.scores.get_mut(item as usize).map_or(0.0, std::mem::take);
            let before = |a: &Advice| a.score > score || (a.score == score && a.item < item);
            let at = list.partition_point(before);
            if at < count {
                list.truncate(count - 1);
                list.insert(at, Advice { item, score });
            }
        }
        for &item in self.popular {
            if list.len() >= count {
                break;
            }
            if self.owned.get(item as usize) == Some(&false) && list.iter().all(|a| a.item != item) {
                list.push(Advice { item, score: 0.0 });
            }
        }
        self.mark(own, false);
    }

    /// The same list by popularity alone.
    pub fn popular(&mut self, own: &[u32], count: usize, list: &mut Vec<Advice>) {
        list.clear();
        self.mark(own, true);
        let others = self.popular.iter().filter(|item| self.owned.get(**item as usize) == Some(&false));
        list.extend(others.take(count).map(|&item| Advice { item, score: 0.0 }));
        self.mark(own, false);
    }

    fn mark(&mut self, own: &[u32], owned: bool) {
        for &item in own {
            if let Some(mark) = self.owned.get_mut(item as usize) {
                *mark = owned;
            }
        }
    }

    /// Of the products that a customer has, the one most alike to another; of equal ones the more popular.
    pub fn because(&self, own: &[u32], item: u32) -> Option<u32> {
        let mut best: Option<(u32, f64)> = None;
        for &one in own {
            let near = self.neighbours.of(one).iter().find(|(other, _)| *other == item);
            if let Some(&(_, likeness)) = near.filter(|near| best.is_none_or(|(_, most)| near.1 > most)) {
                best = Some((one, likeness));
            }
        }
        best.map(|(one, _)| one)
    }
}
