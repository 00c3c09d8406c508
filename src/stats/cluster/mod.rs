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

pub use k_means::{Clustering, Search, from_centres, k_means, means};
pub use mixture::{Mixture, mixture};
pub use points::{Centres, Points};
pub use rand_index::rand_index;
pub use silhouette::{EXACT, Silhouette, silhouettes};
pub use tree::{MOST, Tree};
pub use validity::{calinski_harabasz, davies_bouldin};
