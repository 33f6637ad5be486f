"""Draws the cost curve of docs/performance.md: plot.py docs/performance.md docs/scoring-cost.svg

Needs matplotlib. Reads the table that begins with "| voiceprints a side".
"""

import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

matplotlib.rcParams["svg.hashsalt"] = "voxmatrix"
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
start = next(i for i, line in enumerate(lines) if line.startswith("| voiceprints a side"))
rows = []
for line in lines[start + 2 :]:
    if not line.startswith("|"):
        break
    rows.append([float(cell.replace(",", "")) for cell in line.strip("| ").split("|")])
pairs = [row[0] ** 2 for row in rows]
figure, axes = plt.subplots(figsize=(7, 4.2))
axes.loglog(pairs, [row[2] for row in rows], "o-", label="whole job")
axes.loglog(pairs, [row[1] for row in rows], "s-", label="first wave to commit")
rate = pairs[-1] / rows[-1][1]
axes.loglog(pairs, [p / rate for p in pairs], "k:", label=f"{rate / 1e6:.0f} M pairs a second")
axes.set_xlabel("pairs")
axes.set_ylabel("seconds")
axes.grid(True, which="major", alpha=0.3)
axes.legend()
figure.tight_layout()
figure.savefig(sys.argv[2], metadata={"Date": None})
