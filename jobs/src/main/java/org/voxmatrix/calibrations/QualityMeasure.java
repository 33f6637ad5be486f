package org.voxmatrix.calibrations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.Word;

/** What is known of a recording's quality, by which a calibration may tell scores apart. */
public enum QualityMeasure implements Word {
  /** Net speech: the logarithm of seconds, because the second minute says less than the first. */
  DURATION("speech_length", 0.5, 60, "ln of seconds of speech", Math::log),
  /** Signal-to-noise ratio. */
  SNR("snr_db", -5, 40, "dB of SNR", value -> value),
  /** Level of the speech. */
  LEVEL("level_db", -60, 0, "dB of level", value -> value),
  /** Share of the speech that is cut off. */
  CLIPPED("clipped_share", 0, 0.1, "% clipped", value -> 100 * value),
  /** Highest frequency at which the speech stands out. */
  BAND("band_limit_hz", 3_000, 8_000, "kHz of bandwidth", value -> value / 1_000);

  private final String column;
  private final double lowest;
  private final double highest;
  private final String unit;
  private final DoubleUnaryOperator scale;

  QualityMeasure(
      String column, double lowest, double highest, String unit, DoubleUnaryOperator scale) {
    this.column = column;
    this.lowest = lowest;
    this.highest = highest;
    this.unit = unit;
    this.scale = scale;
  }

  /** Where sets have it. */
  public String column() {
    return column;
  }

  /** What a lower value counts as. */
  public double lowest() {
    return lowest;
  }

  /** What a higher value counts as. */
  public double highest() {
    return highest;
  }

  /** What a calibration's weight is for one of. */
  public String unit() {
    return unit;
  }

  double scaled(double value) {
    return scale.applyAsDouble(value);
  }

  @Override
  @JsonValue
  public String word() {
    return Word.super.word();
  }

  /**
   * The measure of a word.
   *
   * @throws RequestException {@code request.bad-value} if there is none
   */
  @JsonCreator
  public static QualityMeasure of(String word) {
    List<String> words = Arrays.stream(values()).map(QualityMeasure::word).toList();
    int place = words.indexOf(word);
    if (place < 0) {
      throw RequestException.badValue(
          "quality",
          "quality is '%s'; it must be of %s.".formatted(word, String.join(", ", words)));
    }
    return values()[place];
  }
}
