package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** Which recordings to process. */
public final class ManifestOption {

  @Option(
      names = {"-m", "--manifest"},
      paramLabel = "FILE",
      required = true,
      description = "Parquet file, folder or glob with the recordings; see the job manifest.")
  public String file;
}
