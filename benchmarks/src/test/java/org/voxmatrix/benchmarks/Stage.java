package org.voxmatrix.benchmarks;

/** What is timed. Each includes nothing of the others but where it says so. */
enum Stage {
  /** The file's bytes. */
  READ,
  /** Reading and decoding, at the decoder's rate. */
  READ_DECODE,
  /** Reading, decoding and resampling to the model's rate. */
  READ_DECODE_RESAMPLE,
  FRONT_END,
  /** The speech detector's network, as the extractor runs it. */
  DETECTOR,
  /** The voiceprint network, as the extractor runs it. */
  MODEL,
  /** The extractor: all of the above, and all between. */
  PIPELINE,
  /** Both networks in ONNX Runtime alone. */
  RUNTIME_ALONE
}
