package org.voxmatrix.cli.options;

import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.Within;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a threshold, so that one that no score has is told before Spark has started. */
public final class Score implements ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    try {
      double score = Double.parseDouble(text);
      Within.score("threshold", score);
      return score;
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no number");
    } catch (RequestException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
