package org.voxmatrix.cli.options;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How long something is kept, such as {@code 24h}, {@code 30d} or {@code never}.
 *
 * @param time null to keep it for ever
 */
public record KeptFor(Duration time) {

  /** What is kept now: anything that happened since then. */
  public Instant oldest() {
    return time == null ? Instant.MIN : Instant.now().minus(time);
  }

  /** Reads the text of an option or setting. */
  public static final class Converter implements ITypeConverter<KeptFor> {

    @Override
    public KeptFor convert(String text) {
      if (text.equals("never")) {
        return new KeptFor(null);
      }
      // A number alone would be milliseconds.
      if (text.matches("\\s*\\d{1,6}\\s*[mhd]\\s*")) {
        return new KeptFor(ConfigFactory.parseMap(Map.of("time", text)).getDuration("time"));
      }
      throw new TypeConversionException(
          "'%s' is not a duration: use minutes, hours or days, as 90m, 24h, 30d, or never"
              .formatted(text));
    }
  }
}
