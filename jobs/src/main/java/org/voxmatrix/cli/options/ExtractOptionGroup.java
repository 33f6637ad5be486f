package org.voxmatrix.cli.options;

import java.util.List;
import java.util.Map;
import org.voxmatrix.extract.ChannelMode;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.MinQuality;
import org.voxmatrix.extract.SpeechDetection;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Which part of a recording is used. */
public final class ExtractOptionGroup {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--channel-mode",
      paramLabel = "split|mix",
      defaultValue = "split",
      descriptionKey = "extract.channel-mode")
  private ChannelMode channelMode;

  @Option(names = "--channels", split = ",", paramLabel = "N", descriptionKey = "extract.channels")
  private List<Integer> channels = List.of();

  @Option(
      names = "--start",
      paramLabel = "SECONDS",
      defaultValue = "0",
      descriptionKey = "extract.start")
  private double start;

  @Option(names = "--end", paramLabel = "SECONDS", descriptionKey = "extract.end")
  private Double end;

  @Option(
      names = "--max-speech",
      paramLabel = "SECONDS",
      defaultValue = "120",
      descriptionKey = "extract.max-speech")
  private double maxSpeech;

  @Option(names = "--vad", defaultValue = "true", descriptionKey = "extract.vad")
  private boolean vad;

  @Mixin private TruncatedOption cutOff;

  @Option(names = "--audio-stream", paramLabel = "N", descriptionKey = "extract.audio-stream")
  private Integer audioStream;

  @Option(
      names = "--speakers",
      paramLabel = "auto|N",
      descriptionKey = "extract.speakers",
      converter = SpeakersConverter.class)
  private Integer speakers;

  @Option(
      names = "--min-quality",
      split = ",",
      paramLabel = "MEASURE=BOUND",
      descriptionKey = "extract.min-quality")
  private Map<MinQuality.Measure, Double> minQuality = Map.of();

  public ExtractOptions options() {
    if (!(start >= 0 && start < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(spec.commandLine(), "--start must be 0 or more, not " + start);
    }
    if (end != null && !(end > start && end < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(
          spec.commandLine(), "--end must be after --start = " + start + ", not " + end);
    }
    if (channels.stream().anyMatch(channel -> channel < 0)) {
      throw new ParameterException(
          spec.commandLine(), "--channels are numbers from 0, not " + channels);
    }
    try {
      return new ExtractOptions(
          channelMode,
          channels,
          start,
          end == null ? Double.POSITIVE_INFINITY : end,
          maxSpeech,
          vad ? SpeechDetection.ON : SpeechDetection.OFF,
          cutOff.truncated,
          audioStream,
          speakers,
          MinQuality.of(minQuality));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** Reads how many speakers a channel has: {@code auto}, or a number. */
  private static final class SpeakersConverter implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      if (text.equalsIgnoreCase("auto")) {
        return ExtractOptions.AUTO;
      }
      try {
        int count = Integer.parseInt(text);
        if (count >= 1 && count <= ExtractOptions.MOST_SPEAKERS) {
          return count;
        }
      } catch (NumberFormatException noNumber) {
        // Said below.
      }
      throw new TypeConversionException(
          "'%s' is not auto or a number from 1 to %d"
              .formatted(text, ExtractOptions.MOST_SPEAKERS));
    }
  }
}
