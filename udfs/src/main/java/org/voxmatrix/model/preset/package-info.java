/**
 * ONNX files as other projects export them, made into bundles. What they take otherwise than our
 * extractor gives it, such as another order of axes, a length, or their own filter bank, is put
 * before them as nodes of the graph: so there is one way to run a model.
 */
package org.voxmatrix.model.preset;
