"""One model or search of a peer in Python, on the data that insitu's own measurement reads.

    python3 peers.py kmeans POINTS | bgnbd TABLE | mlxtend BASKETS | pyfim BASKETS

Prints the median in milliseconds of some runs, what was found and the version, as JSON; ends with 3 where there is no such library.
"""

import json
import sys
import time
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")


def timed(runs, run):
    times = []
    for number in range(runs):
        start = time.perf_counter()
        said = run(number)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[runs // 2], said


def kmeans(path):
    import numpy as np
    from sklearn.cluster import KMeans

    points = np.fromfile(path, dtype="<f8").reshape(-1, 3)

    def run(seed):
        found = [KMeans(k, n_init=1, max_iter=300, tol=1e-4, random_state=seed).fit(points) for k in range(2, 9)]
        return f"{sum(f.n_iter_ for f in found)} rounds, inertia of k = 8: {found[-1].inertia_:.1f}"

    return *timed(5, run), version("scikit-learn")


def bgnbd(path):
    import pandas as pd
    from lifetimes import BetaGeoFitter

    rows = pd.read_csv(path).iloc[:, 1:4].set_axis(["x", "t_x", "T"], axis=1)

    def run(_):
        fit = BetaGeoFitter(penalizer_coef=0.0).fit(rows["x"], rows["t_x"], rows["T"])
        return "r, α, a, b " + " ".join(f"{fit.params_[name]:.4f}" for name in ("r", "alpha", "a", "b"))

    return *timed(5, run), version("lifetimes")


def baskets(path):
    with open(path, encoding="utf-8") as lines:
        return [sorted({item.strip() for item in line.split(",")}) for line in lines]


def mlxtend(path):
    import pandas as pd
    from mlxtend.frequent_patterns import fpgrowth
    from mlxtend.preprocessing import TransactionEncoder

    encoder = TransactionEncoder()
    table = encoder.fit_transform(rows := baskets(path))
    table = pd.DataFrame(table, columns=encoder.columns_)
    ms, found = timed(3, lambda _: len(fpgrowth(table, min_support=0.001)))
    return ms, f"{found} sets of {len(rows)} baskets", version("mlxtend")


def pyfim(path):
    import fim

    rows = baskets(path)
    least = -(-len(rows) // 1000)
    ways = {name: timed(11, lambda _, way=way: len(way(rows, target="s", supp=-least, zmin=1, report="a")))
            for name, way in {"fpgrowth": fim.fpgrowth, "eclat": fim.eclat}.items()}
    name, (ms, found) = min(ways.items(), key=lambda way: way[1][0])
    return ms, f"{found} sets of {len(rows)} baskets by {name}", version("pyfim")


WAYS = {"kmeans": kmeans, "bgnbd": bgnbd, "mlxtend": mlxtend, "pyfim": pyfim}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in WAYS:
        sys.exit(__doc__)
    try:
        ms, said, number = WAYS[sys.argv[1]](sys.argv[2])
    except ImportError:
        sys.exit(3)
    print(json.dumps({"ms": ms, "said": said, "version": number}))
