package org.voxmatrix.calibrations;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.equal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.ledger.GivenId;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** The calibrations of a warehouse. */
public record CalibrationTable(Warehouse warehouse) {

  /** The newest one that fits. */
  public static final String LATEST = "latest";

  private static final RowMapper<CalibrationRow> ROWS =
      RowMapper.of(VoxTable.CALIBRATIONS, CalibrationRow.class);

  /** Writes a calibration; writing it again replaces it. */
  public void write(CalibrationRow row) {
    new RowTable<>(warehouse, ROWS).overwriteWave(row.runId(), row.wave(), List.of(row));
  }

  /** The calibration that a run fitted. */
  public Optional<CalibrationRow> of(String runId) {
    return new RowTable<>(warehouse, ROWS).find(equal("run_id", runId));
  }

  /** All calibrations, the newest first, retired ones too. */
  public List<CalibrationRow> all() {
    return new RowTable<>(warehouse, ROWS)
        .read(alwaysTrue()).stream()
            .sorted(Comparator.comparing(CalibrationRow::createdAt).reversed())
            .toList();
  }

  /**
   * The calibration that a user names, for scores of a kind.
   *
   * @param name an id, a name, of which the newest counts, or {@value #LATEST}
   * @param modelFingerprint null for raw vectors
   * @param usable what the newest one must be
   * @throws RequestException {@code calibration.not-found}, or {@code calibration.other-scores} if
   *     it is of another model or kind
   */
  public CalibrationRow find(
      String name,
      String model,
      String modelFingerprint,
      String scoreKind,
      Predicate<CalibrationRow> usable) {
    boolean latest = name.equalsIgnoreCase(LATEST);
    List<CalibrationRow> named =
        all().stream()
            .filter(row -> row.retiredAt() == null)
            .filter(row -> latest ? usable.test(row) : row.isNamed(name))
            .toList();
    Optional<CalibrationRow> fits =
        named.stream()
            .filter(
                row ->
                    Objects.equals(row.model(), model)
                        && Objects.equals(row.modelFingerprint(), modelFingerprint)
                        && Objects.equals(row.scoreKind(), scoreKind))
            .findFirst();
    if (fits.isEmpty() && !latest && !named.isEmpty()) {
      throw new RequestException(
          Fault.CALIBRATION_OTHER_SCORES,
          List.of("calibration"),
          "The calibration is for %s of model %s, not for %s of model %s: fit one for these by calibrate."
              .formatted(named.get(0).scoreKind(), named.get(0).model(), scoreKind, model));
    }
    return fits.orElseThrow(
        () ->
            new RequestException(
                Fault.CALIBRATION_NOT_FOUND,
                List.of("calibration"),
                "There is no such calibration in use%s: see calibrate --list, or fit one."
                    .formatted(latest ? " for %s of model %s".formatted(scoreKind, model) : "")));
  }

  /**
   * Takes a calibration out of use; runs that used it keep their scores.
   *
   * @throws RequestException {@code calibration.not-found}
   */
  public void retire(String runId) {
    CalibrationRow row =
        of(GivenId.of(runId))
            .orElseThrow(
                () ->
                    new RequestException(
                        Fault.CALIBRATION_NOT_FOUND,
                        List.of("retire"),
                        "There is no calibration of that id: see calibrate --list."));
    if (row.retiredAt() == null) {
      write(row.withRetiredAt(Instant.now()));
    }
  }

  /** A calibration as JSON, by the names of the columns. */
  public static ObjectNode document(CalibrationRow row) {
    ObjectNode document = Json.mapper().valueToTree(row);
    document.remove("wave");
    document.put("created_at", row.createdAt().toString());
    document.put("retired_at", Objects.toString(row.retiredAt(), null));
    return document;
  }
}
