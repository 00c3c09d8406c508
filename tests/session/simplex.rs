//! A linear solver of its own for audits: the two-phase simplex method with Bland's rule, in whole numbers.
//!
//! The systems of tables are totally unimodular, so every pivot is 1 or −1 and nothing is ever divided.

/// The largest and smallest value of each variable under `rows · x = sums` and `low ≤ x ≤ high`. `None` without a solution.
pub fn ranges(rows: &[Vec<i64>], sums: &[i64], bounds: &[(i64, i64)]) -> Option<Vec<(i64, i64)>> {
    let n = bounds.len();
    // x = low + y with y ≥ 0, and a slack for each upper bound.
    let mut table: Vec<Vec<i64>> = Vec::new();
    for (row, sum) in rows.iter().zip(sums) {
        let right = sum - row.iter().zip(bounds).map(|(a, (low, _))| a * low).sum::<i64>();
        let mut line: Vec<i64> = row.clone();
        line.resize(2 * n, 0);
        line.push(right);
        table.push(line);
    }
    for (at, (low, high)) in bounds.iter().enumerate() {
        let mut line = vec![0; 2 * n + 1];
        line[at] = 1;
        line[n + at] = 1;
        line[2 * n] = high - low;
        table.push(line);
    }
    // Phase 1: an artificial variable per line, of which the sum must become 0.
    let m = table.len();
    let variables = 2 * n + m;
    let mut lines = Vec::new();
    for (at, line) in table.iter().enumerate() {
        let sign = if line[2 * n] < 0 { -1 } else { 1 };
        let mut wide: Vec<i64> = line[..2 * n].iter().map(|a| a * sign).collect();
        wide.extend((0..m).map(|other| i64::from(other == at)));
        wide.push(line[2 * n] * sign);
        lines.push(wide);
    }
    let mut basis: Vec<usize> = (2 * n..variables).collect();
    let artificial: Vec<i64> = (0..variables).map(|v| i64::from(v >= 2 * n)).collect();
    if minimise(&mut lines, &mut basis, &artificial, variables) != 0 {
        return None;
    }
    let mut found = Vec::new();
    for (target, (low, _)) in bounds.iter().enumerate() {
        let mut ends = [0; 2];
        for (end, sign) in ends.iter_mut().zip([1, -1]) {
            let (mut lines, mut basis) = (lines.clone(), basis.clone());
            let cost: Vec<i64> = (0..variables).map(|v| if v == target { sign } else { 0 }).collect();
            *end = sign * minimise(&mut lines, &mut basis, &cost, 2 * n);
        }
        found.push((low + ends[0], low + ends[1]));
    }
    Some(found)
}

/// Smallest cost; only variables below `allowed` may enter the basis.
fn minimise(lines: &mut [Vec<i64>], basis: &mut [usize], cost: &[i64], allowed: usize) -> i64 {
    let right = cost.len();
    loop {
        let reduced = |v: usize| cost[v] - lines.iter().zip(basis.iter()).map(|(line, &b)| cost[b] * line[v]).sum::<i64>();
        let Some(enter) = (0..allowed).find(|&v| reduced(v) < 0) else {
            return lines.iter().zip(basis.iter()).map(|(line, &b)| cost[b] * line[right]).sum();
        };
        // An artificial variable that stayed in the basis at 0 leaves by either sign, so that it stays 0.
        let leaves = |at: &usize| lines[*at][enter] > 0 || (basis[*at] >= allowed && lines[*at][enter] < 0);
        let leave = (0..lines.len()).filter(leaves).min_by_key(|&at| (lines[at][right], basis[at])).expect("bounded");
        let pivot = lines[leave][enter];
        assert_eq!(pivot.abs(), 1, "the system is totally unimodular");
        lines[leave].iter_mut().for_each(|a| *a *= pivot);
        let line = lines[leave].clone();
        for (at, other) in lines.iter_mut().enumerate() {
            let factor = other[enter];
            if at != leave && factor != 0 {
                other.iter_mut().zip(&line).for_each(|(a, b)| *a -= factor * b);
            }
        }
        basis[leave] = enter;
    }
}

#[test]
fn ranges_by_hand() {
    // x + y = 5, y + z = 4, 1 ≤ x, y ≤ 4, 0 ≤ z ≤ 9: x = 5 − y, z = 4 − y.
    let rows = [vec![1, 1, 0], vec![0, 1, 1]];
    assert_eq!(ranges(&rows, &[5, 4], &[(1, 4), (1, 4), (0, 9)]), Some(vec![(1, 4), (1, 4), (0, 3)]));
    assert_eq!(ranges(&rows, &[9, 4], &[(1, 4), (1, 4), (0, 9)]), None);
}
