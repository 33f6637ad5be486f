package org.voxmatrix.cli.options;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How long something is kept, as people write it: {@code 24h}, {@code 30d} or {@code never}.
 *
 * @param time null for ever
 */
public record KeptFor(Duration time) {

  private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*([mhd])");

  /** Reads the text of an option or setting. */
  public static final class Converter implements ITypeConverter<KeptFor> {

    @Override
    public KeptFor convert(String text) {
      if (text.equals("never")) {
        return new KeptFor(null);
      }
      Matcher time = TIME.matcher(text.strip());
      if (!time.matches()) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is not a time: write minutes, hours or days as 90m, 24h, 30d, or never");
      }
      long count = Long.parseLong(time.group(1));
      return new KeptFor(
          switch (time.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          });
    }
  }
}
