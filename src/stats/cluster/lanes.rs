//! Four numbers at a time. Each lane is computed as if it were alone, so that every machine gets the same bits.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) use vector::Lanes;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub(super) use portable::Lanes;

/// How many numbers stand side by side.
pub(super) const LANES: usize = 4;

// The page is compiled for size, and then nothing becomes vectors by itself.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vector {
    use core::arch::wasm32::{f64x2, f64x2_add, f64x2_extract_lane, f64x2_mul, f64x2_splat, f64x2_sqrt, f64x2_sub, v128};

    /// Four numbers.
    #[derive(Clone, Copy)]
    pub(crate) struct Lanes(v128, v128);

    impl Lanes {
        pub(crate) fn new([a, b, c, d]: [f64; 4]) -> Self {
            Self(f64x2(a, b), f64x2(c, d))
        }

        #[inline(always)]
        pub(crate) fn minus(self, x: f64) -> Self {
            let x = f64x2_splat(x);
            Self(f64x2_sub(self.0, x), f64x2_sub(self.1, x))
        }

        #[inline(always)]
        pub(crate) fn square(self) -> Self {
            Self(f64x2_mul(self.0, self.0), f64x2_mul(self.1, self.1))
        }

        #[inline(always)]
        pub(crate) fn plus(self, other: Self) -> Self {
            Self(f64x2_add(self.0, other.0), f64x2_add(self.1, other.1))
        }

        #[inline(always)]
        pub(crate) fn sqrt(self) -> Self {
            Self(f64x2_sqrt(self.0), f64x2_sqrt(self.1))
        }

        pub(crate) fn all(self) -> [f64; 4] {
            let Self(low, high) = self;
            [
                f64x2_extract_lane::<0>(low),
                f64x2_extract_lane::<1>(low),
                f64x2_extract_lane::<0>(high),
                f64x2_extract_lane::<1>(high),
            ]
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod portable {
    /// Four numbers.
    #[derive(Clone, Copy)]
    pub(crate) struct Lanes([f64; 4]);

    impl Lanes {
        pub(crate) fn new(all: [f64; 4]) -> Self {
            Self(all)
        }

        #[inline(always)]
        pub(crate) fn minus(self, x: f64) -> Self {
            Self(self.0.map(|lane| lane - x))
        }

        #[inline(always)]
        pub(crate) fn square(self) -> Self {
            Self(self.0.map(|lane| lane * lane))
        }

        #[inline(always)]
        pub(crate) fn plus(self, other: Self) -> Self {
            let ([a, b, c, d], [p, q, r, s]) = (self.0, other.0);
            Self([a + p, b + q, c + r, d + s])
        }

        #[inline(always)]
        pub(crate) fn sqrt(self) -> Self {
            Self(self.0.map(f64::sqrt))
        }

        pub(crate) fn all(self) -> [f64; 4] {
            self.0
        }
    }
}
