package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.alwaysFalse;
import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.or;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.tables.RowRule;
import org.voxmatrix.tables.StoredRow;
import org.voxmatrix.tables.VoxTable;

/** What an erasure does to each table. Places in waves and in score matrices stay, as blanks. */
final class ErasureRules {

  private static final String REFUSAL = refusal();

  private final ErasureSubject person;
  private final Mentions mentions;
  private final Redaction redaction;
  private final Members members;
  private final Set<String> unfinishedRuns;

  /**
   * @param members where the person is in the sets of comparisons
   * @param unfinishedRuns runs that still need to find their manifests
   */
  ErasureRules(ErasureSubject person, Members members, Set<String> unfinishedRuns) {
    this.person = person;
    this.mentions = new Mentions(person);
    this.redaction = new Redaction(mentions);
    this.members = members;
    this.unfinishedRuns = unfinishedRuns;
  }

  /** The rule of a table; one without candidates where nobody's ids can be. */
  RowRule of(VoxTable table) {
    return switch (table) {
      case RUNS -> runs();
      case PLAN_ITEMS -> planItems();
      case TASKS -> tasks();
      case VOICEPRINTS -> voiceprints();
      case SET_MEMBERS -> setMembers();
      case SCORE_BLOCKS -> scoreBlocks();
      case HITS -> hits();
      case HIT_CANDIDATES -> hitCandidates();
      case PROFILES -> profiles();
      case ENROLLMENTS -> enrollments();
      case OPERATIONS -> operations();
      case IDENTIFICATIONS -> identifications();
      case VERIFICATIONS, ALERTS -> recordingsAndProfiles();
      case NIGHT_RECORDINGS -> nightRecordings();
      case NIGHTS, LOCKS, SUPPRESSIONS -> nothing();
    };
  }

  private static RowRule nothing() {
    return RowRule.drop(alwaysFalse(), List.of(), row -> false);
  }

  private RowRule runs() {
    Redaction ids = redaction;
    return new RowRule(
        alwaysTrue(),
        List.of("plan", "error"),
        row ->
            isChanged(row.string("plan"), ids::plan) || isChanged(row.string("error"), ids::error),
        row -> {
          row.set("plan", ids.plan(row.string("plan")));
          row.set("error", ids.error(row.string("error")));
          return true;
        });
  }

  /** The place in the plan stays, so that positions and waves of a run that goes on do. */
  private RowRule planItems() {
    ErasureSubject whose = person;
    Mentions ids = mentions;
    Set<String> unfinished = unfinishedRuns;
    return new RowRule(
        alwaysTrue(),
        List.of("run_id", "item_id", "file"),
        row ->
            whose.has(row.string("item_id"))
                || (isChanged(row.string("file"), ids::valueOrPath)
                    && !unfinished.contains(row.string("run_id"))),
        row -> {
          if (whose.has(row.string("item_id"))) {
            row.set("item_id", PlanItem.ERASED);
            row.set("uri", null);
            row.set("size", -1L);
            row.set("file", "");
            row.set("row_index", -1L);
            row.set("repeated", false);
            row.set("profile_id", null);
          } else {
            row.set("file", ids.valueOrPath(row.string("file")));
          }
          return true;
        });
  }

  /** The row stays as one that was rejected, so that a wave that is done stays done. */
  private RowRule tasks() {
    ErasureSubject whose = person;
    Redaction ids = redaction;
    return new RowRule(
        alwaysTrue(),
        List.of("item_id", "detail"),
        row -> whose.has(row.string("item_id")) || isChanged(row.string("detail"), ids::detail),
        row -> {
          if (whose.has(row.string("item_id"))) {
            row.set("item_id", PlanItem.ERASED);
            row.set("uri", null);
            row.set("size", null);
            row.set("state", State.REJECTED.word());
            row.set("error_type", "task.validation-error");
            row.set("error_message", "Task validation error.");
            row.set("fault", Suppressions.refusal().fault().type());
            row.set("detail", REFUSAL);
            row.set("audio_length", null);
            row.set("seconds_spent", null);
          } else {
            row.set("detail", ids.detail(row.string("detail")));
          }
          return true;
        });
  }

  private RowRule voiceprints() {
    ErasureSubject whose = person;
    Mentions ids = mentions;
    return new RowRule(
        alwaysTrue(),
        List.of("recording_id", "attributes"),
        row ->
            whose.recordings().contains(row.string("recording_id"))
                || row.map("attributes").values().stream()
                    .anyMatch(value -> isChanged(value, ids::valueOrPath)),
        row -> {
          Map<String, String> kept = new HashMap<>();
          row.map("attributes")
              .forEach(
                  (name, value) -> kept.put(name, value == null ? null : ids.valueOrPath(value)));
          row.set("attributes", kept);
          return !whose.recordings().contains(row.string("recording_id"));
        });
  }

  /** The index stays, so that those of the others do. */
  private RowRule setMembers() {
    ErasureSubject whose = person;
    return new RowRule(
        person.candidates("id"),
        List.of("id"),
        row -> whose.has(row.string("id")),
        row -> {
          row.set("id", PlanItem.ERASED);
          return true;
        });
  }

  /** Rows of the person go; in the rows of others their scores become NaN. */
  private RowRule scoreBlocks() {
    Members where = members;
    ErasureSubject whose = person;
    return new RowRule(
        or(members.candidates(), person.candidates("row_id")),
        List.of("run_id", "row_id", "col_start", "col_count"),
        row ->
            whose.has(row.string("row_id"))
                || !where
                    .columns(
                        row.string("run_id"),
                        row.longInteger("col_start"),
                        row.integer("col_count"))
                    .isEmpty(),
        row -> {
          if (whose.has(row.string("row_id"))) {
            return false;
          }
          long start = row.longInteger("col_start");
          byte[] scores = row.bytes("scores");
          ByteBuffer cells = ByteBuffer.wrap(scores).order(ByteOrder.LITTLE_ENDIAN);
          for (long column : where.columns(row.string("run_id"), start, row.integer("col_count"))) {
            cells.putFloat(Math.toIntExact(column - start) * Float.BYTES, Float.NaN);
          }
          row.set("scores", scores);
          return true;
        });
  }

  private RowRule hits() {
    ErasureSubject whose = person;
    return RowRule.drop(
        or(person.candidates("id_a"), person.candidates("id_b")),
        List.of("id_a", "id_b"),
        row -> whose.has(row.string("id_a")) || whose.has(row.string("id_b")));
  }

  private RowRule hitCandidates() {
    Members where = members;
    return RowRule.drop(
        members.candidates(),
        List.of("run_id", "side", "index", "other"),
        row -> {
          String run = row.string("run_id");
          String side = row.string("side");
          return where.has(run, side, row.longInteger("index"))
              || where.has(run, side.equals("a") ? "b" : "a", row.longInteger("other"));
        });
  }

  /** Versions that an erased enrollment went into go, too. */
  private RowRule profiles() {
    ErasureSubject whose = person;
    return RowRule.drop(
        alwaysTrue(),
        List.of("profile_id", "enrollment_ids"),
        row ->
            whose.profiles().contains(row.string("profile_id"))
                || row.strings("enrollment_ids").stream().anyMatch(whose.tasks()::contains));
  }

  /** Of every file where a profile is erased: refused ones may spell its id in other ways. */
  private RowRule enrollments() {
    ErasureSubject whose = person;
    Mentions ids = mentions;
    return RowRule.drop(
        person.profiles().isEmpty()
            ? ErasureSubject.among("recording_id", person.recordings())
            : alwaysTrue(),
        List.of("recording_id", "profile_id"),
        row ->
            whose.recordings().contains(row.string("recording_id"))
                || ids.isProfile(row.string("profile_id")));
  }

  private RowRule operations() {
    ErasureSubject whose = person;
    Redaction ids = redaction;
    return new RowRule(
        alwaysTrue(),
        List.of("operation_id", "processing_result"),
        row ->
            whose.tasks().contains(row.string("operation_id"))
                || isChanged(row.string("processing_result"), ids::result)
                || ids.isAbout(row.string("processing_result")),
        row -> {
          String result = row.string("processing_result");
          row.set("processing_result", ids.result(result));
          return !whose.tasks().contains(row.string("operation_id")) && !ids.isAbout(result);
        });
  }

  private RowRule identifications() {
    ErasureSubject whose = person;
    return new RowRule(
        alwaysTrue(),
        List.of("recording_id", "identified_profile_id", "profiles_ranking"),
        row ->
            isOf(whose, row.string("recording_id"), row.string("identified_profile_id"))
                || row.rows("profiles_ranking").stream().anyMatch(rank -> isRanked(whose, rank)),
        row -> {
          row.set(
              "profiles_ranking",
              row.rows("profiles_ranking").stream()
                  .filter(rank -> !isRanked(whose, rank))
                  .toList());
          return !isOf(whose, row.string("recording_id"), row.string("identified_profile_id"));
        });
  }

  private RowRule recordingsAndProfiles() {
    ErasureSubject whose = person;
    return RowRule.drop(
        or(
            ErasureSubject.among("recording_id", whose.recordings()),
            ErasureSubject.among("profile_id", whose.profiles())),
        List.of("recording_id", "profile_id"),
        row -> isOf(whose, row.string("recording_id"), row.string("profile_id")));
  }

  private RowRule nightRecordings() {
    ErasureSubject whose = person;
    return RowRule.drop(
        ErasureSubject.among("recording_id", whose.recordings()),
        List.of("recording_id"),
        row -> isOf(whose, row.string("recording_id"), null));
  }

  private static boolean isOf(ErasureSubject whose, String recordingId, String profileId) {
    return whose.recordings().contains(recordingId)
        || (profileId != null && whose.profiles().contains(profileId));
  }

  private static boolean isChanged(String text, UnaryOperator<String> rewriting) {
    return text != null && !rewriting.apply(text).equals(text);
  }

  private static boolean isRanked(ErasureSubject whose, StoredRow rank) {
    return whose.profiles().contains(rank.string("profile_id"));
  }

  private static String refusal() {
    try {
      return new ObjectMapper().writeValueAsString(List.of(Suppressions.refusal().detail()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
