package org.voxmatrix.cli.options;

import java.util.List;
import picocli.CommandLine.Option;

/** Which recordings may be read. */
public final class RecordingOptions {

  @Option(
      names = "--allowed-roots",
      split = ",",
      paramLabel = "DIR",
      descriptionKey = "audio.allowed-roots",
      description = "Folders or URIs that recordings may be read from. Default: any.")
  public List<String> allowedRoots = List.of();

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "2147483648",
      descriptionKey = "audio.max-bytes",
      description = "Reject larger recordings. Default: 2 GiB.")
  public long maxBytes;
}
