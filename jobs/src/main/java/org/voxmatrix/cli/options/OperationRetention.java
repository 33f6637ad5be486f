package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** How long operations are kept. */
public final class OperationRetention {

  @Option(
      names = "--retention-operations",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = KeptFor.Converter.class,
      descriptionKey = "retention.operations")
  public KeptFor kept;
}
