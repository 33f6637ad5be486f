"""Averages trainings that began with one another: python average.py OUT BIAS NET.pt WEIGHT [NET.pt WEIGHT]...

BIAS is added to the logit: below 0, less counts as speech. Writes OUT.pt (without it) and OUT.onnx.
"""

import sys

import torch

from train_detector import Detector, export


def main(out, bias, *parts):
    weights = [float(w) for w in parts[1::2]]
    states = [torch.load(path) for path in parts[::2]]
    net = Detector().eval()
    net.load_state_dict({k: sum(s[k] * w for s, w in zip(states, weights)) if v.is_floating_point() else v
                         for k, v in states[0].items()})
    torch.save(net.state_dict(), out + ".pt")
    with torch.no_grad():
        net.last.bias += float(bias)
    export(net, out + ".onnx")


if __name__ == "__main__":
    main(*sys.argv[1:])
