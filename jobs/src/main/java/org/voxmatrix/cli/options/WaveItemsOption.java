package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** How often a run commits. */
public final class WaveItemsOption {

  @Option(names = "--wave-items", paramLabel = "N", defaultValue = "2000")
  public int items;
}
