//! Groups of points that lie close to each other, and how good such groups are.

mod points;
mod tree;
mod seeding;
mod exchange;
mod k_means;
mod lanes;
mod silhouette;
mod validity;
mod rand_index;
mod mixture;

pub use k_means::{Clustering, End, Search, from_centres, k_means, means};
pub use mixture::{Mixture, Unbounded, mixture, parameters};
pub use points::{Centres, Points};
pub use rand_index::rand_index;
pub use silhouette::{EXACT, Silhouette, silhouettes};
pub use tree::{MOST, Tree};
pub use validity::{calinski_harabasz, davies_bouldin};
