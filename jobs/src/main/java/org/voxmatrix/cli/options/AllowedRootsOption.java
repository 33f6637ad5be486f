package org.voxmatrix.cli.options;

import java.util.List;
import org.voxmatrix.access.Reach;
import picocli.CommandLine.Option;

/** Where recordings may be read from, and how long that may take. */
public class AllowedRootsOption {

  @Option(
      names = "--allowed-roots",
      split = ",",
      paramLabel = "DIR",
      descriptionKey = "audio.allowed-roots")
  public List<String> allowedRoots = List.of();

  @Option(
      names = "--allowed-schemes",
      split = ",",
      paramLabel = "SCHEME",
      descriptionKey = "audio.allowed-schemes")
  private List<String> allowedSchemes = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      descriptionKey = "audio.timeout")
  private int timeout;

  public Reach reach() {
    return new Reach(allowedSchemes, timeout);
  }
}
