package org.voxmatrix.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Which recordings may be read. */
final class RecordingOptions {

  @Option(
      names = "--allowed-roots",
      split = ",",
      paramLabel = "DIR",
      descriptionKey = "audio.allowed-roots",
      description = "Folders or URIs that recordings may be read from. Default: any.")
  List<String> allowedRoots = List.of();

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "2147483648",
      descriptionKey = "audio.max-bytes",
      description = "Reject larger recordings. Default: 2 GiB.")
  long maxBytes;
}
