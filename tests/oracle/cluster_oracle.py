"""Numbers of scikit-learn for tests/oracle/cluster.rs.

    python cluster_oracle.py FOLDER_OF_REAL_FILES > cluster.json

Each clustering is the best of 2,000 starts that ran to the end (tol=0), on the wholesale customers of 20,000: with fewer,
scikit-learn itself stays above the best known inertia on some of these sets. Written with scikit-learn 1.9.1 and numpy.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import RobustScaler, StandardScaler

HERE = Path(__file__).parent


def table(path, columns, delimiter=","):
    with open(path, newline="") as file:
        return np.array([[float(row[c]) for c in columns] for row in csv.DictReader(file, delimiter=delimiter)])


def clusterings(points, counts, starts=2000):
    found = []
    for k in counts:
        best = KMeans(k, n_init=starts, tol=0, random_state=1).fit(points)
        found.append({
            "k": k,
            "inertia": float(best.inertia_),
            "sizes": sorted((int(n) for n in np.bincount(best.labels_)), reverse=True),
            "silhouette": float(silhouette_score(points, best.labels_)),
            "calinski_harabasz": float(calinski_harabasz_score(points, best.labels_)),
            "davies_bouldin": float(davies_bouldin_score(points, best.labels_)),
        })
    return found


def purchases():
    """Recency, frequency and monetary of the customers of rfm_data_orders, as of 2006-12-31."""
    orders = {}
    with open(HERE / "../fixtures/rfm_data_orders.csv", newline="") as file:
        for row in csv.DictReader(file):
            orders.setdefault(row["customer_id"], []).append((np.datetime64(row["order_date"][:10]), float(row["revenue"])))
    end = np.datetime64("2006-12-31")
    return np.array([[(end - max(d for d, _ in o)).astype(int), len(o), sum(m for _, m in o)] for o in orders.values()], float)


def main():
    iris = table(HERE / "../fixtures/iris.csv", ["sepal_length", "sepal_width", "petal_length", "petal_width"])
    crm = Path(sys.argv[1]) / "crm"
    mall = table(crm / "Mall_Customers.csv", ["Annual_Income", "Spending_Score"])
    wholesale = table(
        crm / "Wholesale customers data.csv",
        ["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"],
        ";",
    )
    mixture = GaussianMixture(3, n_init=10, random_state=0).fit(iris)
    pca = PCA().fit(iris)
    json.dump({
        "iris": clusterings(iris, range(2, 9)),
        "iris_z": clusterings(StandardScaler().fit_transform(iris), range(2, 9)),
        "mall": clusterings(mall, range(2, 9)),
        "wholesale": clusterings(StandardScaler().fit_transform(wholesale), range(2, 9), 20000),
        "purchases": clusterings(RobustScaler().fit_transform(np.log1p(purchases())), range(2, 7)),
        "iris_mixture": {"log_likelihood": float(mixture.score(iris) * len(iris)), "bic": float(mixture.bic(iris))},
        "iris_components": {"variances": pca.explained_variance_.tolist(), "ratios": pca.explained_variance_ratio_.tolist()},
    }, sys.stdout, indent=1)
    print()


main()
