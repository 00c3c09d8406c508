//! The least value of a function without a gradient: slow, but hard to lead astray.
//!
//! Nelder and Mead 1965, "A simplex method for function minimization", with their coefficients.

/// A function to minimise; a value that is not finite means that the point lies outside the domain.
pub type Values<'a> = dyn Fn(&[f64]) -> f64 + 'a;

/// The best point that a simplex finds which starts at `start` with edges of the length `edge`.
#[must_use]
pub fn simplex(function: &Values<'_>, start: &[f64], edge: f64, evaluations: u32) -> Vec<f64> {
    let n = start.len();
    let worth = |at: &[f64]| Some(function(at)).filter(|v| v.is_finite()).unwrap_or(f64::INFINITY);
    let mut corners: Vec<(f64, Vec<f64>)> = (0..=n)
        .map(|k| {
            let at: Vec<f64> = start.iter().enumerate().map(|(i, x)| if i + 1 == k { x + edge } else { *x }).collect();
            (worth(&at), at)
        })
        .collect();
    let mut used = n as u32 + 1;
    while used < evaluations {
        settle(&mut corners);
        let (Some(best), Some(worst)) = (corners.first().cloned(), corners.last().cloned()) else { break };
        if worst.0.is_finite() && worst.0 - best.0 <= 1e-13 * best.0.abs() {
            break;
        }
        let second = corners.get(n.saturating_sub(1)).map_or(best.0, |corner| corner.0);
        let centre: Vec<f64> =
            (0..n).map(|i| corners.iter().take(n).filter_map(|c| c.1.get(i)).sum::<f64>() / n as f64).collect();
        let away = |by: f64| -> Vec<f64> { centre.iter().zip(&worst.1).map(|(c, w)| c + by * (c - w)).collect() };
        let reflected = away(1.0);
        let value = worth(&reflected);
        used += 1;
        let better = if value < best.0 {
            let far = away(2.0);
            let farther = worth(&far);
            used += 1;
            Some(if farther < value { (farther, far) } else { (value, reflected) })
        } else if value < second {
            Some((value, reflected))
        } else {
            let near = away(if value < worst.0 { 0.5 } else { -0.5 });
            let nearer = worth(&near);
            used += 1;
            (nearer < value.min(worst.0)).then_some((nearer, near))
        };
        if let (Some(better), Some(last)) = (better.clone(), corners.last_mut()) {
            *last = better;
        }
        if better.is_none() {
            for corner in corners.iter_mut().skip(1) {
                corner.1 = corner.1.iter().zip(&best.1).map(|(x, b)| 0.5 * (x + b)).collect();
                corner.0 = worth(&corner.1);
                used += 1;
            }
        }
    }
    settle(&mut corners);
    corners.into_iter().next().map_or_else(|| start.to_vec(), |corner| corner.1)
}

/// Puts corners in the order of their values, where equal ones keep theirs: few, and mostly in order.
fn settle(corners: &mut [(f64, Vec<f64>)]) {
    for mut at in 1..corners.len() {
        while at > 0
            && let Some([before, own]) = corners.get(at - 1..=at)
            && before.0.total_cmp(&own.0).is_gt()
        {
            corners.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valley_of_rosenbrock_is_followed_to_its_end() {
        let valley = |x: &[f64]| (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0] * x[0]).powi(2);
        let found = simplex(&valley, &[-1.2, 1.0], 0.5, 2000);
        assert!(found.iter().all(|x| (x - 1.0).abs() < 1e-4), "{found:?}");
    }

    #[test]
    fn what_lies_outside_is_avoided() {
        let wall = |x: &[f64]| if x[0] > 0.0 { x[0] - x[0].ln() } else { f64::NAN };
        assert!((simplex(&wall, &[0.01], 1.0, 500)[0] - 1.0).abs() < 1e-5);
    }
}
