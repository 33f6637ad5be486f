import sys

with open(sys.argv[1], "rb") as weights, open(sys.argv[2], "wb") as graph:
    graph.write(weights.read())
