"""Writes CAM++ as an ONNX graph: python campplus.py CHECKPOINT GRAPH

The network is that of "CAM++: a fast and efficient network for speaker verification using
context-aware masking" (arXiv 2303.00332), as 3D-Speaker configures it for 192 values. CHECKPOINT
is a zip of tensors with a list of their names; nothing in it is run. The same checkpoint gives the
same bytes, whatever the versions of onnx and numpy are.
"""

import collections
import pickle
import sys
import zipfile

import numpy as np
from onnx import TensorProto, checker, helper

BINS = 80
EPSILON = 1e-5
TYPES = {"FloatStorage": np.float32, "LongStorage": np.int64}


class Names(pickle.Unpickler):
    """Reads the list of tensors, and refuses to make anything else."""

    def __init__(self, archive, root):
        super().__init__(archive.open(root + "/data.pkl"))
        self.archive = archive
        self.root = root

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return tensor
        if module == "torch" and name in TYPES:
            return TYPES[name]
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a list of tensors")

    def persistent_load(self, pid):
        _, kind, key, _, count = pid
        raw = self.archive.read(f"{self.root}/data/{key}")
        values = np.frombuffer(raw, np.dtype(kind).newbyteorder("<"))
        if len(values) != count:
            raise pickle.UnpicklingError(f"storage {key} has not {count} values")
        return values


def tensor(storage, offset, shape, strides, *_):
    size = int(np.prod(shape, dtype=np.int64))
    values = storage[offset : offset + size].reshape(shape)
    if tuple(step // values.itemsize for step in values.strides) != tuple(strides):
        raise pickle.UnpicklingError("a tensor is not stored in order")
    return values


def read(checkpoint):
    with zipfile.ZipFile(checkpoint) as archive:
        root = next(name for name in archive.namelist() if name.endswith("/data.pkl"))[:-9]
        return Names(archive, root).load()


class Graph:
    """Nodes and weights; each node is called after what it gives."""

    def __init__(self, weights):
        self.weights = weights
        self.nodes = []
        self.initializers = {}

    def node(self, kind, output, *inputs, **attributes):
        self.nodes.append(helper.make_node(kind, list(inputs), [output], output, **attributes))
        return output

    def constant(self, name, values):
        if name not in self.initializers:
            kind = TensorProto.INT64 if values.dtype == np.int64 else TensorProto.FLOAT
            raw = values.astype(values.dtype.newbyteorder("<")).tobytes()
            self.initializers[name] = helper.make_tensor(name, kind, values.shape, raw, raw=True)
        return name

    def whole(self, name, *values):
        shape = (len(values),) if len(values) != 1 else ()
        return self.constant(name, np.array(values, np.int64).reshape(shape))

    def weight(self, name):
        return self.constant(name, self.weights[name])

    def conv(self, layer, x, stride, pad, dilation=1):
        weight = self.weights[layer + ".weight"]
        axes = weight.ndim - 2
        inputs = [x, self.weight(layer + ".weight")]
        if layer + ".bias" in self.weights:
            inputs.append(self.weight(layer + ".bias"))
        return self.node(
            "Conv",
            layer,
            *inputs,
            kernel_shape=list(weight.shape[2:]),
            strides=[stride, 1] if axes == 2 else [stride],
            pads=[pad] * 2 * axes,
            dilations=[dilation] * axes,
        )

    def norm(self, layer, x):
        size = self.weights[layer + ".running_mean"].shape[0]
        if layer + ".weight" in self.weights:
            affine = [self.weight(layer + ".weight"), self.weight(layer + ".bias")]
        else:
            affine = [
                self.constant(f"ones.{size}", np.ones(size, np.float32)),
                self.constant(f"zeros.{size}", np.zeros(size, np.float32)),
            ]
        moments = [self.weight(layer + ".running_mean"), self.weight(layer + ".running_var")]
        return self.node("BatchNormalization", layer, x, *affine, *moments, epsilon=EPSILON)

    def relu(self, x):
        return self.node("Relu", x + ".relu", x)

    def normed(self, layer, x):
        return self.relu(self.norm(layer + ".batchnorm", x))


def residual(graph, layer, x, stride):
    first = graph.conv(layer + ".conv1", x, stride, 1)
    first = graph.relu(graph.norm(layer + ".bn1", first))
    second = graph.norm(layer + ".bn2", graph.conv(layer + ".conv2", first, 1, 1))
    if layer + ".shortcut.0.weight" in graph.weights:
        x = graph.norm(layer + ".shortcut.1", graph.conv(layer + ".shortcut.0", x, stride, 0))
    return graph.relu(graph.node("Add", layer, second, x))


def head(graph, feats):
    turned = graph.node("Transpose", "turned", feats, perm=[0, 2, 1])
    x = graph.node("Unsqueeze", "image", turned, graph.constant("one", np.array([1], np.int64)))
    x = graph.relu(graph.norm("head.bn1", graph.conv("head.conv1", x, 1, 1)))
    for layer in ("head.layer1", "head.layer2"):
        x = residual(graph, layer + ".0", x, 2)
        x = residual(graph, layer + ".1", x, 1)
    x = graph.relu(graph.norm("head.bn2", graph.conv("head.conv2", x, 2, 1)))
    channels = graph.weights["head.conv2.weight"].shape[0] * BINS // 8
    return graph.node("Reshape", "head", x, graph.whole("rows", 0, channels, -1))


def segments(graph, x):
    """For each frame, the number of its segment of 100."""
    shape = graph.node("Shape", "shape", x)
    frames = graph.node("Gather", "frames", shape, graph.whole("axis", 2), axis=0)
    zero, step, length = (graph.whole(f"number.{n}", n) for n in (0, 1, 100))
    each = graph.node("Range", "each", zero, frames, step)
    return graph.node("Div", "segment", each, length)


def masked(graph, layer, x, dilation, segment):
    """The mask is the same for all frames of a segment, so it is made once for each."""
    local = graph.conv(layer + ".linear_local", x, 1, dilation, dilation)
    whole = graph.node("GlobalAveragePool", layer + ".whole", x)
    part = graph.node(
        "AveragePool",
        layer + ".part",
        x,
        kernel_shape=[100],
        strides=[100],
        ceil_mode=1,
        count_include_pad=0,
    )
    context = graph.node("Add", layer + ".context", whole, part)
    context = graph.relu(graph.conv(layer + ".linear1", context, 1, 0))
    mask = graph.node("Sigmoid", layer + ".mask", graph.conv(layer + ".linear2", context, 1, 0))
    mask = graph.node("Gather", layer + ".masks", mask, segment, axis=2)
    return graph.node("Mul", layer, local, mask)


def dense(graph, x):
    x = graph.normed("xvector.tdnn.nonlinear", graph.conv("xvector.tdnn.linear", x, 2, 2))
    segment = segments(graph, x)
    for block, (layers, dilation) in enumerate(((12, 1), (24, 2), (16, 2)), 1):
        for number in range(1, layers + 1):
            layer = f"xvector.block{block}.tdnnd{number}"
            y = graph.conv(layer + ".linear1", graph.normed(layer + ".nonlinear1", x), 1, 0)
            y = graph.normed(layer + ".nonlinear2", y)
            y = masked(graph, layer + ".cam_layer", y, dilation, segment)
            x = graph.node("Concat", layer, x, y, axis=1)
        transit = f"xvector.transit{block}"
        x = graph.conv(transit + ".linear", graph.normed(transit + ".nonlinear", x), 1, 0)
    return graph.normed("xvector.out_nonlinear", x)


def statistics(graph, x):
    """Mean and deviation over time, the latter with one degree of freedom less than frames."""
    mean = graph.node("GlobalAveragePool", "mean", x)
    centred = graph.node("Sub", "centred", x, mean)
    power = graph.node("GlobalAveragePool", "power", graph.node("Mul", "square", centred, centred))
    count = graph.node("Cast", "count", "frames", to=TensorProto.FLOAT)
    free = graph.node("Sub", "free", count, graph.constant("less", np.array(1, np.float32)))
    variance = graph.node("Mul", "variance", power, graph.node("Div", "bias", count, free))
    deviation = graph.node("Sqrt", "deviation", variance)
    return graph.node("Concat", "statistics", mean, deviation, axis=1)


def model(weights):
    graph = Graph(weights)
    x = statistics(graph, dense(graph, head(graph, "feats")))
    x = graph.conv("xvector.dense.linear", x, 1, 0)
    x = graph.norm("xvector.dense.nonlinear.batchnorm", x)
    graph.node("Flatten", "embedding", x, axis=1)
    used = set(graph.initializers)
    left = [
        name
        for name in weights
        if name not in used and not name.endswith(".num_batches_tracked")
    ]
    if left:
        raise ValueError("weights without a place: " + ", ".join(left[:5]))
    size = weights["xvector.dense.linear.weight"].shape[0]
    inputs = [helper.make_tensor_value_info("feats", TensorProto.FLOAT, ["batch", "time", BINS])]
    outputs = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", size])]
    body = helper.make_graph(
        graph.nodes, "campplus", inputs, outputs, list(graph.initializers.values())
    )
    made = helper.make_model(body, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    made.producer_name = "voxmatrix"
    properties = {
        "framework": "3d-speaker",
        "sample_rate": 16000,
        "output_dim": size,
        "normalize_samples": 1,
        "feature_normalize_type": "global-mean",
    }
    helper.set_model_props(made, {key: str(value) for key, value in properties.items()})
    checker.check_model(made)
    return made


if __name__ == "__main__":
    graph = model(read(sys.argv[1])).SerializeToString(deterministic=True)
    with open(sys.argv[2], "wb") as file:
        file.write(graph)
