"""Writes model.onnx: a waveform model small enough to reckon by hand.

embedding = [mean of |x|, mean of x^2, largest x] over each row of samples. Needs onnx from PyPI.
"""

from onnx import TensorProto, checker, helper, save

samples = helper.make_tensor_value_info("samples", TensorProto.FLOAT, ["batch", "length"])
embedding = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", 3])
graph = helper.make_graph(
    [
        helper.make_node("Abs", ["samples"], ["magnitude"]),
        helper.make_node("ReduceMean", ["magnitude"], ["mean"], axes=[1], keepdims=1),
        helper.make_node("Mul", ["samples", "samples"], ["square"]),
        helper.make_node("ReduceMean", ["square"], ["power"], axes=[1], keepdims=1),
        helper.make_node("ReduceMax", ["samples"], ["peak"], axes=[1], keepdims=1),
        helper.make_node("Concat", ["mean", "power", "peak"], ["embedding"], axis=1),
    ],
    "waveform",
    [samples],
    [embedding],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
checker.check_model(model)
save(model, "model.onnx")
