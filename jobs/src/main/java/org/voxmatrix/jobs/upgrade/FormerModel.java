package org.voxmatrix.jobs.upgrade;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.models.ModelFolder;
import org.voxmatrix.jobs.models.ModelInUse;
import org.voxmatrix.jobs.models.ModelInUseTable;
import org.voxmatrix.jobs.models.ModelNames;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.tables.VoxTable;

/**
 * The model that a corpus has before an upgrade.
 *
 * @param fingerprint 16 hexadecimal digits
 * @param name for people
 * @param location as {@link ModelNames#find} takes it; null where it is not on this machine
 * @param uri as {@code Models} takes it; null as that
 * @param bundle null as that
 */
record FormerModel(
    String fingerprint, String name, String location, String uri, ModelBundle bundle) {

  /**
   * The one that was named, or else the one in use, or else the only one beside the next.
   *
   * @throws RequestException if there is none, or several
   */
  static FormerModel of(JobContext context, UpgradeSettings settings, ModelBundle next) {
    if (settings.from() != null) {
      ModelBundle named = context.models().get(settings.from()).bundle();
      requireOther(named.fingerprintHex(), next);
      return new FormerModel(
          named.fingerprintHex(), called(named), settings.fromName(), settings.from(), named);
    }
    Optional<ModelInUse> used =
        new ModelInUseTable(context.warehouse())
            .now()
            .filter(row -> !row.modelFingerprint().equals(next.fingerprintHex()));
    if (used.isPresent()) {
      ModelInUse row = used.get();
      return found(context, settings, row.modelFingerprint(), List.of(row.location(), row.model()));
    }
    Map<String, String> others = models(context);
    others.remove(next.fingerprintHex());
    if (others.size() > 1) {
      throw RequestException.badValue(
          "from",
          "The warehouse has voiceprints of several models (%s): name the one to upgrade from with --from."
              .formatted(
                  others.entrySet().stream()
                      .map(one -> one.getValue() + " of fingerprint " + one.getKey())
                      .collect(Collectors.joining(", "))));
    }
    if (others.isEmpty()) {
      throw RequestException.badValue(
          "model",
          "The warehouse has no voiceprints and no profiles of a model other than %s: there is nothing to upgrade."
              .formatted(called(next)));
    }
    Map.Entry<String, String> other = others.entrySet().iterator().next();
    return found(context, settings, other.getKey(), List.of(other.getValue()));
  }

  /** A model for people: versions of one have one name. */
  static String called(ModelBundle bundle) {
    return bundle.name() + " " + bundle.version();
  }

  private static void requireOther(String fingerprint, ModelBundle next) {
    if (fingerprint.equals(next.fingerprintHex())) {
      throw RequestException.badValue(
          "from",
          "--from and --model name the same model: name two to upgrade from one to the other.");
    }
  }

  /** Names of the models that made voiceprints or profiles, by fingerprint. */
  private static Map<String, String> models(JobContext context) {
    Map<String, String> models = new TreeMap<>();
    new ProfileTable(context.warehouse())
        .models()
        .forEach(
            (fingerprint, row) -> models.put(fingerprint, row.model() == null ? "?" : row.model()));
    for (Row row :
        context
            .spark()
            .table(VoxTable.VOICEPRINTS.sqlName())
            .select(col("model_fingerprint"), col("model"))
            .distinct()
            .collectAsList()) {
      models.put(row.getString(0), row.getString(1));
    }
    return models;
  }

  /** With the bundle of that fingerprint, if it is on this machine under one of some names. */
  private static FormerModel found(
      JobContext context, UpgradeSettings settings, String fingerprint, List<String> names) {
    List<String> places = new ArrayList<>(names);
    places.addAll(ModelBundle.BUNDLED);
    for (String place : places.stream().distinct().toList()) {
      Optional<FormerModel> model = at(context, settings, place);
      if (model.filter(one -> one.fingerprint().equals(fingerprint)).isPresent()) {
        return model.get();
      }
    }
    return new FormerModel(fingerprint, names.get(names.size() - 1), null, null, null);
  }

  private static Optional<FormerModel> at(
      JobContext context, UpgradeSettings settings, String place) {
    try {
      ModelFolder added =
          settings.added() == null ? ModelFolder.usual(System.getenv()) : settings.added();
      String uri = ModelNames.find(place, added);
      ModelBundle bundle = context.models().get(uri).bundle();
      return Optional.of(
          new FormerModel(bundle.fingerprintHex(), called(bundle), place, uri, bundle));
    } catch (RequestException absent) {
      return Optional.empty();
    }
  }
}
