package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** How long runs and their tasks are kept. */
public final class TaskRetention {

  @Option(
      names = "--retention-tasks",
      paramLabel = "TIME",
      defaultValue = "30d",
      converter = KeptFor.Converter.class,
      descriptionKey = "retention.tasks")
  public KeptFor kept;
}
