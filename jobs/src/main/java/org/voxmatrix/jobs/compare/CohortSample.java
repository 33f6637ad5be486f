package org.voxmatrix.jobs.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.compare.cohort.CohortVoice;
import org.voxmatrix.jobs.compare.engine.SetRows;
import org.voxmatrix.jobs.compare.engine.VoiceprintDecoder;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.voiceprint.Voiceprint;

/** A part of a set on the driver, the same for the same set. */
public final class CohortSample {

  private CohortSample() {}

  /**
   * The members whose ids have the lowest hashes.
   *
   * @throws RequestException if the voiceprint of one of them is invalid
   */
  public static List<CohortVoice> of(ModelBundle bundle, SetSource set, int most) {
    try {
      return decoded(bundle, rows(set.rows(), most), true);
    } catch (RejectedException e) {
      throw new RequestException(
          RequestError.REQUEST_VALIDATION_ERROR, List.of(e.at("cohort").detail()));
    }
  }

  /** Otherwise as {@link #of}, but what is invalid is left out. */
  public static List<CohortVoice> heard(ModelBundle bundle, SetSource set, int most) {
    return decoded(bundle, rows(set.rows(), most), false);
  }

  /** Voiceprints as a set. */
  public static SetSource source(ModelBundle bundle, List<CohortVoice> voices) {
    List<Row> rows = new ArrayList<>();
    StringBuilder ids = new StringBuilder();
    for (CohortVoice voice : voices) {
      rows.add(
          RowFactory.create(
              (long) rows.size(),
              voice.id(),
              Voiceprint.of(bundle.fingerprint(), voice.embedding()).encode()));
      ids.append(Sha256.hex(voice.id()));
    }
    return new SetSource(SetRows.of(rows), Sha256.hex(ids.toString()));
  }

  private static List<Row> rows(SetRows rows, int most) {
    Optional<List<Row>> few = rows.here(0);
    return few.isPresent()
        ? few.get().stream()
            .filter(row -> row.getString(1) != null)
            .sorted(Comparator.comparing(row -> Sha256.hex(row.getString(1))))
            .limit(most)
            .toList()
        : rows.all()
            .select("ordinal", "id", "voiceprint")
            .where(col("id").isNotNull())
            .orderBy(sha2(col("id"), 256), col("ordinal"))
            .limit(most)
            .collectAsList();
  }

  private static List<CohortVoice> decoded(ModelBundle bundle, List<Row> rows, boolean all) {
    VoiceprintDecoder decoder =
        VoiceprintDecoder.of(bundle, null, new SetModel(bundle, null).backend());
    List<CohortVoice> voices = new ArrayList<>();
    for (Row row : rows) {
      if (row.getString(2) == null) {
        continue;
      }
      try {
        voices.add(new CohortVoice(row.getString(1), decoder.decode(row.getString(2)).vector()));
      } catch (RejectedException e) {
        if (all) {
          throw e;
        }
      }
    }
    return voices;
  }
}
