"""Trains the speech detector: python train_detector.py WORK OUT STEPS [START.pt]

Takes WORK/clips-*.npz of clips.py; writes OUT.pt and OUT.onnx. The floor of the features is drawn at
random, so that bundles with different floors can use the detector.
"""

import glob
import math
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F

from features import centred


class Detector(nn.Module):
    """Works at 20 ms and sees 5 s: [batch, frames, 80] to the probability of speech [batch, frames]."""

    def __init__(self, width=40, dilations=(1, 2, 4, 8, 16, 32)):
        super().__init__()
        self.first = nn.Conv1d(80, width, 5, stride=2, padding=2)
        self.norm = nn.BatchNorm1d(width)
        self.layers = nn.ModuleList(nn.Conv1d(width, width, 5, padding=2 * d, dilation=d) for d in dilations)
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in dilations)
        self.last = nn.Conv1d(width, 2, 1)

    def logits(self, features):
        x = F.pad(features.transpose(1, 2), (0, 1))
        x = F.relu(self.norm(self.first(x)))
        for layer, norm in zip(self.layers, self.norms):
            x = x + F.relu(norm(layer(x)))
        return self.last(x).transpose(1, 2).flatten(1)[:, :features.shape[1]]

    def forward(self, features):
        return torch.sigmoid(self.logits(features))


def fused(conv, norm):
    """A convolution and the normalisation after it as one."""
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return (conv.weight * scale[:, None, None]).detach(), ((conv.bias - norm.running_mean) * scale + norm.bias).detach()


def export(net, path):
    """The graph with weights stored as float16 and computed in float32, opset 17."""
    nodes, constants = [], []

    def constant(name, value):
        constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def weights(name, value):
        if value.numel() < 1024:
            return constant(name, value.numpy().astype(np.float32))
        constant(name + "_h", value.numpy().astype(np.float16))
        nodes.append(helper.make_node("Cast", [name + "_h"], [name], to=TensorProto.FLOAT))
        return name

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def conv(x, name, weight, bias, **attributes):
        return node("Conv", [x, weights(name + "_w", weight), weights(name + "_b", bias)], name, **attributes)

    x = node("Transpose", ["feats"], "channels", perm=[0, 2, 1])
    x = node("Pad", [x, constant("pads", np.array([0, 0, 0, 0, 0, 1], np.int64))], "padded")
    x = node("Relu", [conv(x, "first", *fused(net.first, net.norm), strides=[2], pads=[2, 2])], "stem")
    for i, (layer, norm) in enumerate(zip(net.layers, net.norms)):
        d = layer.dilation[0]
        y = conv(x, f"layer{i}", *fused(layer, norm), dilations=[d], pads=[2 * d, 2 * d])
        x = node("Add", [x, node("Relu", [y], f"relu{i}")], f"sum{i}")
    x = conv(x, "last", net.last.weight.detach(), net.last.bias.detach())
    x = node("Transpose", [x], "pairs", perm=[0, 2, 1])
    x = node("Reshape", [x, constant("flat", np.array([0, -1], np.int64))], "logits")
    frames = node("Shape", ["feats"], "frames", start=1, end=2)
    x = node("Slice", [x, constant("from", np.array([0], np.int64)), frames, constant("axis", np.array([1], np.int64))], "cut")
    node("Sigmoid", [x], "speech")
    graph = helper.make_graph(
        nodes, "detector",
        [helper.make_tensor_value_info("feats", TensorProto.FLOAT, ["batch", "frames", 80])],
        [helper.make_tensor_value_info("speech", TensorProto.FLOAT, ["batch", "frames"])], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="voxmatrix", ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def main(work, out, steps, start=None, speech_weight=1.0, batch=16):
    rng = np.random.default_rng(4)
    files = [np.load(f) for f in sorted(glob.glob(f"{work}/clips-*.npz"))]
    mels = np.concatenate([f["mels"] for f in files])
    labels = np.concatenate([f["labels"] for f in files])
    held = len(mels) // 20
    net = Detector()
    if start:
        net.load_state_dict(torch.load(start))
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-3)
    losses = []

    def some(choice):
        count = mels.shape[1]
        size = count if rng.random() < 0.5 else int(rng.uniform(150, count))
        first = int(rng.integers(0, count - size + 1))
        floor = math.log(rng.choice([1.1920929e-07, 1e-10, 1e-12]))
        x = torch.tensor(mels[choice, first:first + size]).float().clamp(min=floor)
        return centred(x), torch.tensor(labels[choice, first:first + size]).float()

    top = 3e-3 if not start else 2e-3
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = top * 0.5 * (1 + math.cos(math.pi * step / steps)) + 1e-5
        x, y = some(rng.integers(held, len(mels), batch))
        loss = F.binary_cross_entropy_with_logits(net.logits(x), y, weight=1 + (speech_weight - 1) * y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if step % 200 == 0:
            print(step, f"{np.mean(losses[-200:]):.4f}", flush=True)
    net.eval()
    with torch.no_grad():
        found, truth = [], []
        for i in range(held):
            x, y = some(np.array([i]))
            found.append((net(x) > 0.5).numpy().ravel())
            truth.append((y > 0.5).numpy().ravel())
    p, y = np.concatenate(found), np.concatenate(truth)
    print(f"held-out clips: recall {(p & y).sum() / y.sum():.4f}, false alarms {(p & ~y).sum() / (~y).sum():.4f}")
    torch.save(net.state_dict(), out + ".pt")
    export(net, out + ".onnx")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
