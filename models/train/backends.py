"""What LDA, PLDA and the mean of other recordings make of a model's scores.

python backends.py TEST [TRAIN]: each what `voxmatrix export voiceprints --run ID --format parquet`
wrote, with an attribute `speaker`. Without TRAIN half of the speakers train and the others test, ten
times. Prints EER in % and minimum DCF at 0.01 over all pairs.
"""
import base64
import sys

import numpy as np
import pyarrow.parquet as pq
from scipy.linalg import eigh


def read(place):
    rows = pq.read_table(place, columns=["voiceprint", "attributes"]).to_pylist()
    rows = [r for r in rows if r["voiceprint"]]
    speakers = np.array([dict(r["attributes"])["speaker"] for r in rows])
    # Between a head of 20 bytes and a checksum are float32 values.
    raw = [base64.b64decode(r["voiceprint"])[20:-4] for r in rows]
    return unit(np.array([np.frombuffer(r, "<f4") for r in raw], float)), speakers


def unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def metrics(scores, speakers):
    pairs = np.triu_indices(len(speakers), 1)
    order = np.argsort(-scores[pairs])
    target = (speakers[:, None] == speakers)[pairs][order]
    false_alarms = np.cumsum(~target) / (~target).sum()
    misses = 1 - np.cumsum(target) / target.sum()
    eer = np.argmin(abs(false_alarms - misses))
    return 50 * (false_alarms + misses)[eer], np.min(misses + 99 * false_alarms)


def classes(x, speakers):
    return [x[speakers == s] for s in sorted(set(speakers))]


def within(x, speakers):
    w = sum((c - c.mean(0)).T @ (c - c.mean(0)) for c in classes(x, speakers)) / len(x)
    return w + 1e-3 * np.trace(w) / len(w) * np.eye(len(w))


def lda(x, speakers, size):
    means = [(len(c), c.mean(0) - x.mean(0)) for c in classes(x, speakers)]
    between = sum(n * np.outer(m, m) for n, m in means) / len(x)
    return eigh(between, within(x, speakers))[1][:, ::-1][:, :size]


def plda(x, speakers, test):
    """Two covariances: Brummer & de Villiers, The speaker partitioning problem, Odyssey 2010."""
    w = within(x, speakers)
    means = np.array([c.mean(0) for c in classes(x, speakers)]) - x.mean(0)
    values, vectors = np.linalg.eigh(means.T @ means / len(means) - w * len(means) / len(x))
    b = (vectors * np.maximum(values, 1e-6)) @ vectors.T
    total = np.linalg.inv(b + w)
    both = np.linalg.inv(b + w - b @ total @ b)
    t = test - x.mean(0)
    own = np.einsum("ij,jk,ik->i", t, total - both, t) / 2
    return t @ (total @ b @ both) @ t.T + own[:, None] + own


def systems(x, speakers, test):
    centred, own = unit(x - x.mean(0)), unit(test - x.mean(0))
    yield "cosine", test @ test.T
    yield "mean subtracted", own @ own.T
    yield "mean of the test", (m := unit(test - test.mean(0))) @ m.T
    for size in (len(set(speakers)) // 2, len(set(speakers)) - 1):
        projected = unit((test - x.mean(0)) @ lda(x, speakers, size))
        yield f"LDA to {size}", projected @ projected.T
    yield "PLDA", plda(centred, speakers, own)


def main():
    test, speakers = read(sys.argv[1])
    figures = {}
    if len(sys.argv) > 2:
        for name, scores in systems(*read(sys.argv[2]), test):
            figures[name] = [metrics(scores, speakers)]
    else:
        random = np.random.default_rng(0)
        for _ in range(10):
            names = random.permutation(sorted(set(speakers)))
            train = np.isin(speakers, names[: len(names) // 2])
            for name, scores in systems(test[train], speakers[train], test[~train]):
                figures.setdefault(name, []).append(metrics(scores, speakers[~train]))
    for name, found in figures.items():
        print("%-18s EER %5.2f %%  DCF %.3f" % (name, *np.mean(found, 0)))


if __name__ == "__main__":
    main()
