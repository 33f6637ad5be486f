package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** Which model to use. */
public final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      descriptionKey = "model",
      description =
          "Folder or URI of a model bundle: bundle.json, model.onnx, perhaps vad.onnx. Default:"
              + " the model that comes with Voxmatrix.")
  public String folder;
}
