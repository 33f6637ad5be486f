package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.alwaysFalse;
import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.or;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.voxmatrix.identity.Json;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.ledger.TaskError;
import org.voxmatrix.tables.RowRule;
import org.voxmatrix.tables.StoredRow;
import org.voxmatrix.tables.VoxTable;

/** What an erasure does to each table. Places in waves and in score matrices stay, as blanks. */
final class ErasureRules implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ErasureSubject person;
  private final IdsInText ids;
  private final SetRules sets;
  private final PeopleRules people;
  private final Set<String> unfinishedRuns;

  /**
   * @param places where the person is in the sets of comparisons
   * @param people that were linked
   * @param unfinishedRuns runs that still need to find their manifests
   */
  ErasureRules(
      ErasureSubject person, SetIndices places, PeopleRules people, Set<String> unfinishedRuns) {
    this.person = person;
    this.ids = new IdsInText(person);
    this.sets = new SetRules(person, places);
    this.people = people;
    this.unfinishedRuns = Set.copyOf(unfinishedRuns);
  }

  /** The rule of a table; one without files where nobody's ids can be. */
  RowRule of(VoxTable table) {
    return switch (table) {
      case RUNS -> runs();
      case PLAN_ITEMS -> planItems();
      case TASKS -> tasks();
      case VOICEPRINTS -> voiceprints();
      case SET_MEMBERS, SET_FAULTS -> sets.members();
      case SCORE_BLOCKS -> sets.scoreBlocks();
      case HITS, EVALUATION_ERRORS -> sets.hits();
      case HIT_CANDIDATES -> sets.hitCandidates();
      case PROFILES -> profiles();
      case ENROLLMENTS -> enrollments();
      case OPERATIONS -> operations();
      case IDENTIFICATIONS -> identifications();
      case VERIFICATIONS, ALERTS, UPGRADE_LEFT -> recordingsAndProfiles();
      case NIGHT_RECORDINGS, SEGMENTS -> recordings();
      case SUPPRESSIONS -> suppressions();
      case PEOPLE -> people.people();
      case PEOPLE_MEMBERS -> people.members();
      case PEOPLE_BRIDGES -> people.bridges();
      case EVALUATION_REPORTS -> reports();
      // Nobody knows whose voices they are of.
      case COHORT_STATISTICS -> RowRule.drop(alwaysTrue(), List.of(), row -> true);
      case NIGHTS,
          LOCKS,
          EVALUATIONS,
          EVALUATION_POINTS,
          EVALUATION_METRICS,
          EVALUATION_SCORES,
          CALIBRATIONS,
          LINKS,
          PEOPLE_EVALUATIONS,
          OPEN_SET_POINTS,
          EVALUATION_DIFFERENCES,
          MODELS_IN_USE,
          UPGRADE_AGREEMENTS ->
          RowRule.drop(alwaysFalse(), List.of(), row -> false);
    };
  }

  private RowRule runs() {
    return new RowRule(
        alwaysTrue(),
        List.of("plan", "error"),
        row ->
            isChanged(row.string("plan"), this::plan)
                || isChanged(row.string("error"), FormerTexts::error),
        row -> {
          row.set("plan", plan(row.string("plan")));
          row.set("error", FormerTexts.error(row.string("error")));
          return true;
        });
  }

  private String plan(String json) {
    return PlanText.without(ids, json);
  }

  /** The place in the plan stays, so that positions and waves of a run that is resumed do. */
  private RowRule planItems() {
    return new RowRule(
        alwaysTrue(),
        List.of("run_id", "item_id", "file"),
        row ->
            person.hasItem(row.string("item_id"))
                || (isChanged(row.string("file"), ids::valueOrPath)
                    && !unfinishedRuns.contains(row.string("run_id"))),
        row -> {
          if (person.hasItem(row.string("item_id"))) {
            row.set("item_id", PlanItem.ERASED);
            row.set("size", -1L);
            row.set("file", "");
            row.set("row_index", -1L);
            row.set("repeated", false);
            row.setNull("uri", "profile_id");
          } else {
            row.set("file", ids.valueOrPath(row.string("file")));
          }
          return true;
        });
  }

  /** The row stays as one that was rejected, so that a wave that is done stays done. */
  private RowRule tasks() {
    return new RowRule(
        alwaysTrue(),
        List.of("item_id", "detail"),
        row ->
            person.hasItem(row.string("item_id"))
                || isChanged(row.string("detail"), FormerTexts::detail),
        row -> {
          if (person.hasItem(row.string("item_id"))) {
            TaskError error = TaskError.of(State.REJECTED);
            row.set("item_id", PlanItem.ERASED);
            row.set("state", State.REJECTED.word());
            row.set("error_type", error.type());
            row.set("error_message", error.message());
            row.set("fault", Suppressions.refusal().fault().type());
            row.set("detail", Json.write(List.of(Suppressions.refusal().detail())));
            row.setNull("uri", "size", "audio_length", "seconds_spent");
          } else {
            row.set("detail", FormerTexts.detail(row.string("detail")));
          }
          return true;
        });
  }

  private RowRule voiceprints() {
    return new RowRule(
        alwaysTrue(),
        List.of("recording_id", "attributes"),
        row ->
            person.recordings().contains(row.string("recording_id"))
                || row.map("attributes").values().stream()
                    .anyMatch(value -> isChanged(value, ids::valueOrPath)),
        row -> {
          Map<String, String> kept = new HashMap<>(row.map("attributes"));
          kept.replaceAll((name, value) -> value == null ? null : ids.valueOrPath(value));
          row.set("attributes", kept);
          return !person.recordings().contains(row.string("recording_id"));
        });
  }

  /** Versions that an erased enrollment went into go, too. */
  private RowRule profiles() {
    return RowRule.drop(
        alwaysTrue(),
        List.of("profile_id", "enrollment_ids"),
        row ->
            person.profiles().contains(row.string("profile_id"))
                || row.strings("enrollment_ids").stream().anyMatch(person.tasks()::contains));
  }

  /** Of every file where a profile is erased: refused ones may spell its id in other ways. */
  private RowRule enrollments() {
    return RowRule.drop(
        person.profiles().isEmpty()
            ? ErasureSubject.among("recording_id", person.recordings())
            : alwaysTrue(),
        List.of("recording_id", "profile_id"),
        row ->
            person.recordings().contains(row.string("recording_id"))
                || ids.isProfile(row.string("profile_id")));
  }

  /** Rankings are in {@code identifications} alone; earlier versions wrote them here, too. */
  private RowRule operations() {
    return new RowRule(
        alwaysTrue(),
        List.of("operation_id", "kind", "processing_result"),
        row ->
            person.tasks().contains(row.string("operation_id"))
                || (row.string("kind").equals("identification")
                    && row.string("processing_result") != null),
        row -> {
          row.set("processing_result", null);
          return !person.tasks().contains(row.string("operation_id"));
        });
  }

  private RowRule identifications() {
    return new RowRule(
        alwaysTrue(),
        List.of("recording_id", "identified_profile_id", "profiles_ranking"),
        row ->
            isTheirs(row.string("recording_id"), row.string("identified_profile_id"))
                || row.rows("profiles_ranking").stream().anyMatch(this::isRanked),
        row -> {
          row.set(
              "profiles_ranking",
              row.rows("profiles_ranking").stream().filter(rank -> !isRanked(rank)).toList());
          return !isTheirs(row.string("recording_id"), row.string("identified_profile_id"));
        });
  }

  private RowRule recordingsAndProfiles() {
    return RowRule.drop(
        or(
            ErasureSubject.among("recording_id", person.recordings()),
            ErasureSubject.among("profile_id", person.profiles())),
        List.of("recording_id", "profile_id"),
        row -> isTheirs(row.string("recording_id"), row.string("profile_id")));
  }

  private RowRule recordings() {
    return RowRule.drop(
        ErasureSubject.among("recording_id", person.recordings()),
        List.of("recording_id"),
        row -> person.recordings().contains(row.string("recording_id")));
  }

  /** The reason of an earlier erasure may name a person of this one. */
  private RowRule suppressions() {
    return new RowRule(
        alwaysTrue(),
        List.of("reason"),
        row -> !Objects.equals(reason(row), row.string("reason")),
        row -> {
          row.set("reason", reason(row));
          return true;
        });
  }

  /** As manifests of plans: a name of the person's own becomes a blank, the folder stays. */
  private RowRule reports() {
    return new RowRule(
        alwaysTrue(),
        List.of("path"),
        row -> isChanged(row.string("path"), ids::valueOrPath),
        row -> {
          row.set("path", ids.valueOrPath(row.string("path")));
          return true;
        });
  }

  private String reason(StoredRow row) {
    String reason = FormerTexts.reason(row.string("reason"));
    return reason == null ? null : ids.words(reason);
  }

  private boolean isTheirs(String recordingId, String profileId) {
    return (recordingId != null && person.recordings().contains(recordingId))
        || (profileId != null && person.profiles().contains(profileId));
  }

  private boolean isRanked(StoredRow rank) {
    return person.profiles().contains(rank.string("profile_id"));
  }

  private static boolean isChanged(String text, UnaryOperator<String> rewriting) {
    return text != null && !rewriting.apply(text).equals(text);
  }
}
