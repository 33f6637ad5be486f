package org.voxmatrix.cli.options;

import java.util.List;
import picocli.CommandLine.Option;

/** Where recordings may be read from. */
public class AllowedRootsOption {

  @Option(
      names = "--allowed-roots",
      split = ",",
      paramLabel = "DIR",
      descriptionKey = "audio.allowed-roots")
  public List<String> allowedRoots = List.of();
}
