package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** Which recordings may be read. */
public final class RecordingOptions extends AllowedRootsOption {

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "2147483648",
      descriptionKey = "audio.max-bytes")
  public long maxBytes;
}
