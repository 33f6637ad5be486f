package org.voxmatrix.jobs.models;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.session.Models.Usual;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Which model the jobs of a warehouse use where they name none: one row for each switch. */
public record ModelInUseTable(Warehouse warehouse) {

  private static final RowMapper<ModelInUse> ROWS =
      RowMapper.of(VoxTable.MODELS_IN_USE, ModelInUse.class);

  /** The model now; empty where none was ever chosen: then it is the bundled one. */
  public Optional<ModelInUse> now() {
    return new RowTable<>(warehouse, ROWS)
        .read(alwaysTrue()).stream()
            .max(Comparator.comparingLong(ModelInUse::number).thenComparing(ModelInUse::since));
  }

  /**
   * Makes it the model of all jobs from now on, in one commit.
   *
   * @param location as {@link ModelInUse#location}
   */
  public ModelInUse use(ModelBundle bundle, String location) {
    long number = now().map(ModelInUse::number).orElse(0L) + 1;
    ModelInUse row =
        new ModelInUse(number, bundle.name(), bundle.fingerprintHex(), location, Instant.now());
    new RowTable<>(warehouse, ROWS).append(List.of(row));
    return row;
  }

  /**
   * Where the model of jobs that name none is, and its fingerprint.
   *
   * @throws RequestException if it is a name that this machine does not know
   */
  public Usual usual(Map<String, String> environment) {
    return now().map(row -> usual(row, environment)).orElse(Usual.BUNDLED);
  }

  private static Usual usual(ModelInUse row, Map<String, String> environment) {
    ModelFolder added = ModelFolder.usual(environment);
    try {
      return new Usual(ModelNames.find(row.location(), added), row.modelFingerprint());
    } catch (RequestException unknown) {
      throw new RequestException(
          Fault.REQUEST_BAD_VALUE,
          List.of("model"),
          "The warehouse uses model '%s', which is not on this machine: add it (voxmatrix model add), or name another with --model."
              .formatted(row.location()));
    }
  }
}
