package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** How large a manifest may be. */
public final class MaxItemsOption {

  @Option(names = "--max-items", paramLabel = "N", descriptionKey = "max-items")
  public Long items;
}
