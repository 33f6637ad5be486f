package org.voxmatrix.cli.options;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which recordings to process. */
public final class ManifestOption {

  @Option(
      names = {"-m", "--manifest"},
      paramLabel = "FILE",
      required = true)
  public String file;

  @Mixin public MaxItemsOption most;
}
