package org.voxmatrix.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.tables.EnrollmentRow;
import org.voxmatrix.tables.EnrollmentTable;

/** Builds manifests of enrollments, and reads back what became of them. */
final class Enrollments {

  static final StructType SCHEMA =
      new StructType()
          .add("recording_id", DataTypes.StringType)
          .add("uri", DataTypes.StringType)
          .add("content", DataTypes.BinaryType)
          .add("profile_id", DataTypes.StringType)
          .add("pass_phrase", DataTypes.StringType)
          .add("kind", DataTypes.StringType);

  private final List<Row> rows = new ArrayList<>();

  static String newProfile() {
    return UUID.randomUUID().toString();
  }

  /** A phrase of {@code sample-data}. */
  Enrollments phrase(String profile, String file) {
    return row(profile, Manifests.sample("phrases/" + file + ".wav"), null, null, null);
  }

  Enrollments audio(String profile, byte[] content) {
    return row(profile, null, content, null, null);
  }

  /** Free speech. */
  Enrollments speech(String profile, byte[] content) {
    return row(profile, null, content, null, "text-independent");
  }

  Enrollments row(String profile, String uri, byte[] content, String phrase, String kind) {
    String recordingId = "enrollment-" + rows.size() + "-" + UUID.randomUUID();
    return row(recordingId, profile, uri, content, phrase, kind);
  }

  Enrollments row(
      String recordingId, String profile, String uri, byte[] content, String phrase, String kind) {
    rows.add(RowFactory.create(recordingId, uri, content, profile, phrase, kind));
    return this;
  }

  /** A phrase of {@code sample-data} under a name of its own. */
  Enrollments phrase(String recordingId, String profile, String file) {
    String uri = Manifests.sample("phrases/" + file + ".wav");
    return row(recordingId, profile, uri, null, null, null);
  }

  String write(Path folder) {
    return Manifests.write(folder, rows, SCHEMA);
  }

  /** What a run made of the rows, in order. */
  static List<EnrollmentRow> of(String runId) {
    List<EnrollmentRow> all = new ArrayList<>();
    EnrollmentTable table = new EnrollmentTable(SparkFixture.warehouse());
    for (int wave = 0; ; wave++) {
      List<EnrollmentRow> rows = table.of(runId, wave);
      if (rows.isEmpty()) {
        return all;
      }
      all.addAll(rows);
    }
  }

  /** Code and message of what was refused, {@code accepted} for the others. */
  static List<String> answers(String runId) {
    return of(runId).stream()
        .map(row -> row.code() == null ? "accepted" : row.code() + ": " + row.message())
        .toList();
  }

  /** Speech of a voice of the samples, its utterances one after the other. */
  static float[] voice(String voice, int... utterances) {
    Map<Integer, float[]> parts = new HashMap<>();
    int length = 0;
    for (int utterance : utterances) {
      float[] part = WavFiles.samples(file(voice, utterance));
      parts.put(utterance, part);
      length += part.length;
    }
    float[] all = new float[length];
    int at = 0;
    for (int utterance : utterances) {
      System.arraycopy(parts.get(utterance), 0, all, at, parts.get(utterance).length);
      at += parts.get(utterance).length;
    }
    return all;
  }

  private static String file(String voice, int utterance) {
    try (var files = java.nio.file.Files.list(Manifests.SAMPLES.resolve("voices/" + voice))) {
      return "voices/"
          + voice
          + "/"
          + files
              .map(path -> path.getFileName().toString())
              .filter(name -> name.startsWith(voice + "-" + utterance + "."))
              .findFirst()
              .orElseThrow();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
