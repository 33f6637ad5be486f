package org.voxmatrix.manifest;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.access.Gate;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

/**
 * The rows of a CSV file with a header line; tab separated if it is called {@code .tsv}. Its {@code
 * uri} column is needed; {@code recording_id} defaults to the cell in it.
 */
final class CsvSource implements Listing {

  /** Columns that the manifest itself fills. */
  private static final List<String> OWN = List.of("recording_id", "uri", "size", "content");

  private final Path file;
  private final Charset encoding;
  private final Configuration configuration;
  private final Gate gate;
  private final List<String> header;

  /** Opens the file and reads its header. */
  CsvSource(Path file, Charset encoding, Configuration configuration, Gate gate)
      throws IOException {
    this.file = file;
    this.encoding = encoding;
    this.configuration = configuration;
    this.gate = gate;
    try (Reader in = open()) {
      String[] first = begin(in).parseNext();
      this.header =
          first == null
              ? List.of()
              : Arrays.stream(first).map(name -> Objects.toString(name, "").strip()).toList();
    } catch (CharacterCodingException | TextParsingException e) {
      throw unreadable(e);
    }
    checkHeader();
  }

  @Override
  public List<Column> columns() {
    return header.stream().filter(name -> !OWN.contains(name)).map(Column::of).toList();
  }

  @Override
  public void read(Consumer<ListedFile> sink) throws IOException {
    Map<String, Long> lines = new HashMap<>();
    try (Reader in = open()) {
      CsvParser parser = begin(in);
      parser.parseNext();
      for (String[] cells = parser.parseNext(); cells != null; cells = parser.parseNext()) {
        long line = parser.getContext().currentLine();
        ListedFile entry = entry(cells, line);
        Long earlier = lines.putIfAbsent(entry.recordingId(), line);
        if (earlier != null) {
          throw invalid(
              Fault.MANIFEST_DUPLICATE_RECORDING_ID,
              line,
              "recording_id",
              "recording_id is the same as on line %d; make it unique.".formatted(earlier));
        }
        sink.accept(entry);
      }
    } catch (CharacterCodingException | TextParsingException e) {
      throw unreadable(e);
    }
  }

  private ListedFile entry(String[] cells, long line) {
    String uri = cell(cells, "uri");
    if (uri == null) {
      throw invalid(Fault.MANIFEST_MISSING_VALUE, line, "uri", "uri is empty; fill it.");
    }
    String id = cell(cells, "recording_id");
    Map<String, Object> values = new HashMap<>();
    for (Column column : columns()) {
      String cell = cell(cells, column.name());
      if (cell != null && !(cell.isBlank() && column.type() != Column.Type.TEXT)) {
        values.put(column.name(), parse(column, cell, line));
      }
    }
    Path path = Locations.path(file.getParent(), uri);
    String named = id == null ? uri : id;
    try {
      return new ListedFile(named, path, gate.size(path, configuration), false, values);
    } catch (RejectedException e) {
      return new ListedFile(named, path, null, e.fault() == Fault.AUDIO_FORBIDDEN, values);
    } catch (IOException e) {
      // Extraction says what is wrong with this recording.
      return new ListedFile(named, path, null, false, values);
    }
  }

  private Object parse(Column column, String cell, long line) {
    try {
      return column.type().parse(column.type() == Column.Type.TEXT ? cell : cell.strip());
    } catch (IllegalArgumentException e) {
      throw invalid(
          Fault.MANIFEST_BAD_VALUE,
          line,
          column.name(),
          "%s is '%s'; it must be %s.".formatted(column.name(), cell, column.type().meaning()));
    }
  }

  private String cell(String[] cells, String column) {
    int index = header.indexOf(column);
    return index < 0 || index >= cells.length ? null : cells[index];
  }

  private void checkHeader() {
    if (!header.contains("uri")) {
      throw new RequestException(
          Fault.REQUEST_MISSING_COLUMN,
          List.of("uri"),
          "%s has no column 'uri' in its first line; found: %s."
              .formatted(file.getName(), String.join(", ", header)));
    }
    for (String name : header) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")
          || header.indexOf(name) != header.lastIndexOf(name)) {
        throw RequestException.badValue(
            name,
            "%s has a column '%s'; rename it: column names are unique and consist of letters, digits and _."
                .formatted(file.getName(), name));
      }
    }
  }

  /** After the mark that some put at the beginning; bytes of another encoding are no characters. */
  private Reader open() throws IOException {
    CharsetDecoder decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    Reader reader =
        new BufferedReader(
            new InputStreamReader(file.getFileSystem(configuration).open(file), decoder));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private CsvParser begin(Reader in) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(file.getName().endsWith(".tsv") ? '\t' : ',');
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setMaxCharsPerColumn(1 << 20);
    settings.setReadInputOnSeparateThread(false);
    settings.trimValues(false);
    CsvParser parser = new CsvParser(settings);
    try {
      parser.beginParsing(in);
    } catch (IllegalStateException e) {
      throw unreadable(e); // So it wraps what goes wrong in the first bytes.
    }
    return parser;
  }

  private RequestException invalid(Fault fault, long line, String column, String message) {
    return new RequestException(
        fault, List.of(line, column), "%s, line %d: %s".formatted(file.getName(), line, message));
  }

  private RequestException unreadable(Exception e) {
    if (ExceptionUtils.indexOfType(e, CharacterCodingException.class) >= 0) {
      return RequestException.badValue(
          "encoding",
          "%s is not in %s: give its encoding, as in --encoding ISO-8859-1."
              .formatted(file.getName(), encoding.name()));
    }
    long line = e instanceof TextParsingException parsing ? parsing.getLineIndex() + 1 : 1;
    return new RequestException(
        RequestError.REQUEST_INVALID,
        Fault.REQUEST_BAD_VALUE,
        List.of(line),
        "%s cannot be read as CSV near line %d.".formatted(file.getName(), line));
  }
}
