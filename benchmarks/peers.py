"""Native peers of the scoring benchmark: OpenBLAS through numpy, and FAISS, on one machine's memory.

peers.py COUNT DIMENSION ROUNDS prints names and, where installed, the pairs a second of every pair of
two sets of COUNT, for sgemm on one and two threads (with the kernels that OpenBLAS picks, and forced to its
AVX-512 ones), counting what reaches a threshold, and for IndexFlatIP's ten best.
"""

import os
import statistics
import subprocess
import sys
import time

BLOCK = 4096


def sets(count, dimension):
    import numpy

    random = numpy.random.default_rng(1)
    for _ in range(2):
        vectors = random.standard_normal((count, dimension), dtype=numpy.float32)
        yield vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)


def sgemm(count, dimension):
    import numpy

    a, b = sets(count, dimension)
    start = time.perf_counter()
    hits = 0
    for row in range(0, count, BLOCK):
        for column in range(0, count, BLOCK):
            tile = b[row : row + BLOCK] @ a[column : column + BLOCK].T
            hits += int(numpy.count_nonzero(tile >= 0.35))
    return count * count / (time.perf_counter() - start)


def faiss_top(count, dimension):
    import faiss

    faiss.omp_set_num_threads(2)
    a, b = sets(count, dimension)
    index = faiss.IndexFlatIP(dimension)
    index.add(a)
    start = time.perf_counter()
    index.search(b, 10)
    return count * count / (time.perf_counter() - start)


def measure(kind, count, dimension, environment):
    run = subprocess.run(
        [sys.executable, __file__, kind, str(count), str(dimension)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    return float(run.stdout) if run.returncode == 0 else None


def main(count, dimension, rounds):
    core = {"OPENBLAS_CORETYPE": "SKYLAKEX"}
    subjects = [
        ("numpy with OpenBLAS, 1 thread", "sgemm", {"OPENBLAS_NUM_THREADS": "1"}),
        ("numpy with OpenBLAS, 2 threads", "sgemm", {"OPENBLAS_NUM_THREADS": "2"}),
        ("the same, AVX-512 kernels forced", "sgemm", {"OPENBLAS_NUM_THREADS": "2", **core}),
        ("FAISS IndexFlatIP, ten best, 2 threads", "faiss_top", {}),
    ]
    rates = {name: [] for name, _, _ in subjects}
    for _ in range(rounds):
        for name, kind, environment in subjects:
            rates[name].append(measure(kind, count, dimension, environment))
    for name, found in rates.items():
        print(name, "" if None in found else statistics.median(found), sep="\t")


if __name__ == "__main__":
    if sys.argv[1] in ("sgemm", "faiss_top"):
        print(globals()[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3])))
    else:
        main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
