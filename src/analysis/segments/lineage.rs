//! What attributes and features are made of: that groups of one differ in the other is no finding.

/// Whether one of two features or attributes is made of the other, or both are the same.
pub fn related(one: &str, other: &str) -> bool {
    one == other || made_of(one).contains(&other) || made_of(other).contains(&one)
}

fn made_of(name: &str) -> &'static [&'static str] {
    match name {
        "rfm_class" | "rfm" | "cluster" => &["recency", "frequency", "monetary", "recency_band", "order_band", "rfm_class"],
        "recency_band" | "activity" | "lifecycle" => &["recency", "recency_band"],
        "order_band" => &["frequency"],
        "abc" | "clv" => &["monetary", "frequency", "recency", "rfm_class"],
        "age_band" => &["age"],
        "tenure_band" => &["tenure"],
        "city" => &["province"],
        _ => &[],
    }
}
