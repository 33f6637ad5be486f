package org.voxmatrix.jobs.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.engine.SetRows;
import org.voxmatrix.storage.Places;
import org.voxmatrix.storage.StorageFault;

/**
 * The comparison service's own request: {@code {"voiceprints_a": [...], "voiceprints_b": [...]}},
 * each with 1 to 50,000 Base64 voiceprints. Ids are the positions, from 0.
 */
record CompareRequest(Path file) implements SetPair.Choice {

  /** Largest set of this form; Parquet sets have no limit. */
  static final int MAX_SET = 50_000;

  /** Of two of the largest sets, with long embeddings. */
  private static final long MOST_BYTES = 1L << 30;

  @Override
  public SetPair open(JobContext context, SetModel model, List<QualityMeasure> measures) {
    if (!measures.isEmpty()) {
      throw new RequestException(
          Fault.REQUEST_MISSING_COLUMN,
          List.of("request"),
          "A request holds voiceprints alone, and the calibration needs %s of each: put the sets"
                  .formatted(measures.get(0).column())
              + " into Parquet and give --a and --b.");
    }
    String text = text(file);
    JsonNode body = parse(text, file);
    String hash = Sha256.hex(text);
    return new SetPair(set(body, "voiceprints_a", hash), set(body, "voiceprints_b", hash));
  }

  private static String text(Path file) {
    try {
      if (Places.isEndless(new org.apache.hadoop.fs.Path(file.toUri()))) {
        throw RequestException.badValue(
            "request",
            "Request %s is a pipe or a device, which may never end: name a file.".formatted(file));
      }
      if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
        throw RequestException.badValue(
            "request",
            "Request %s has %d bytes, more than %d: put the sets into Parquet and give --a and --b."
                .formatted(file, Files.size(file), MOST_BYTES));
      }
      return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
    } catch (NoSuchFileException e) {
      throw RequestException.badValue("request", "There is no file " + file + ": check --request.");
    } catch (IOException e) {
      throw StorageFault.of("request", "Request " + file, e);
    }
  }

  private static JsonNode parse(String text, Path file) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new RequestException(
          RequestError.REQUEST_INVALID,
          Fault.REQUEST_BAD_VALUE,
          List.of("request"),
          file + " is not JSON: " + e.getOriginalMessage() + ".");
    }
  }

  private static SetSource set(JsonNode body, String field, String hash) {
    JsonNode values = body.path(field);
    if (!values.isArray()) {
      throw RequestException.badValue(field, field + " must be an array of Base64 voiceprints.");
    }
    if (values.size() > MAX_SET) {
      throw new RequestException(
          RequestError.REQUEST_SIZE_LIMIT_EXCEEDED,
          List.of(
              ErrorDetail.of(
                  Fault.SET_TOO_LARGE,
                  List.of(field),
                  "%s has %d voiceprints, a request takes at most %d: put the sets into Parquet and give --a and --b."
                      .formatted(field, values.size(), MAX_SET),
                  Map.of("count", values.size(), "limit", MAX_SET))));
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode value : values) {
      if (!value.isTextual()) {
        throw new RequestException(
            Fault.REQUEST_BAD_VALUE,
            List.of(field, rows.size()),
            "%s[%d] is %s; it must be a Base64 string.".formatted(field, rows.size(), kind(value)));
      }
      rows.add(
          RowFactory.create((long) rows.size(), String.valueOf(rows.size()), value.textValue()));
    }
    return new SetSource(SetRows.of(rows), field + " of " + hash);
  }

  /** Without what is in it, which may be ids and voiceprints. */
  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> "null";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      default -> "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
