package org.voxmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.OwnWarehouse;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.fixtures.VersionOne;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.erase.EraseJob;
import org.voxmatrix.jobs.erase.EraseSettings;
import org.voxmatrix.jobs.export.ExportJob;
import org.voxmatrix.jobs.export.ExportSettings;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.identify.IdentifyJob;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileJob;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.retention.ExpireJob;
import org.voxmatrix.jobs.status.RunDocument;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * A warehouse as the first version left it: an extraction that was interrupted after its first
 * wave, and a profile with its enrollment.
 */
class UpgradeTest {

  private static final String PROFILE = "49a36324-fc4b-4387-aa06-090cfbf0064f";
  private static final String ENROLLED = "5ab36324-fc4b-4387-aa06-090cfbf0064f";
  private static final String VERSION = "voxmatrix.schema-version";

  @TempDir Path folder;
  private ExtractSettings settings;
  private RunRow interrupted;
  private List<TaskRow> tasks;

  @BeforeEach
  void fill() {
    settings =
        ExtractSettings.of(
                Manifests.of(
                    folder,
                    "first",
                    Manifests.sample("voices/english-rms/english-rms-1.wav"),
                    "second",
                    Manifests.sample("voices/english-rms/english-rms-2.flac")))
            .withWaveItems(1);
    VersionOne.create(old());
    try (OwnWarehouse model = OwnWarehouse.in(folder.resolve("model"));
        Warehouse warehouse = Warehouse.embedded(old())) {
      String runId = new ExtractJob(model.context(), settings).execute().runId();
      interrupted = new Ledger(model.warehouse()).run(runId).orElseThrow();
      tasks = new Ledger(model.warehouse()).tasks(runId);
      ModelBundle bundle = model.context().models().get(null).bundle();
      String formerKey = formerKey(model, bundle);
      assertThat(formerKey).isNotEqualTo(interrupted.planKey());
      copy(
          model.warehouse(),
          warehouse,
          VoxTable.RUNS,
          Map.of("state", "running", "plan_key", formerKey));
      copy(model.warehouse(), warehouse, VoxTable.PLAN_ITEMS, Map.of());
      String options =
          Sha256.hex(Json.write(List.of(bundle.fingerprint(), settings.options().formerText())));
      copy(model.warehouse(), warehouse, VoxTable.TASKS, Map.of("options_key", options));
      copy(model.warehouse(), warehouse, VoxTable.VOICEPRINTS, Map.of());
      Map<String, Object> lease = new HashMap<>();
      lease.put("name", "extract/" + formerKey);
      lease.put("run_id", runId);
      lease.put("owner", "elsewhere:1:1");
      lease.put("expires_at", Instant.now().minusSeconds(1));
      add(warehouse, VoxTable.LOCKS, lease);
      addProfile(warehouse);
      addEnrolled(warehouse, Rows.read(voiceprints(model), Expressions.alwaysTrue()).get(0));
      for (VoxTable table : VoxTable.values()) {
        assertThat(version(warehouse, table)).as(table.tableName()).isNull();
      }
    }
  }

  @Test
  void isReadAsItIs() {
    try (Warehouse warehouse = Warehouse.embedded(old())) {
      ObjectNode run = new RunDocument(warehouse).of(interrupted.runId());
      assertThat(run.get("state").asText()).isEqualTo("interrupted");
      assertThat(run.at("/tasks/done").asInt()).isEqualTo(1);
      assertThat(run.at("/tasks/unfinished").asInt()).isEqualTo(1);
      TaskDocument documents = new TaskDocument(warehouse);
      assertThat(documents.of(tasks.get(0).taskId()).at("/result/channels")).hasSize(1);
      assertThat(documents.of(tasks.get(1).taskId()).at("/task/state").asText())
          .isEqualTo("pending");
      assertThat(documents.of("enrollment-1").at("/result/enrollmentsCount").asInt()).isEqualTo(1);
      assertThat(new OperationTable(warehouse).find("enrollment-1", Instant.EPOCH)).isPresent();
      assertThat(new ProfileTable(warehouse).shown(PROFILE, null).orElseThrow().status())
          .isEqualTo(ProfileStatus.ENROLLING);
      for (VoxTable table : VoxTable.values()) {
        assertThat(version(warehouse, table)).as(table.tableName()).isNull();
      }
      assertThat(warehouse.existing(VoxTable.SET_FAULTS)).isNull();
    }
  }

  @Test
  void isUpgradedAndUsed() {
    try (OwnWarehouse own = OwnWarehouse.in(old())) {
      Warehouse warehouse = own.warehouse();
      RunResult resumed = new ExtractJob(own.context(), settings).execute();
      assertThat(resumed.runId()).isEqualTo(interrupted.runId());
      assertThat(new Ledger(warehouse).tasks(resumed.runId()))
          .extracting(TaskRow::taskId, TaskRow::state)
          .containsExactlyElementsOf(
              tasks.stream()
                  .map(task -> org.assertj.core.groups.Tuple.tuple(task.taskId(), State.DONE))
                  .toList());
      assertThat(new ExtractJob(own.context(), settings).execute().skipped()).isEqualTo(2);

      assertThat(
              new ExportJob(
                      own.spark(),
                      warehouse,
                      ExportSettings.of("voiceprints", folder.resolve("out").toString()))
                  .execute())
          .isEqualTo(2);
      for (VoxTable table : VoxTable.values()) {
        assertThat(version(warehouse, table)).as(table.tableName()).isEqualTo("8");
        assertThat(columns(warehouse, table)).isEqualTo(table.columnNames());
      }
      EnrollmentTable enrollments = new EnrollmentTable(warehouse);
      EnrollmentRow enrollment = enrollments.find("enrollment-1").orElseThrow();
      enrollments.write("another run", 0, List.of(withoutDocument(enrollment)));
      assertThat(enrollments.of("another run", 0)).hasSize(1);
      new ProfileJob(warehouse).reset(PROFILE);
      assertThat(new ProfileTable(warehouse).shown(PROFILE, null).orElseThrow().version())
          .isEqualTo(2);
      assertThat(ExpireJob.operations(warehouse, Duration.ZERO)).isEqualTo(1);
    }
  }

  @Tag("slow")
  @Test
  void isComparedSearchedAndErased() throws IOException {
    try (OwnWarehouse own = OwnWarehouse.in(old())) {
      Warehouse warehouse = own.warehouse();
      String run = new ExtractJob(own.context(), settings).execute().runId();
      assertThat(run).isEqualTo(interrupted.runId());
      CompareResult compared =
          new CompareJob(own.context(), CompareSettings.of("run:" + run, "run:" + run)).execute();
      assertThat(compared.state()).isEqualTo(State.DONE);
      float[] scores = new ScoreBlocks(warehouse).read(compared.runId(), 2, 2);
      assertThat(scores[0]).isCloseTo(1, within(1e-5f));
      assertThat(scores[1]).isEqualTo(scores[2]).isLessThan(0.999f);
      assertThat(scores[3]).isCloseTo(1, within(1e-5f));

      new IdentifyJob(own.context(), IdentifySettings.of(settings.manifest()).withThreshold(-1.0))
          .execute();
      assertThat(identified(warehouse)).containsExactly("first " + ENROLLED, "second " + ENROLLED);

      new EraseJob(own.context(), EraseSettings.of(List.of("first"), List.of(ENROLLED))).execute();
      assertThat(DiskScan.of(own.folder(), ENROLLED.substring(0, 16)).found()).isEmpty();
      assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "recording_id"))
          .containsOnly("second");
      assertThat(TableRows.texts(warehouse, VoxTable.PROFILES, "profile_id"))
          .containsExactly(PROFILE);
      assertThat(identified(warehouse)).noneMatch(row -> row.matches("first.*|.*" + ENROLLED));
    }
  }

  private static List<String> identified(Warehouse warehouse) {
    return TableRows.texts(
        warehouse, VoxTable.IDENTIFICATIONS, "recording_id", "identified_profile_id");
  }

  @Test
  void oneOfALaterVersionIsRefused() {
    try (Warehouse warehouse = Warehouse.embedded(old())) {
      warehouse.existing(VoxTable.RUNS).updateProperties().set(VERSION, "99").commit();
      assertThatThrownBy(() -> new Ledger(warehouse).runs())
          .isInstanceOf(RequestException.class)
          .hasMessageContainingAll("of version 99", "knows up to version", "use a newer Voxmatrix")
          .extracting(refused -> ((RequestException) refused).detail().get(0).type())
          .isEqualTo(Fault.WAREHOUSE_NEWER.type());
      assertThatThrownBy(warehouse::createTables).hasMessageContaining("of version 99");
    }
  }

  private Path old() {
    return folder.resolve("old");
  }

  /** Without what the second wave did. */
  private static void copy(Warehouse from, Warehouse to, VoxTable table, Map<String, ?> changed) {
    for (Record row : Rows.read(from.existing(table), Expressions.alwaysTrue())) {
      boolean planned = table == VoxTable.PLAN_ITEMS || table == VoxTable.RUNS;
      if (planned || row.getField("wave").equals(0)) {
        Map<String, Object> values = new HashMap<>();
        for (NestedField column : row.struct().fields()) {
          values.put(column.name(), row.getField(column.name()));
        }
        values.putAll(changed);
        add(to, table, values);
      }
    }
  }

  private static void addProfile(Warehouse warehouse) {
    Map<String, Object> profile = new HashMap<>();
    profile.put("profile_id", PROFILE);
    profile.put("run_id", "enrollment run");
    profile.put("version", 1L);
    profile.put("settled", true);
    profile.put("status", "Enrolling");
    profile.put("kind", "text-independent");
    profile.put("enrollments_count", 1);
    profile.put("enrollment_ids", List.of("enrollment-1"));
    add(warehouse, VoxTable.PROFILES, profile);
    Map<String, Object> enrollment = new HashMap<>();
    enrollment.put("run_id", "enrollment run");
    enrollment.put("enrollment_id", "enrollment-1");
    enrollment.put("profile_id", PROFILE);
    enrollment.put("state", "done");
    enrollment.put("document", "{\"enrollmentsCount\":1}");
    add(warehouse, VoxTable.ENROLLMENTS, enrollment);
    Map<String, Object> task = new HashMap<>();
    task.put("run_id", "enrollment run");
    task.put("task_id", "enrollment-1");
    task.put("job", "enroll");
    task.put("state", "done");
    task.put("detail", "[]");
    add(warehouse, VoxTable.TASKS, task);
    Map<String, Object> operation = new HashMap<>();
    operation.put("run_id", "enrollment run");
    operation.put("operation_id", "enrollment-1");
    operation.put("kind", "enrollment");
    operation.put("status", "succeeded");
    operation.put("processing_result", "{\"enrollmentsCount\":1}");
    add(warehouse, VoxTable.OPERATIONS, operation);
  }

  /** A profile that voices are identified with: its voiceprint is that of a recording. */
  private static void addEnrolled(Warehouse warehouse, Record voiceprint) {
    Map<String, Object> profile = new HashMap<>();
    profile.put("profile_id", ENROLLED);
    profile.put("run_id", "another enrollment run");
    profile.put("version", 1L);
    profile.put("settled", true);
    profile.put("status", "Enrolled");
    profile.put("kind", "text-independent");
    profile.put("enrollments_count", 1);
    profile.put("enrollment_ids", List.of());
    for (String column : List.of("voiceprint", "model", "model_fingerprint")) {
      profile.put(column, voiceprint.getField(column));
    }
    add(warehouse, VoxTable.PROFILES, profile);
  }

  private static Table voiceprints(OwnWarehouse own) {
    return own.warehouse().existing(VoxTable.VOICEPRINTS);
  }

  /** The plan's key as the first version made it. */
  private String formerKey(OwnWarehouse own, ModelBundle bundle) {
    try (Manifest manifest = Manifest.open(own.spark(), settings.manifest())) {
      return settings.plan(manifest.identity(), bundle.name(), bundle.fingerprintHex()).formerKey();
    }
  }

  private static void add(Warehouse warehouse, VoxTable table, Map<String, ?> values) {
    TableRows.add(warehouse.existing(table), values);
  }

  private static EnrollmentRow withoutDocument(EnrollmentRow row) {
    return new EnrollmentRow(
        "another run",
        0,
        row.position(),
        "enrollment-2",
        row.profileId(),
        row.recordingId(),
        row.uri(),
        row.state(),
        row.fault(),
        row.code(),
        row.message(),
        row.audioLength(),
        row.speechLength(),
        row.snrDb(),
        row.passPhrase(),
        row.voiceprint(),
        row.modelFingerprint(),
        row.phraseFeatures(),
        "",
        row.finishedAt(),
        row.progress());
  }

  private static String version(Warehouse warehouse, VoxTable table) {
    Table existing = warehouse.existing(table);
    return existing == null ? null : existing.properties().get(VERSION);
  }

  private static List<String> columns(Warehouse warehouse, VoxTable table) {
    return warehouse.existing(table).schema().columns().stream().map(NestedField::name).toList();
  }
}
