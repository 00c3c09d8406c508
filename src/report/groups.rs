//! Words for what was met when customers were divided into groups.

/// The sentence for a notice about groups; `None` if the code is not one of them.
pub(super) fn sentence(code: &str, n: u64) -> Option<(String, String)> {
    Some(match code {
        "N_CLUSTER_LEFT_OUT" => (
            format!("有 {n} 个点缺少所选特征，不参与聚类。"),
            format!("{n} points lack one of the features and are in no cluster."),
        ),
        "N_CLUSTER_CONSTANT" => (
            format!("有 {n} 项特征在所有点上取值相同，聚类时不用。"),
            format!("{n} features are the same for all points and are not used for clusters."),
        ),
        "N_CLUSTER_REFUSED" => (
            format!("有 {n} 个类数对高斯混合来说点太少（估计量不少于点数，或某一成分的点数不足维数加一），没有采用。"),
            format!(
                "Numbers of clusters that were refused: {n}. The mixture would estimate as many numbers as there are points, or have a component of too few points."
            ),
        ),
        "N_CLUSTER_STARTS" => (
            format!("点很多：各次起始只在 {n} 个点上比较，最好的一次再用全部点迭代。"),
            format!("There are many points: the starts were compared in {n} of them, and the best one went on with all."),
        ),
        "N_CLUSTER_TOLERANCE" => (
            format!("有 {n} 个类数在中心几乎不再移动（容差 10⁻⁴）时停止，那时仍有个别点在换类。"),
            format!(
                "Numbers of clusters for which k-means stopped when the centres hardly moved (tolerance 0.0001) while some points still changed their cluster: {n}."
            ),
        ),
        "N_SMALLEST_GROUP" => (
            format!("方案、链接或项目把最小组设为 {n}（通常是 5）：导出和报告会显示 {n} 人起的小组，更容易认出个人。"),
            format!(
                "The recipe, link or project sets the smallest group to {n} (usually 5): exports and reports tell of groups of {n} people, in whom single ones are easier to find."
            ),
        ),
        "N_GROUPS_COLUMNS" => (
            format!("列太多：有 {n} 列没有用来划分或比较客户。"),
            format!("Too many columns: {n} of them are not used to divide or compare customers."),
        ),
        _ => return None,
    })
}
