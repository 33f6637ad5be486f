package org.voxmatrix.cli.options;

import org.voxmatrix.extract.ExtractOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many speakers a channel has: {@code auto}, or a number. */
final class SpeakersConverter implements ITypeConverter<Integer> {

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
        "'%s' is not auto or a number from 1 to %d".formatted(text, ExtractOptions.MOST_SPEAKERS));
  }
}
