package org.voxmatrix.cli.options;

import org.voxmatrix.audio.input.WhenTruncated;
import picocli.CommandLine.Option;

/** What becomes of a recording that is cut off. */
public final class TruncatedOption {

  @Option(
      names = "--truncated",
      paramLabel = "use|reject",
      defaultValue = "use",
      descriptionKey = "audio.truncated")
  WhenTruncated truncated;
}
