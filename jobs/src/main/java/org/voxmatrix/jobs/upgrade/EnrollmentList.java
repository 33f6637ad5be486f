package org.voxmatrix.jobs.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.audio.AudioAnalyses;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.session.Models.Model;

/** The recordings that profiles are made of again, as a manifest. */
record EnrollmentList(JobContext context, UpgradeFolder folder) {

  /** What was accepted is not judged again: neither what is said in it, nor how long it is. */
  private static final ProfileKind ALL = ProfileKind.TEXT_INDEPENDENT;

  private static final EnrollLimits ANY =
      new EnrollLimits(Long.MAX_VALUE, 0, 3600, 1e9, 1, Integer.MAX_VALUE, 0, -1e3);

  private static final StructType SCHEMA =
      new StructType()
          .add("recording_id", DataTypes.StringType)
          .add("uri", DataTypes.StringType)
          .add("profile_id", DataTypes.StringType)
          .add("kind", DataTypes.StringType);

  /** Writes one row for each item, in order, and opens it. */
  Manifest write(List<PlanItem> items) {
    List<Row> rows =
        items.stream()
            .map(item -> RowFactory.create(item.itemId(), item.uri(), item.profileId(), ALL.word()))
            .toList();
    Path list = folder.file("enrollments.parquet");
    context
        .spark()
        .createDataFrame(rows, SCHEMA)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(list.toString());
    return context.bareManifest(list.toString());
  }

  /** The items, each with its place in the list. */
  List<PlanItem> placed(List<PlanItem> items, Manifest list) {
    List<Manifest.Entry> entries = list.entries(context.progress());
    List<PlanItem> placed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      PlanItem item = items.get(i);
      Manifest.Place place = entries.get(i).place();
      placed.add(
          item.isErased()
              ? item
              : new PlanItem(
                  item.wave(),
                  item.position(),
                  item.taskId(),
                  item.itemId(),
                  item.uri(),
                  item.size(),
                  place.file(),
                  place.rowIndex(),
                  item.repeated(),
                  item.profileId()));
    }
    return placed;
  }

  AudioAnalyses analyses(Manifest list, UpgradeSettings settings, Model model) {
    ListenOptions listen =
        ListenOptions.defaults()
            .withLimits(Map.of(ALL, ANY))
            .withAllowedRoots(settings.allowedRoots())
            .withReach(settings.reach());
    return new AudioAnalyses(context.spark(), list, listen, model, ALL, Map.of());
  }
}
