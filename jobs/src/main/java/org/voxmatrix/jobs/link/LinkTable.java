package org.voxmatrix.jobs.link;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.equal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.NotFound;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** What runs of {@code link} found. */
public record LinkTable(Warehouse warehouse) {

  /** The newest run that fits. */
  public static final String LATEST = "latest";

  private static final RowMapper<LinkRow> ROWS = RowMapper.of(VoxTable.LINKS, LinkRow.class);
  private static final String RUN = "run:";

  /** The former run in the plan of one. */
  static final String FORMER = "former";

  /** Writes what a run found; writing it again replaces it. */
  void write(LinkRow row) {
    new RowTable<>(warehouse, ROWS).overwriteWave(row.runId(), LinkJob.WAVE, List.of(row));
  }

  /** What a run found. */
  public Optional<LinkRow> of(String runId) {
    return new RowTable<>(warehouse, ROWS).find(equal("run_id", runId));
  }

  /**
   * A run that is finished, by its id, with or without {@code run:}. Its row may have expired.
   *
   * @param field that names it
   * @throws RequestException {@code run.not-found} or {@code run.unfinished}
   */
  public LinkRow finished(String name, String field) {
    String plain = name.startsWith(RUN) ? name.substring(RUN.length()) : name;
    String runId = plain.toLowerCase(Locale.ROOT);
    LinkRow row = of(runId).orElseThrow(() -> NotFound.run(runId));
    if (!isFinished(runId)) {
      throw new RequestException(
          Fault.RUN_UNFINISHED,
          List.of(field),
          "Run " + runId + " is not finished: run its command again first.");
    }
    return row;
  }

  private boolean isFinished(String runId) {
    return new Ledger(warehouse).run(runId).map(run -> run.state() == State.DONE).orElse(true);
  }

  /**
   * The run whose people are to keep their ids; nothing if there is none.
   *
   * @param name an id, {@value #LATEST} or {@value LinkSettings#NONE}
   * @param runId the run to be resumed, which keeps the former one that was the latest then; or
   *     null
   * @throws RequestException as {@link #finished}; {@code request.bad-value} if it is of another
   *     model
   */
  Optional<LinkRow> former(String name, SetModel model, String runId) {
    if (name.equalsIgnoreCase(LinkSettings.NONE)) {
      return Optional.empty();
    }
    if (name.equalsIgnoreCase(LATEST)) {
      Optional<RunRow> own = Optional.ofNullable(runId).flatMap(new Ledger(warehouse)::run);
      if (own.isPresent()) {
        return Optional.ofNullable(Json.read(own.get().plan()).path(FORMER).textValue())
            .flatMap(this::of);
      }
      return new RowTable<>(warehouse, ROWS)
          .read(alwaysTrue()).stream()
              .filter(row -> isOf(row, model))
              .sorted(Comparator.comparing(LinkRow::linkedAt).reversed())
              .filter(row -> isFinished(row.runId()))
              .findFirst();
    }
    LinkRow row = finished(name, FORMER);
    if (!isOf(row, model)) {
      throw RequestException.badValue(
          "former",
          "The former run is of model %s, not of %s: name another one, or none."
              .formatted(row.model(), model.name()));
    }
    return Optional.of(row);
  }

  private static boolean isOf(LinkRow row, SetModel model) {
    return Objects.equals(row.model(), model.name())
        && Objects.equals(row.modelFingerprint(), model.fingerprintHex());
  }

  /** What a run found as JSON, by the names of the columns. */
  public Optional<ObjectNode> document(String runId) {
    return of(runId)
        .map(
            row -> {
              ObjectNode document = Json.mapper().createObjectNode().put("run_id", runId);
              document.setAll(Json.mapper().<ObjectNode>valueToTree(row));
              document.put("linkage", row.linkage().word());
              return document.put("linked_at", row.linkedAt().toString());
            });
  }
}
