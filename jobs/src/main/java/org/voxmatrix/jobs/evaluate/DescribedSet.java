package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.evaluate.input.LabelFile;
import org.voxmatrix.jobs.evaluate.metric.Band;
import org.voxmatrix.jobs.evaluate.metric.Conditions;
import org.voxmatrix.ledger.Suppressions;

/**
 * A set with what is known of its members.
 *
 * @param source its voiceprints
 * @param byId its members
 * @param labelIdentity a text that changes when the labels do; null for none
 */
record DescribedSet(SetSource source, Map<String, Member> byId, String labelIdentity) {

  /** Columns that every set is read with. */
  private static final Set<String> EVERY_SET = Set.of("id", "recording_id");

  /**
   * A member.
   *
   * @param recording null if it is not known
   * @param speaker a name of any kind; null if it is not known
   * @param group what no two members of a trial share: the recording, or what was asked for
   * @param values of each property by which trials are told apart
   */
  record Member(String recording, String speaker, String group, List<String> values) {}

  /**
   * Opens a set.
   *
   * @param model whose voiceprints are meant; null for scores that are given
   * @param field the service's name of the set
   * @param by by which properties trials are told apart
   * @param measures of quality that the voiceprints are read with
   */
  static DescribedSet open(
      JobContext context,
      SetModel model,
      String name,
      String field,
      TrialChoice choice,
      List<String> by,
      List<QualityMeasure> measures) {
    boolean file = choice.labels() != null && LabelFile.isFile(choice.labels());
    LabelFile labels = file ? LabelFile.read(context.hadoop(), choice.labels()) : null;
    String speakers = file ? null : choice.labels();
    String fingerprint = model == null ? null : model.fingerprintHex();
    SetSource source =
        SetSource.described(
                context,
                fingerprint,
                name,
                field,
                columns(speakers, choice.leaveOut(), by),
                measures)
            .without(Suppressions.load(context.warehouse()));
    Map<String, Member> byId = new HashMap<>();
    for (Row row : source.rows().all().drop("voiceprint").collectAsList()) {
      String id = row.getAs("id");
      if (id == null) {
        continue; // Reading the set lists it.
      }
      String recording = row.getAs("recording_id");
      String speaker = file ? labels.of(id, recording) : text(row, speakers);
      String group = text(row, choice.leaveOut());
      byId.put(
          id,
          new Member(
              recording,
              speaker == null || speaker.isBlank() ? null : speaker,
              group == null ? (recording == null ? id : recording) : "/" + group,
              by.stream()
                  .map(property -> Band.valueOf(property, row.getAs(columnOf(property))))
                  .toList()));
    }
    return new DescribedSet(source, byId, file ? labels.sha256() : choice.labels());
  }

  /** A text that changes when the set does, or its labels. */
  String identity() {
    return labelIdentity == null ? source.identity() : source.identity() + "\n" + labelIdentity;
  }

  private static List<String> columns(String speakers, String leaveOut, List<String> by) {
    return Stream.concat(
            Stream.of(speakers, leaveOut).filter(Objects::nonNull),
            by.stream().map(DescribedSet::columnOf))
        .filter(column -> !EVERY_SET.contains(column))
        .distinct()
        .toList();
  }

  private static String columnOf(String property) {
    return Band.of(property).map(Band::column).orElse(property);
  }

  private static String text(Row row, String column) {
    return column == null ? null : row.getAs(column);
  }

  /** The speaker of a member; null if it is not known. */
  String speaker(String id) {
    Member member = byId.get(id);
    return member == null ? null : member.speaker();
  }

  /** The number of a member's value of a property. */
  int value(Conditions conditions, int by, String id) {
    return conditions.value(by, byId.get(id).values().get(by));
  }

  /** What the trials of two sets are told apart by. */
  static Conditions conditions(List<String> by, DescribedSet a, DescribedSet b) {
    List<Set<String>> values = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      int property = i;
      values.add(
          Stream.of(a, b)
              .flatMap(set -> set.byId.values().stream())
              .map(member -> member.values().get(property))
              .collect(Collectors.toSet()));
    }
    return Conditions.of(by, values);
  }

  /** Numbers of the members' values, for each property. */
  int[][] numbers(Conditions conditions, List<String> ids) {
    int[][] numbers = new int[conditions.properties()][ids.size()];
    for (int i = 0; i < numbers.length; i++) {
      int property = i;
      Arrays.setAll(numbers[i], member -> value(conditions, property, ids.get(member)));
    }
    return numbers;
  }
}
