package org.voxmatrix.cli;

import picocli.CommandLine.Option;

/** Which model to use. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      descriptionKey = "model",
      description =
          "Folder or URI of a model bundle: bundle.json, model.onnx, perhaps vad.onnx. Default:"
              + " the model that comes with Voxmatrix.")
  String folder;
}
