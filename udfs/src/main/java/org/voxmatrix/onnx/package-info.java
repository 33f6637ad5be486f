/**
 * ONNX graphs as data: what a file says of itself, and changes to it, without running it. What is
 * not asked for stays as it was written, whatever version of the format it is of.
 */
package org.voxmatrix.onnx;
