package org.voxmatrix.calibrations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.Word;

/** What is known of a recording's quality, by which a calibration may tell scores apart. */
public enum QualityMeasure implements Word {
  /** Net speech: the logarithm of seconds, because the second minute says less than the first. */
  DURATION("speech_length", 0.5, 60) {
    @Override
    double scaled(double value) {
      return Math.log(value);
    }
  },
  /** Signal-to-noise ratio in dB. */
  SNR("snr_db", -5, 40) {
    @Override
    double scaled(double value) {
      return value;
    }
  };

  private final String column;
  private final double lowest;
  private final double highest;

  QualityMeasure(String column, double lowest, double highest) {
    this.column = column;
    this.lowest = lowest;
    this.highest = highest;
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

  abstract double scaled(double value);

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
