package org.voxmatrix.jobs.evaluate.input;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.storage.Places;
import org.voxmatrix.storage.StorageFault;

/**
 * A text file of rows: separated by tabs, by commas, or by blanks, whichever its first line has.
 *
 * @param option that named the file, for messages
 * @param lines the cells of each line, the first one too; empty lines are left out
 * @param sha256 of the bytes
 */
public record TextTable(String option, List<String[]> lines, String sha256) {

  /** Reads a file. */
  public static TextTable read(Configuration hadoop, String file, String option) {
    Path path = Places.path(option, file);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      byte[] bytes = in.readAllBytes();
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return new TextTable(option, cells(text.toString()), Sha256.hex(bytes));
    } catch (CharacterCodingException e) {
      throw invalid(option, "The file is not UTF-8 text: convert it.");
    } catch (IOException e) {
      throw StorageFault.of(option, file, e);
    }
  }

  private static List<String[]> cells(String text) {
    List<String> lines =
        (text.startsWith("\uFEFF") ? text.substring(1) : text)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    Splitter splitter = Splitter.of(lines.get(0));
    return lines.stream().map(splitter::split).toList();
  }

  /** How lines are cut. */
  @FunctionalInterface
  private interface Splitter {

    String[] split(String line);

    /** Without the quotes that R writes around texts. */
    private static String[] unquoted(String[] cells) {
      for (int i = 0; i < cells.length; i++) {
        String cell = cells[i];
        if (cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")) {
          cells[i] = cell.substring(1, cell.length() - 1);
        }
      }
      return cells;
    }

    static Splitter of(String first) {
      if (first.indexOf('\t') >= 0) {
        return line -> unquoted(line.split("\t", -1));
      }
      if (first.indexOf(',') >= 0) {
        CsvParser parser = new CsvParser(new CsvParserSettings());
        return parser::parseLine;
      }
      return line -> unquoted(line.strip().split("\\s+"));
    }
  }

  /**
   * The place of the column of one of these names, in any case; none if there is no such header.
   */
  public Optional<Integer> column(List<String> names) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<String> header =
        Arrays.stream(lines.get(0))
            .map(name -> name == null ? "" : name.strip().toLowerCase(Locale.ROOT))
            .toList();
    return names.stream().filter(header::contains).map(header::indexOf).findFirst();
  }

  /** The cell at a place of a line; null if there is none. */
  public String optional(int line, int column) {
    String[] cells = lines.get(line);
    return column < cells.length ? cells[column] : null;
  }

  /** The cell at a place of a line. */
  public String cell(int line, int column) {
    String[] cells = lines.get(line);
    if (column >= cells.length || cells[column] == null || cells[column].isBlank()) {
      throw invalid(
          option, "Line %d of the file has no column %d: mend it.".formatted(line + 1, column + 1));
    }
    return cells[column].strip();
  }

  public static RequestException invalid(String option, String message) {
    return new RequestException(Fault.REQUEST_BAD_VALUE, List.of(option), message);
  }
}
