package org.voxmatrix.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * A column that a CSV file may have.
 *
 * @param name header
 * @param type what its cells hold
 */
record Column(String name, Type type) {

  private static final Map<String, Type> TYPES =
      Map.of(
          "channels", Type.CHANNELS,
          "channel_mode", Type.CHANNEL_MODE,
          "start", Type.SECONDS,
          "end", Type.SECONDS,
          "ordinal", Type.WHOLE);

  /** The column of that name: the contract fixes the type of some, all others are text. */
  static Column of(String name) {
    return new Column(name, TYPES.getOrDefault(name, Type.TEXT));
  }

  /** What cells hold. */
  enum Type {
    TEXT("text"),
    WHOLE("a whole number"),
    SECONDS("seconds, 0 or more"),
    CHANNEL_MODE("split or mix"),
    CHANNELS("channel numbers from 0, such as '0' or '0;1'");

    private final String meaning;

    Type(String meaning) {
      this.meaning = meaning;
    }

    /** What a good value is, for messages. */
    String meaning() {
      return meaning;
    }

    Schema schema() {
      return switch (this) {
        case TEXT, CHANNEL_MODE -> Schema.create(Schema.Type.STRING);
        case WHOLE -> Schema.create(Schema.Type.LONG);
        case SECONDS -> Schema.create(Schema.Type.DOUBLE);
        case CHANNELS -> Schema.createArray(Schema.create(Schema.Type.INT));
      };
    }

    /**
     * Reads one cell.
     *
     * @throws IllegalArgumentException if it does not hold what {@link #meaning()} says
     */
    Object parse(String cell) {
      return switch (this) {
        case TEXT -> cell;
        case WHOLE -> Long.valueOf(cell);
        case SECONDS -> seconds(cell);
        case CHANNEL_MODE -> channelMode(cell);
        case CHANNELS -> channels(cell);
      };
    }

    private static Object seconds(String cell) {
      double seconds = Double.parseDouble(cell);
      if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(cell);
      }
      return seconds;
    }

    private static Object channelMode(String cell) {
      if (!cell.equals("split") && !cell.equals("mix")) {
        throw new IllegalArgumentException(cell);
      }
      return cell;
    }

    private static List<Integer> channels(String cell) {
      List<Integer> channels =
          Arrays.stream(cell.replaceAll("[\\[\\]]", "").trim().split("[;,\\s]+"))
              .map(Integer::valueOf)
              .toList();
      if (channels.stream().anyMatch(channel -> channel < 0)) {
        throw new IllegalArgumentException(cell);
      }
      return channels;
    }
  }
}
