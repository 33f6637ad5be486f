package org.voxmatrix.cli.options;

import java.util.function.Supplier;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What enrollments of each kind may be; the defaults are the service's. */
public final class EnrollLimitOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--text-dependent-max-bytes",
      paramLabel = "N",
      defaultValue = "5242880",
      descriptionKey = "enroll.text-dependent.max-bytes",
      description = "Bytes of a file at most. Default: 5242880.")
  private long dependentMaxBytes;

  @Option(
      names = "--text-dependent-min-length",
      paramLabel = "SECONDS",
      defaultValue = "1",
      descriptionKey = "enroll.text-dependent.min-length",
      description = "Seconds of an audio at least. Default: 1.")
  private double dependentMinLength;

  @Option(
      names = "--text-dependent-max-length",
      paramLabel = "SECONDS",
      defaultValue = "10",
      descriptionKey = "enroll.text-dependent.max-length",
      description = "Seconds of an audio at most. Default: 10.")
  private double dependentMaxLength;

  @Option(
      names = "--text-dependent-max-total-length",
      paramLabel = "SECONDS",
      defaultValue = "300",
      descriptionKey = "enroll.text-dependent.max-total-length",
      description = "Seconds of a profile's audio at most. Default: 300.")
  private double dependentMaxTotalLength;

  @Option(
      names = "--text-dependent-min-count",
      paramLabel = "N",
      defaultValue = "3",
      descriptionKey = "enroll.text-dependent.min-count",
      description = "Enrollments that make a voiceprint. Default: 3.")
  private int dependentMinCount;

  @Option(
      names = "--text-dependent-max-count",
      paramLabel = "N",
      defaultValue = "50",
      descriptionKey = "enroll.text-dependent.max-count",
      description = "Enrollments of a profile at most. Default: 50.")
  private int dependentMaxCount;

  @Option(
      names = "--text-dependent-min-speech",
      paramLabel = "SECONDS",
      defaultValue = "0",
      descriptionKey = "enroll.text-dependent.min-speech",
      description = "Seconds of speech that make a voiceprint. Default: 0.")
  private double dependentMinSpeech;

  @Option(
      names = "--text-dependent-min-snr",
      paramLabel = "DB",
      defaultValue = "10",
      descriptionKey = "enroll.text-dependent.min-snr",
      description = "Signal-to-noise ratio of an audio at least. Default: 10.")
  private double dependentMinSnr;

  @Option(
      names = "--text-independent-max-bytes",
      paramLabel = "N",
      defaultValue = "5242880",
      descriptionKey = "enroll.text-independent.max-bytes",
      description = "Bytes of a file at most. Default: 5242880.")
  private long independentMaxBytes;

  @Option(
      names = "--text-independent-min-length",
      paramLabel = "SECONDS",
      defaultValue = "1",
      descriptionKey = "enroll.text-independent.min-length",
      description = "Seconds of an audio at least. Default: 1.")
  private double independentMinLength;

  @Option(
      names = "--text-independent-max-length",
      paramLabel = "SECONDS",
      defaultValue = "120",
      descriptionKey = "enroll.text-independent.max-length",
      description = "Seconds of an audio at most. Default: 120.")
  private double independentMaxLength;

  @Option(
      names = "--text-independent-max-total-length",
      paramLabel = "SECONDS",
      defaultValue = "300",
      descriptionKey = "enroll.text-independent.max-total-length",
      description = "Seconds of a profile's audio at most. Default: 300.")
  private double independentMaxTotalLength;

  @Option(
      names = "--text-independent-min-count",
      paramLabel = "N",
      defaultValue = "1",
      descriptionKey = "enroll.text-independent.min-count",
      description = "Enrollments that make a voiceprint. Default: 1.")
  private int independentMinCount;

  @Option(
      names = "--text-independent-max-count",
      paramLabel = "N",
      defaultValue = "50",
      descriptionKey = "enroll.text-independent.max-count",
      description = "Enrollments of a profile at most. Default: 50.")
  private int independentMaxCount;

  @Option(
      names = "--text-independent-min-speech",
      paramLabel = "SECONDS",
      defaultValue = "20",
      descriptionKey = "enroll.text-independent.min-speech",
      description = "Seconds of speech that make a voiceprint. Default: 20.")
  private double independentMinSpeech;

  @Option(
      names = "--text-independent-min-snr",
      paramLabel = "DB",
      defaultValue = "2",
      descriptionKey = "enroll.text-independent.min-snr",
      description = "Signal-to-noise ratio of an audio at least. Default: 2.")
  private double independentMinSnr;

  EnrollLimits textDependent() {
    return checked(
        () ->
            new EnrollLimits(
                dependentMaxBytes,
                dependentMinLength,
                dependentMaxLength,
                dependentMaxTotalLength,
                dependentMinCount,
                dependentMaxCount,
                dependentMinSpeech,
                dependentMinSnr));
  }

  EnrollLimits textIndependent() {
    return checked(
        () ->
            new EnrollLimits(
                independentMaxBytes,
                independentMinLength,
                independentMaxLength,
                independentMaxTotalLength,
                independentMinCount,
                independentMaxCount,
                independentMinSpeech,
                independentMinSnr));
  }

  private EnrollLimits checked(Supplier<EnrollLimits> limits) {
    try {
      return limits.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
