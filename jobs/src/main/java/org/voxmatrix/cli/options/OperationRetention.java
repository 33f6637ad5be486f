package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** How long operations are kept. */
public final class OperationRetention {

  @Option(
      names = "--retention-operations",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = KeptFor.Converter.class,
      descriptionKey = "retention.operations",
      description =
          "How long operations are kept after their last action: 24h, 30d, never. Default: 24h.")
  public KeptFor kept;
}
