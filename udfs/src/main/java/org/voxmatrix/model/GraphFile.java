package org.voxmatrix.model;

/**
 * An ONNX graph of a bundle with one input and one output that matter.
 *
 * @param file its name in the bundle
 * @param content its bytes, not to be changed
 * @param sha256 of the bytes, lower-case hexadecimal
 * @param input name of the input
 * @param output name of the output
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying 28 MB would be waste
record GraphFile(String file, byte[] content, String sha256, String input, String output) {}
