/**
 * Model bundles and the runtime of their graphs. A bundle is a folder of {@code bundle.json},
 * {@code model.onnx} and optionally {@code vad.onnx}; it is checked once, when it is loaded, so
 * that a run never meets a wrong one half way.
 */
package org.voxmatrix.model;
