"""Writes tiny graphs with the signatures of other projects' speaker models, and reference.json:
what each gives for the signal below, by onnxruntime from frames that numpy makes as those projects
document them. Needs onnx, onnxruntime 1.29 (1.28 computes the AveragePool of 3d-speaker.onnx
wrongly) and numpy from PyPI.
"""

import json

import numpy as np
import onnxruntime
from onnx import TensorProto, checker, helper, numpy_helper, save

RATE = 16000
BINS = 80
SIZE = 8
random = np.random.default_rng(8)


def signal(samples=24000):
    """Clicks at changing intervals in noise that rises and falls: whole numbers only, so that
    every language makes the same."""
    state = 1
    next_click = 0
    values = []
    for i in range(samples):
        state = (state * 1103515245 + 12345) % 2**31
        noise = (state >> 16) % 4096 - 2048
        values.append(noise * (1 + i // 800 % 7) // 64)
        if i == next_click:
            values[i] += 12000
            next_click += 90 + i // 1000 % 5 * 13
    return np.array(values, dtype=np.float64)


# Frames as documented.


def kaldi(samples, window, floor=np.finfo(np.float32).eps):
    """torchaudio.compliance.kaldi.fbank without dither."""
    count = 1 + (len(samples) - 400) // 160
    frames = np.stack([samples[160 * i : 160 * i + 400] for i in range(count)])
    frames = frames - frames.mean(axis=1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    n = np.arange(400)
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * n / 399)
    taper = {"povey": hann**0.85, "hamming": 0.54 - 0.46 * np.cos(2 * np.pi * n / 399)}[window]
    power = np.abs(np.fft.rfft((frames - 0.97 * before) * taper, 512)) ** 2

    def mel(f):
        return 1127 * np.log(1 + f / 700)

    edges = np.linspace(mel(20), mel(8000), BINS + 2)
    at = mel(np.arange(257) * RATE / 512)
    left = (at - edges[:-2, None]) / (edges[1:-1, None] - edges[:-2, None])
    right = (edges[2:, None] - at) / (edges[2:, None] - edges[1:-1, None])
    filters = np.maximum(0, np.minimum(left, right))
    filters[:, 256] = 0
    return np.log(np.maximum(power @ filters.T, floor))


def less_mean(frames):
    return frames - frames.mean(axis=0)


def centred(samples, window, points):
    """Frames of torch.stft with center=True and pad_mode="constant"."""
    padded = np.concatenate([np.zeros(points // 2), samples, np.zeros(points // 2)])
    count = 1 + len(samples) // 160
    frames = np.stack([padded[160 * i : 160 * i + points] for i in range(count)])
    at = (points - len(window)) // 2
    taper = np.zeros(points)
    taper[at : at + len(window)] = window
    return np.abs(np.fft.rfft(frames * taper)) ** 2


def nemo(samples):
    """FilterbankFeatures: [bins, frames]."""
    emphasized = np.concatenate([samples[:1], samples[1:] - 0.97 * samples[:-1]])
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 399)
    power = centred(emphasized, hann, 512)[: len(samples) // 160]

    def hertz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))

    edges = hertz(np.linspace(0, 15 + np.log(8) / (np.log(6.4) / 27), BINS + 2))
    at = np.linspace(0, 8000, 257)
    left = (at - edges[:-2, None]) / (edges[1:-1, None] - edges[:-2, None])
    right = (edges[2:, None] - at) / (edges[2:, None] - edges[1:-1, None])
    filters = np.maximum(0, np.minimum(left, right)) * (2 / (edges[2:] - edges[:-2]))[:, None]
    frames = np.log(power @ filters.T + 2.0**-24)
    return ((frames - frames.mean(axis=0)) / (frames.std(axis=0, ddof=1) + 1e-5)).T


def speechbrain(samples):
    """Fbank and InputNormalization(norm_type="sentence", std_norm=False)."""
    hamming = 0.54 - 0.46 * np.cos(2 * np.pi * np.arange(400) / 400)
    power = centred(samples, hamming, 400)
    edges = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + 8000 / 700), BINS + 2) / 2595) - 1)
    band = (edges[1:] - edges[:-1])[:-1]
    slope = (np.linspace(0, 8000, 201)[:, None] - edges[1:-1]) / band
    filters = np.maximum(0, np.minimum(slope + 1, 1 - slope))
    decibels = 10 * np.log10(np.maximum(power @ filters, 1e-10))
    return less_mean(np.maximum(decibels, decibels.max() - 80))


# Graphs: frames are mixed, bent, and averaged.


def weights(name, *shape):
    return numpy_helper.from_array(
        (random.standard_normal(shape) / np.sqrt(shape[0])).astype(np.float32), name
    )


def value(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, list(shape))


def write(name, nodes, inputs, outputs, initializers, metadata=None, opset=17):
    graph = helper.make_graph(nodes, name, inputs, outputs, initializers)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8
    )
    if metadata:
        helper.set_model_props(model, {key: str(text) for key, text in metadata.items()})
    checker.check_model(model)
    save(model, name + ".onnx")


def run(name, output, **inputs):
    session = onnxruntime.InferenceSession(name + ".onnx", providers=["CPUExecutionProvider"])
    return session.run([output], inputs)[0].ravel()


def batch(frames):
    return frames[None].astype(np.float32)


node = helper.make_node
FLOAT = TensorProto.FLOAT
described = {"sample_rate": RATE, "output_dim": SIZE, "language": "none"}
whole = signal()
unit = whole / 32768
reference = {}

mixed = [
    node("MatMul", ["feats", "w"], ["mixed"]),
    node("Softplus", ["mixed"], ["bent"]),
]
mean = node("ReduceMean", ["bent"], ["embs"], axes=[1], keepdims=0)
write(
    "wespeaker",
    mixed + [mean],
    [value("feats", FLOAT, "B", "T", BINS)],
    [value("embs", FLOAT, "B", SIZE)],
    [weights("w", BINS, SIZE)],
    described
    | {"framework": "wespeaker", "normalize_samples": 0, "feature_normalize_type": "global-mean"},
    14,
)
reference["wespeaker"] = run("wespeaker", "embs", feats=batch(less_mean(kaldi(whole, "hamming"))))

write(
    "3d-speaker",
    mixed
    + [
        node("Transpose", ["bent"], ["row"], perm=[0, 2, 1]),
        node(
            "AveragePool",
            ["row"],
            ["parts"],
            kernel_shape=[100],
            strides=[100],
            ceil_mode=1,
            count_include_pad=1,
        ),
        node("ReduceMean", ["parts"], ["embedding"], axes=[2], keepdims=0),
    ],
    [value("feats", FLOAT, "N", "T", BINS)],
    [value("embedding", FLOAT, "N", SIZE)],
    [weights("w", BINS, SIZE)],
    described
    | {"framework": "3d-speaker", "normalize_samples": 1, "feature_normalize_type": "global-mean"},
)
frames = batch(less_mean(kaldi(unit, "povey")))
reference["3d-speaker"] = run("3d-speaker", "embedding", feats=frames)

scaled = node("Mul", ["feats", "small"], ["scaled"])
small = numpy_helper.from_array(np.array([0.03], dtype=np.float32), "small")
write(
    "not-normalized",
    [scaled, node("MatMul", ["scaled", "w"], ["mixed"]), mixed[1], mean],
    [value("feats", FLOAT, "B", "T", BINS)],
    [value("embs", FLOAT, "B", SIZE)],
    [weights("w", BINS, SIZE), small],
    described
    | {"framework": "wespeaker", "normalize_samples": 0, "feature_normalize_type": ""},
)
reference["not-normalized"] = run("not-normalized", "embs", feats=batch(kaldi(whole, "hamming")))

write(
    "nemo",
    [
        node("Transpose", ["audio_signal"], ["feats"], perm=[0, 2, 1]),
        *mixed,
        node("ReduceSum", ["bent", "time"], ["sum"], keepdims=0),
        node("Cast", ["length"], ["frames"], to=FLOAT),
        node("Unsqueeze", ["frames", "time"], ["column"]),
        node("Div", ["sum", "column"], ["embs"]),
        node("MatMul", ["embs", "speakers"], ["logits"]),
    ],
    [value("audio_signal", FLOAT, "B", BINS, "T"), value("length", TensorProto.INT64, "B")],
    [value("logits", FLOAT, "B", 4), value("embs", FLOAT, "B", SIZE)],
    [
        weights("w", BINS, SIZE),
        weights("speakers", SIZE, 4),
        numpy_helper.from_array(np.array([1]), "time"),
    ],
    described
    | {
        "framework": "nemo",
        "feat_dim": BINS,
        "window_size_ms": 25,
        "window_stride_ms": 10,
        "window_type": "hann",
        "feature_normalize_type": "per_feature",
    },
    13,
)
frames = batch(nemo(unit))
reference["nemo"] = run(
    "nemo", "embs", audio_signal=frames, length=np.array([frames.shape[2]], dtype=np.int64)
)

write(
    "speechbrain",
    [
        *mixed,
        node("ReduceMean", ["bent"], ["mean"], axes=[1], keepdims=1),
        node("Mul", ["mean", "wav_lens"], ["embeddings"]),
    ],
    [value("feats", FLOAT, "B", "T", BINS), value("wav_lens", FLOAT, "B")],
    [value("embeddings", FLOAT, "B", 1, SIZE)],
    [weights("w", BINS, SIZE)],
)
reference["speechbrain"] = run(
    "speechbrain",
    "embeddings",
    feats=batch(speechbrain(unit)),
    wav_lens=np.array([1], dtype=np.float32),
)

write(
    "redimnet",
    [
        node("Unsqueeze", ["waveform", "row"], ["signal"]),
        node("Conv", ["signal", "kernel"], ["frames"], strides=[7]),
        node("Mul", ["frames", "frames"], ["power"]),
        node("ReduceMean", ["power"], ["mean"], axes=[2], keepdims=0),
        node("Log", ["mean"], ["embedding"]),
    ],
    [value("waveform", FLOAT, "B", "samples")],
    [value("embedding", FLOAT, "B", SIZE)],
    [weights("kernel", SIZE, 1, 20), numpy_helper.from_array(np.array([1]), "row")],
)
reference["redimnet"] = run("redimnet", "embedding", waveform=batch(unit))

# Takes half a second alone, which it does not say, and which is what a first run is given.
write(
    "half-second",
    [
        node("Reshape", ["waveform", "half"], ["windows"]),
        node("ReduceMax", ["windows"], ["loudest"], axes=[1], keepdims=1),
        node("MatMul", ["loudest", "w"], ["embedding"]),
    ],
    [value("waveform", FLOAT, "B", "samples")],
    [value("embedding", FLOAT, "B", SIZE)],
    [numpy_helper.from_array(np.array([1, 8000]), "half"), weights("w", 1, SIZE)],
)

with open("reference.json", "w", encoding="utf-8") as file:
    json.dump({name: [round(float(v), 7) for v in values] for name, values in reference.items()}, file, indent=1)
    file.write("\n")
