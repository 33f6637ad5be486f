package org.voxmatrix.cli.options;

import java.util.Map;
import org.voxmatrix.jobs.profiles.Minimum;
import org.voxmatrix.jobs.profiles.ProfileKind;
import picocli.CommandLine.Option;

/** What makes a voiceprint, from the settings of enroll, for jobs that make it anew. */
public final class EnrollMinimumOptions {

  @Option(
      names = "--text-dependent-min-count",
      hidden = true,
      defaultValue = "3",
      descriptionKey = "enroll.text-dependent.min-count")
  private int dependentCount;

  @Option(
      names = "--text-dependent-min-speech",
      hidden = true,
      defaultValue = "0",
      descriptionKey = "enroll.text-dependent.min-speech")
  private double dependentSpeech;

  @Option(
      names = "--text-independent-min-count",
      hidden = true,
      defaultValue = "1",
      descriptionKey = "enroll.text-independent.min-count")
  private int independentCount;

  @Option(
      names = "--text-independent-min-speech",
      hidden = true,
      defaultValue = "20",
      descriptionKey = "enroll.text-independent.min-speech")
  private double independentSpeech;

  public Map<ProfileKind, Minimum> minimum() {
    return Map.of(
        ProfileKind.TEXT_DEPENDENT,
        new Minimum(dependentCount, dependentSpeech),
        ProfileKind.TEXT_INDEPENDENT,
        new Minimum(independentCount, independentSpeech));
  }
}
