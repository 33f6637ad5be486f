package org.voxmatrix.cli.options;

import java.util.List;
import org.voxmatrix.extract.ChannelMode;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.SpeechDetection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is taken from a recording. */
public final class ExtractOptionGroup {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--channel-mode",
      paramLabel = "split|mix",
      defaultValue = "split",
      descriptionKey = "extract.channel-mode",
      description = "A voiceprint for each channel, or one of their mean. Default: split.")
  private ChannelMode channelMode;

  @Option(
      names = "--channels",
      split = ",",
      paramLabel = "N",
      descriptionKey = "extract.channels",
      description = "The channels to use, from 0. Default: all.")
  private List<Integer> channels = List.of();

  @Option(
      names = "--start",
      paramLabel = "SECONDS",
      defaultValue = "0",
      descriptionKey = "extract.start",
      description = "Where to begin. Default: 0.")
  private double start;

  @Option(
      names = "--end",
      paramLabel = "SECONDS",
      descriptionKey = "extract.end",
      description = "Where to end. Default: with the recording.")
  private Double end;

  @Option(
      names = "--max-speech",
      paramLabel = "SECONDS",
      defaultValue = "120",
      descriptionKey = "extract.max-speech",
      description = "Speech used for a voiceprint at most, 1 to 600. Default: 120.")
  private double maxSpeech;

  @Option(
      names = "--vad",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      descriptionKey = "extract.vad",
      description = "Find speech and use only that. Default: yes.")
  private boolean vad;

  public ExtractOptions options() {
    try {
      return new ExtractOptions(
          channelMode,
          channels,
          start,
          end == null ? Double.POSITIVE_INFINITY : end,
          maxSpeech,
          vad ? SpeechDetection.ON : SpeechDetection.OFF);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
