package org.voxmatrix.extract;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.speech.VoiceQuality;

/**
 * What the audio of a channel must have for a voiceprint.
 *
 * @param bounds of measures by their words; a channel at a bound passes
 */
public record MinQuality(SortedMap<String, Double> bounds) implements Serializable {

  /** Whatever there is. */
  public static final MinQuality NONE = new MinQuality(new TreeMap<>());

  /** What is measured, see {@link VoiceQuality}. */
  public enum Measure {
    /** Net speech. */
    DURATION("s of speech", 0, 600),
    /** Signal-to-noise ratio. */
    SNR("dB of signal over noise", -20, 100),
    /** Level of speech. */
    LEVEL("dB of level", -120, 0),
    /** Share of speech that is cut off, at most. */
    CLIPPED("of speech clipped", 0, 1),
    /** Highest frequency. */
    BAND("Hz of bandwidth", 0, 24_000);

    private final String unit;
    private final double lowest;
    private final double highest;

    Measure(String unit, double lowest, double highest) {
      this.unit = unit;
      this.lowest = lowest;
      this.highest = highest;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private boolean isMost() {
      return this == CLIPPED;
    }
  }

  public MinQuality {
    bounds = new TreeMap<>(bounds);
  }

  /**
   * @throws IllegalArgumentException if a bound is none of its measure
   */
  public static MinQuality of(Map<Measure, Double> bounds) {
    SortedMap<String, Double> words = new TreeMap<>();
    bounds.forEach(
        (measure, bound) -> {
          if (!(bound >= measure.lowest && bound <= measure.highest)) {
            throw new IllegalArgumentException(
                "--min-quality: %s is %s, not %s to %s"
                    .formatted(measure.word(), bound, text(measure.lowest), text(measure.highest)));
          }
          words.put(measure.word(), bound);
        });
    return new MinQuality(words);
  }

  /** Whether nothing is asked for. */
  public boolean isNone() {
    return bounds.isEmpty();
  }

  /** Why a channel has no voiceprint, if its speech is not good enough. */
  Optional<RejectedException> fault(
      int channel, double speechLength, Double snrDb, VoiceQuality quality) {
    Map<Measure, Double> measured = measured(speechLength, snrDb, quality);
    for (Measure measure : Measure.values()) {
      Double bound = bounds.get(measure.word());
      Double value = measured.get(measure);
      if (bound != null && (value == null || (measure.isMost() ? value > bound : value < bound))) {
        return Optional.of(fault(channel, measure, value == null ? 0 : value, bound));
      }
    }
    return Optional.empty();
  }

  private static Map<Measure, Double> measured(
      double speechLength, Double snrDb, VoiceQuality quality) {
    Map<Measure, Double> measured = new EnumMap<>(Measure.class);
    measured.put(Measure.DURATION, speechLength);
    measured.put(Measure.SNR, snrDb);
    if (quality != null) {
      measured.put(Measure.LEVEL, quality.level());
      measured.put(Measure.CLIPPED, quality.clippedShare());
      Integer band = quality.bandLimit();
      measured.put(Measure.BAND, band == null ? null : band.doubleValue());
    }
    return measured;
  }

  private static RejectedException fault(int channel, Measure measure, double value, double bound) {
    return new RejectedException(
        Fault.AUDIO_LOW_QUALITY,
        List.of("channels", channel),
        "Channel %d has %s %s, %s the %s that --min-quality asks for: give a better recording, or ask for less."
            .formatted(
                channel,
                text(value),
                measure.unit,
                measure.isMost() ? "over" : "under",
                text(bound)),
        Map.of("measure", measure.word(), "value", value, "bound", bound));
  }

  private static String text(double number) {
    double rounded = Math.round(number * 1000) / 1000.0;
    return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
  }
}
