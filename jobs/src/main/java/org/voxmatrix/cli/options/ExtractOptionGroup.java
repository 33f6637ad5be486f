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

/** Which part of a recording is used. */
public final class ExtractOptionGroup {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--channel-mode",
      paramLabel = "split|mix",
      defaultValue = "split",
      descriptionKey = "extract.channel-mode",
      description = "One voiceprint per channel, or one of their mean. Default: split.")
  private ChannelMode channelMode;

  @Option(
      names = "--channels",
      split = ",",
      paramLabel = "N",
      descriptionKey = "extract.channels",
      description = "Channels to use, from 0. Default: all.")
  private List<Integer> channels = List.of();

  @Option(
      names = "--start",
      paramLabel = "SECONDS",
      defaultValue = "0",
      descriptionKey = "extract.start",
      description = "Start in seconds. Default: 0.")
  private double start;

  @Option(
      names = "--end",
      paramLabel = "SECONDS",
      descriptionKey = "extract.end",
      description = "End in seconds. Default: the end of the recording.")
  private Double end;

  @Option(
      names = "--max-speech",
      paramLabel = "SECONDS",
      defaultValue = "120",
      descriptionKey = "extract.max-speech",
      description = "Maximum seconds of speech used for a voiceprint, 1 to 600. Default: 120.")
  private double maxSpeech;

  @Option(
      names = "--vad",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      descriptionKey = "extract.vad",
      description = "Detect speech and use nothing else. Default: yes.")
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
