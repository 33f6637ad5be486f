package org.voxmatrix.jobs.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.RawSets;

/** Links sets in a warehouse of its own, and reads what was found. */
abstract class LinkTests extends InOwnWarehouse {

  /**
   * A voiceprint of two values, by its angle in degrees: the cosine of two is that between them.
   */
  record Angle(String id, double degrees, Double seconds, String label) {

    static Angle of(String id, double degrees) {
      return new Angle(id, degrees, null, null);
    }

    Angle ofSeconds(double length) {
      return new Angle(id, degrees, length, label);
    }

    Angle of(String speaker) {
      return new Angle(id, degrees, seconds, speaker);
    }

    private Row row() {
      double radians = Math.toRadians(degrees);
      String raw = RawSets.raw((float) Math.cos(radians), (float) Math.sin(radians));
      return RowFactory.create(id, raw, seconds, label);
    }
  }

  String set(String name, Angle... angles) {
    List<Row> rows = new ArrayList<>();
    for (Angle angle : angles) {
      rows.add(angle.row());
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("voiceprint", DataTypes.StringType)
            .add("audio_length", DataTypes.DoubleType)
            .add("speaker", DataTypes.StringType);
    Path path = folder.resolve(name);
    own.spark().createDataFrame(rows, schema).coalesce(1).write().parquet(path.toString());
    return path.toString();
  }

  /** With the cosine of an angle as the threshold. */
  static LinkSettings within(double degrees, String set) {
    return LinkSettings.of(set, Math.cos(Math.toRadians(degrees))).withRawModel("random");
  }

  LinkResult link(LinkSettings settings) {
    return new LinkJob(own.context(), settings).execute();
  }

  List<Row> rows(String query, LinkResult result) {
    return own.spark().sql(query.formatted("vox.main", result.runId())).collectAsList();
  }

  /** Texts of rows, sorted; %1$s is the catalog, %2$s the run. */
  List<String> texts(String query, LinkResult result) {
    return rows(query, result).stream().map(Row::toString).sorted().toList();
  }

  /** The ids of each person. */
  Set<Set<String>> people(LinkResult result) {
    return new HashSet<>(
        rows("SELECT person_id, id FROM %1$s.people_members WHERE run_id = '%2$s'", result).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getString(0),
                    Collectors.mapping(row -> row.getString(1), Collectors.toSet())))
            .values());
  }

  /** The person of a voiceprint. */
  String personOf(String id, LinkResult result) {
    return rows(
            "SELECT person_id FROM %1$s.people_members WHERE run_id = '%2$s' AND id = '" + id + "'",
            result)
        .get(0)
        .getString(0);
  }
}
