//! Integrals by fixed rules: their nodes are computed, the same on every machine.

/// Nodes and weights of a rule on (0, 1).
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Nodes with their weights; a node carries its distance from 0 and from 1, so that neither end is rounded away.
    pub nodes: Vec<Node>,
}

/// One node of a [`Rule`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Distance from 0.
    pub from_zero: f64,
    /// Distance from 1.
    pub from_one: f64,
    /// Weight.
    pub weight: f64,
}

impl Rule {
    /// Gauss and Legendre's rule of `n` nodes: exact for polynomials up to degree 2n − 1.
    #[must_use]
    pub fn gauss_legendre(n: u32) -> Self {
        let count = f64::from(n);
        let nodes = (0..n).map(|k| {
            let mut x = libm::cos(core::f64::consts::PI * (f64::from(k) + 0.75) / (count + 0.5));
            let mut slope = 1.0;
            // Newton's steps double the digits of a start that has two; the last only settles the last bit.
            for _ in 0..6 {
                let (value, before) = (1..n).fold((x, 1.0), |(now, before), j| {
                    let j = f64::from(j);
                    (((2.0 * j + 1.0) * x * now - j * before) / (j + 1.0), now)
                });
                slope = count * (x * value - before) / (x * x - 1.0);
                x -= value / slope;
            }
            Node { from_zero: 0.5 * (1.0 - x), from_one: 0.5 * (1.0 + x), weight: 1.0 / ((1.0 - x * x) * slope * slope) }
        });
        Self { nodes: nodes.collect() }
    }

    /// The integral of a function over (0, 1).
    pub fn integrate(&self, mut f: impl FnMut(&Node) -> f64) -> f64 {
        self.nodes.iter().map(|node| node.weight * f(node)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_rule_of_two_nodes_is_known() {
        let rule = Rule::gauss_legendre(2);
        let root = 1.0 / 3.0_f64.sqrt();
        let mut nodes: Vec<f64> = rule.nodes.iter().map(|n| n.from_zero).collect();
        nodes.sort_by(f64::total_cmp);
        assert!((nodes[0] - 0.5 * (1.0 - root)).abs() < 1e-15 && (nodes[1] - 0.5 * (1.0 + root)).abs() < 1e-15);
        assert!(rule.nodes.iter().all(|n| (n.weight - 0.5).abs() < 1e-15));
    }

    proptest! {
        #[test]
        fn polynomials_are_integrated_exactly(n in 1_u32..40, power in 0_i32..80) {
            prop_assume!(power < 2 * n as i32);
            let got = Rule::gauss_legendre(n).integrate(|node| node.from_zero.powi(power));
            prop_assert!((got * f64::from(power + 1) - 1.0).abs() < 1e-12, "{}", got);
        }
    }
}
