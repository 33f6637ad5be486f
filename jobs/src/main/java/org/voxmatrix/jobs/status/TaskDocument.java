package org.voxmatrix.jobs.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxmatrix.calibrations.CalibrationTable;
import org.voxmatrix.documents.ErrorDocument;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.compare.SetFaultTable;
import org.voxmatrix.jobs.enroll.EnrollmentDocument;
import org.voxmatrix.jobs.evaluate.EvaluationTable;
import org.voxmatrix.jobs.evaluate.openset.OpenSetTable;
import org.voxmatrix.jobs.evaluate.versus.DifferenceTable;
import org.voxmatrix.jobs.extract.VoiceprintRow;
import org.voxmatrix.jobs.extract.VoiceprintTable;
import org.voxmatrix.jobs.link.LinkTable;
import org.voxmatrix.jobs.link.PeopleEvaluationTable;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.upgrade.UpgradeSettings;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.NotFound;
import org.voxmatrix.ledger.OperationRow;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.score.Side;
import org.voxmatrix.tables.Warehouse;

/**
 * The result document of a task: {@code task}, and {@code result} once it is done or {@code error}
 * once it is rejected or failed; neither while it is pending or running.
 */
public final class TaskDocument {

  /** Larger matrices are for {@code export}. */
  public static final long MAX_SCORES = 1_000_000;

  /** Jobs whose notes are on members of sets. */
  private static final Set<String> SETS = Set.of("evaluate", "link");

  private final Kept kept;
  private final Ledger ledger;
  private final VoiceprintTable voiceprints;
  private final ScoreBlocks blocks;
  private final EnrollmentTable enrollments;
  private final OperationTable operations;
  private final OperationAnswers answers;
  private final SetFaultTable setFaults;
  private final EvaluationTable evaluations;
  private final CalibrationTable calibrations;
  private final LinkTable links;
  private final PeopleEvaluationTable people;
  private final OpenSetTable openSets;
  private final DifferenceTable differences;

  public TaskDocument(Warehouse warehouse) {
    this(warehouse, Kept.ALL);
  }

  /**
   * @param kept what is older is not found
   */
  public TaskDocument(Warehouse warehouse, Kept kept) {
    this.kept = kept;
    this.ledger = new Ledger(warehouse);
    this.voiceprints = new VoiceprintTable(warehouse);
    this.blocks = new ScoreBlocks(warehouse);
    this.enrollments = new EnrollmentTable(warehouse);
    this.operations = new OperationTable(warehouse);
    this.answers = new OperationAnswers(warehouse);
    this.setFaults = new SetFaultTable(warehouse);
    this.evaluations = new EvaluationTable(warehouse);
    this.calibrations = new CalibrationTable(warehouse);
    this.links = new LinkTable(warehouse);
    this.people = new PeopleEvaluationTable(warehouse);
    this.openSets = new OpenSetTable(warehouse);
    this.differences = new DifferenceTable(warehouse);
  }

  /**
   * The document of a task, finished or planned.
   *
   * @throws RequestException {@code resource.not-found} for an unknown or expired task
   */
  public ObjectNode of(String taskId) {
    return ledger.task(taskId).map(this::finished).orElseGet(() -> planned(taskId));
  }

  private ObjectNode planned(String taskId) {
    Ledger.PlannedTask task = ledger.planned(taskId).orElseThrow(() -> NotFound.task(taskId));
    requireKept(task.runId(), taskId);
    return head(taskId, ledger.unfinishedState(task));
  }

  private void requireKept(String runId, String taskId) {
    if (!ledger.run(runId).map(kept::has).orElse(true)) {
      throw NotFound.task(taskId);
    }
  }

  private ObjectNode finished(TaskRow task) {
    requireKept(task.runId(), task.taskId());
    ObjectNode document = head(task.taskId(), task.state());
    if (task.state() != State.DONE) {
      document.set("error", ErrorDocument.of(task.errorType(), task.errorMessage(), detail(task)));
    } else if (OperationRow.KINDS.containsKey(task.job())
        || task.job().equals(UpgradeSettings.JOB)) {
      document.set("result", decision(task));
    } else if (task.job().startsWith("compare")) {
      document.set("result", comparison(task));
      JsonNode setAside = ErrorDocument.detail(detail(task));
      if (!setAside.isEmpty()) {
        document.set("notes", setAside);
      }
    } else if (task.job().equals("evaluate")) {
      document.set(
          "result",
          evaluations
              .document(task.runId())
              .or(() -> people.document(task.runId()))
              .or(() -> openSets.document(task.runId()))
              .or(() -> differences.document(task.runId()))
              .orElseThrow());
      JsonNode missing = ErrorDocument.detail(detail(task));
      if (!missing.isEmpty()) {
        document.set("notes", missing);
      }
    } else if (task.job().equals("link")) {
      document.set("result", links.document(task.runId()).orElseThrow());
      JsonNode unknown = ErrorDocument.detail(detail(task));
      if (!unknown.isEmpty()) {
        document.set("notes", unknown);
      }
    } else if (task.job().equals("calibrate")) {
      document.set(
          "result", CalibrationTable.document(calibrations.of(task.runId()).orElseThrow()));
    } else {
      document.set("result", extraction(task));
    }
    return document;
  }

  /** Names the item, which the stored texts do not. */
  private String detail(TaskRow task) {
    if (task.job().startsWith("compare") || SETS.contains(task.job())) {
      return setFaults.detail(task);
    }
    JsonNode entries = Json.read(task.detail());
    for (JsonNode entry : entries) {
      if (entry.path("type").asText().equals(Fault.MANIFEST_DUPLICATE_RECORDING_ID.type())) {
        ((ObjectNode) entry).withObject("/context").put("recording_id", task.itemId());
      } else if (entry.at("/location/0").asText().equals("uri") && task.uri() != null) {
        ((ObjectNode) entry).withObject("/context").put("uri", task.uri());
      }
    }
    return entries.toString();
  }

  private static ObjectNode head(String taskId, State state) {
    ObjectNode document = Json.mapper().createObjectNode();
    document.putObject("task").put("task_id", taskId).put("state", state.word());
    return document;
  }

  private ObjectNode extraction(TaskRow task) {
    ObjectNode result = Json.mapper().createObjectNode();
    ArrayNode channels = result.putArray("channels");
    for (VoiceprintRow row : voiceprints.of(task)) {
      channels
          .addObject()
          .put("channel_number", row.channelNumber())
          .put("voiceprint", row.voiceprint())
          .put("speech_length", row.speechLength())
          .put("model", row.model());
    }
    return result;
  }

  /** What the operation says; an enrollment keeps its document for longer. */
  private JsonNode decision(TaskRow task) {
    return enrollments
        .find(task.taskId())
        .<JsonNode>map(EnrollmentDocument::of)
        .or(() -> operations.find(task.taskId(), kept.operations()).map(answers::of))
        .orElseThrow(() -> NotFound.task(task.taskId()));
  }

  private ObjectNode comparison(TaskRow task) {
    long columns = blocks.count(task.runId(), Side.A);
    long rows = blocks.count(task.runId(), Side.B);
    ObjectNode result = Json.mapper().createObjectNode();
    ObjectNode scores = result.putObject("scores");
    scores.put("columns_count", columns).put("rows_count", rows);
    if (!blocks.hasMatrix(task.runId())) {
      return result; // Hits alone were asked for.
    }
    if (columns * rows > MAX_SCORES) {
      throw tooLarge(task, columns, rows);
    }
    ArrayNode values = scores.putArray("values");
    for (float score : blocks.read(task.runId(), (int) columns, (int) rows)) {
      values.add(Float.isNaN(score) ? NullNode.getInstance() : FloatNode.valueOf(score));
    }
    return result;
  }

  private static RequestException tooLarge(TaskRow task, long columns, long rows) {
    return new RequestException(
        RequestError.REQUEST_SIZE_LIMIT_EXCEEDED,
        List.of(
            ErrorDetail.of(
                Fault.SET_TOO_LARGE,
                List.of("scores"),
                String.format(
                    "The matrix of task %s has %d x %d scores, over %d for a document: use"
                        + " voxmatrix export scores --run %s.",
                    task.taskId(), rows, columns, MAX_SCORES, task.runId()),
                Map.of("columns_count", columns, "rows_count", rows))));
  }
}
