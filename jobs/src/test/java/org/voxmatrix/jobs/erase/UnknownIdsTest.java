package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.CapturedLog;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.VoxTable;

/** What an erasure says of ids, and what it keeps of them. */
class UnknownIdsTest extends InOwnWarehouse {

  private static final String PROFILE = "7a0e5b1c-0000-4000-8000-00000000000a";

  @Test
  void whatIsInNoTableIsToldAndKeptOutAndTheRestIsErased() {
    TableRows.add(warehouse, VoxTable.VOICEPRINTS, Map.of("id", "zora#0", "recording_id", "zora"));
    try (CapturedLog log = CapturedLog.open()) {
      EraseResult erased = erase(List.of("zora", "nobody-1"), List.of(PROFILE));
      assertThat(erased.recordings()).isEqualTo(1);
      assertThat(erased.profiles()).isZero();
      assertThat(erased.unknown().recordings()).containsExactly("nobody-1");
      assertThat(erased.unknown().profiles()).containsExactly(PROFILE);
      assertThat(log.lines()).noneMatch(line -> line.contains("nobody-1"));
    }
    Suppressions list = Suppressions.load(warehouse);
    assertThat(list.contains(Suppressions.Kind.RECORDING, "zora")).isTrue();
    assertThat(list.contains(Suppressions.Kind.RECORDING, "nobody-1")).isTrue();
    assertThat(list.contains(Suppressions.Kind.PROFILE, PROFILE)).isTrue();
    assertThat(erase(List.of("zora"), List.of()).unknown().recordings()).containsExactly("zora");
  }

  @ParameterizedTest
  @CsvSource({
    "plan_items, item_id",
    "tasks, item_id",
    "voiceprints, recording_id",
    "enrollments, recording_id",
    "identifications, recording_id",
    "verifications, recording_id",
    "alerts, recording_id",
    "night_recordings, recording_id",
    "set_members, id",
    "set_faults, id",
    "score_blocks, row_id",
    "hits, id_a",
    "hits, id_b"
  })
  void aRecordingIsKnownFromAnyTable(String table, String column) {
    VoxTable kind = VoxTable.valueOf(table.toUpperCase(Locale.ROOT));
    TableRows.add(warehouse, kind, Map.of(column, "zora", "scores", new byte[0]));
    assertThat(new IdSearch(warehouse, settings("zora", "other"), subject("zora", "other")))
        .extracting(search -> search.unknown("run").recordings())
        .isEqualTo(Set.of("other"));
  }

  @ParameterizedTest
  @CsvSource({
    "profiles, profile_id",
    "plan_items, profile_id",
    "enrollments, profile_id",
    "identifications, identified_profile_id",
    "verifications, profile_id",
    "alerts, profile_id",
    "set_members, id"
  })
  void aProfileIsKnownFromAnyTable(String table, String column) {
    VoxTable kind = VoxTable.valueOf(table.toUpperCase(Locale.ROOT));
    String spelled =
        table.equals("enrollments") ? PROFILE.replace("-", "").toUpperCase(Locale.ROOT) : PROFILE;
    TableRows.add(warehouse, kind, Map.of(column, spelled));
    EraseSettings asked = EraseSettings.of(List.of(), List.of(PROFILE));
    ErasureSubject person = new ErasureSubject(Set.of(), Set.of(PROFILE), Set.of());
    assertThat(new IdSearch(warehouse, asked, person).unknown("run").isEmpty()).isTrue();
  }

  /** Otherwise it would find nothing of what it has removed before. */
  @ParameterizedTest
  @ValueSource(ints = {1, 19, 38})
  void anErasureThatIsCutOffAndRepeatedStillKnowsWhatWasThere(int step) {
    TableRows.add(warehouse, VoxTable.VOICEPRINTS, Map.of("id", "zora#0", "recording_id", "zora"));
    EraseSettings settings = EraseSettings.of(List.of("zora", "nobody-1"), List.of());
    JobContext broken = own.context().withProgress(new BrokenAt(step));
    assertThatThrownBy(() -> new EraseJob(broken, settings).execute()).hasMessage("cut off");

    EraseResult erased = new EraseJob(own.context(), settings).execute();

    assertThat(erased.recordings()).isEqualTo(1);
    assertThat(erased.unknown().recordings()).containsExactly("nobody-1");
    assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "id")).isEmpty();
    assertThat(TableRows.texts(warehouse, VoxTable.RUNS, "state")).containsExactly("done");
  }

  @Test
  void aReasonIsACode() throws Exception {
    for (String text : List.of("asked by zora", "zora's", "zora\n", "", "x".repeat(65))) {
      assertThatThrownBy(() -> settings("zora").withReason(text))
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("give a code or the number of a case, such as REQUEST-2211")
          .hasMessageNotContaining("zora");
    }
    new EraseJob(own.context(), settings("anna").withReason("case#17/zora-7f3c")).execute();
    assertThat(DiskScan.of(own.folder(), "zora").found()).isNotEmpty();
    new EraseJob(own.context(), settings("zora-7f3c")).execute();
    assertThat(DiskScan.of(own.folder(), "zora").found()).isEmpty();
    assertThat(TableRows.texts(warehouse, VoxTable.SUPPRESSIONS, "reason"))
        .containsExactly("case#17/erased", "null");
  }

  /** They were any text. */
  @Test
  void theReasonsOfEarlierVersionsGoWithTheNextErasure() throws Exception {
    Suppressions.load(warehouse)
        .add(
            warehouse,
            "old",
            "asked by the mother of Zora_7f3c",
            Map.of(Suppressions.Kind.RECORDING, List.of("anna")));
    new EraseJob(own.context(), settings("zora_7f3c")).execute();
    assertThat(DiskScan.of(own.folder(), "Zora", "mother").found()).isEmpty();
    Suppressions list = Suppressions.load(warehouse);
    assertThat(list.contains(Suppressions.Kind.RECORDING, "anna")).isTrue();
    assertThat(list.contains(Suppressions.Kind.RECORDING, "zora_7f3c")).isTrue();
  }

  private EraseResult erase(List<String> recordings, List<String> profiles) {
    return new EraseJob(own.context(), EraseSettings.of(recordings, profiles)).execute();
  }

  private static EraseSettings settings(String... recordings) {
    return EraseSettings.of(List.of(recordings), List.of());
  }

  private static ErasureSubject subject(String... recordings) {
    return new ErasureSubject(Set.of(recordings), Set.of(), Set.of());
  }

  /** Ends a run at that step. */
  private static final class BrokenAt implements Progress {

    private int left;

    private BrokenAt(int step) {
      this.left = step;
    }

    @Override
    public void started(String runId) {}

    @Override
    public void total(long items, String unit) {}

    @Override
    public void advance(long items) {
      if (--left == 0) {
        throw new IllegalStateException("cut off");
      }
    }

    @Override
    public void done() {}
  }
}
