package org.voxmatrix.jobs.identify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.compare.engine.SetRows;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.session.ParquetInput;
import org.voxmatrix.tables.Warehouse;

/**
 * The profiles among which voices are looked for.
 *
 * @param enrolled in order of their ids
 * @param faults of profiles that were asked for and cannot be used
 */
public record ProfileSet(List<ProfileRow> enrolled, List<ErrorDetail> faults) {

  /**
   * The profiles that are asked for.
   *
   * @throws RequestException if there are none, or more than may be asked for
   */
  static ProfileSet of(JobContext context, IdentifySettings settings, ModelBundle bundle) {
    ProfileSet set =
        settings.profiles() == null
            ? all(context.warehouse(), bundle.fingerprintHex())
            : listed(
                context.spark(), context.warehouse(), settings.profiles(), bundle.fingerprintHex());
    if (set.enrolled().isEmpty()) {
      throw set.faults().isEmpty()
          ? new RequestException(
              Fault.SET_EMPTY,
              List.of("profiles"),
              "There are no enrolled profiles to compare with: enroll some first.")
          : new RequestException(RequestError.REQUEST_VALIDATION_ERROR, set.faults());
    }
    Integer maxProfiles = settings.maxProfiles();
    if (maxProfiles != null && set.enrolled().size() > maxProfiles) {
      throw new RequestException(
          RequestError.REQUEST_SIZE_LIMIT_EXCEEDED,
          Fault.SET_TOO_LARGE,
          List.of("profiles"),
          "There are %d profiles, over identify.max-profiles = %d: ask for fewer, or raise it."
              .formatted(set.enrolled().size(), maxProfiles));
    }
    return set;
  }

  /** Every enrolled profile of that model. */
  private static ProfileSet all(Warehouse warehouse, String modelFingerprint) {
    return of(new ProfileTable(warehouse).all(modelFingerprint), modelFingerprint, List.of());
  }

  /**
   * The profiles that a Parquet file lists in column {@code profile_id}.
   *
   * @param path file, folder or glob
   */
  private static ProfileSet listed(
      SparkSession spark, Warehouse warehouse, String path, String modelFingerprint) {
    Dataset<Row> rows = ParquetInput.open(spark, path, "profiles", Set.of("profile_id")).rows();
    if (!List.of(rows.columns()).contains("profile_id")) {
      throw new RequestException(
          Fault.REQUEST_MISSING_COLUMN,
          List.of("profiles", "profile_id"),
          "Profiles " + path + " have no column profile_id: add it.");
    }
    Set<String> wanted = new TreeSet<>();
    List<ErrorDetail> faults = new ArrayList<>();
    for (String text :
        rows.selectExpr("string(profile_id)").distinct().as(Encoders.STRING()).collectAsList()) {
      ProfileId.parse(text)
          .ifPresentOrElse(wanted::add, () -> faults.add(fault(Refusal.BAD_PROFILE_ID, text)));
    }
    Map<String, ProfileRow> known = new ProfileTable(warehouse).latest(wanted, modelFingerprint);
    known.values().removeIf(profile -> profile.status() == ProfileStatus.DELETED);
    wanted.stream()
        .filter(id -> !known.containsKey(id))
        .forEach(id -> faults.add(fault(Refusal.NO_PROFILE, id)));
    known.values().stream()
        .filter(profile -> profile.status() != ProfileStatus.ENROLLED)
        .forEach(profile -> faults.add(fault(Refusal.NOT_ENROLLED, profile.profileId())));
    return of(known.values(), modelFingerprint, faults);
  }

  private static ProfileSet of(
      Collection<ProfileRow> profiles, String modelFingerprint, List<ErrorDetail> faults) {
    List<ErrorDetail> all = new ArrayList<>(faults);
    List<ProfileRow> enrolled = new ArrayList<>();
    for (ProfileRow profile : profiles) {
      if (profile.status() != ProfileStatus.ENROLLED) {
        continue;
      }
      if (profile.modelFingerprint().equals(modelFingerprint)) {
        enrolled.add(profile);
      } else {
        all.add(fault(Refusal.OTHER_MODEL, profile.profileId()));
      }
    }
    enrolled.sort(Comparator.comparing(ProfileRow::profileId));
    return new ProfileSet(List.copyOf(enrolled), List.copyOf(all));
  }

  private static ErrorDetail fault(Refusal why, String profileId) {
    return ErrorDetail.of(
        why.fault(),
        List.of("profiles", String.valueOf(profileId)),
        why.message(),
        Map.of("profile_id", String.valueOf(profileId)));
  }

  /** Their voiceprints, in order. */
  List<float[]> voiceprints() {
    return enrolled.stream().map(ProfileRow::embedding).toList();
  }

  /** As a set to compare with. */
  SetSource source() {
    List<Row> rows = new ArrayList<>();
    for (ProfileRow profile : enrolled) {
      rows.add(RowFactory.create((long) rows.size(), profile.profileId(), profile.voiceprint()));
    }
    return new SetSource(SetRows.of(rows), "profiles " + ProfileRow.identity(enrolled));
  }
}
