package org.voxmatrix.jobs.upgrade;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.decision.Decision;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.upgrade.AgreementRow.Measure;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.model.ScoreBand;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Cosine;

/**
 * How far scores and decisions of two models agree on voiceprints and profiles that both have. Of
 * many, those whose ids have the lowest hashes are looked at: the same each time.
 */
final class Agreement {

  private static final int MOST_PROFILES = 2_000;

  private final JobContext context;
  private final ModelBundle former;
  private final ModelBundle next;
  private final Instant now = Instant.now();
  private final List<AgreementRow> rows = new ArrayList<>();

  Agreement(JobContext context, ModelBundle former, ModelBundle next) {
    this.context = context;
    this.former = former;
    this.next = next;
  }

  /** Adds all measures for which there is enough. */
  void compare(Corpus corpus, int sample) {
    List<Row> chosen =
        corpus.pairs().sort(xxhash64(col("id")), col("id")).limit(sample).collectAsList();
    ScorePairs voices = ScorePairs.of(chosen);
    ScorePairs.Scores scores = voices.scores(backend(former), backend(next));
    if (scores.count() > 1) {
      add(Measure.PEARSON, null, scores.count(), null, null, null, null, scores.pearson());
      add(Measure.SPEARMAN, null, scores.count(), null, null, null, null, scores.spearman());
      decisions(scores);
    }
    if (voices.count() > 0) {
      profiles(voices);
    }
  }

  /** Adds what evaluations of both found. */
  void add(Measure measure, String parameter, long trials, double first, double second) {
    add(measure, parameter, trials, null, null, first, second, null);
  }

  List<AgreementRow> rows() {
    return rows;
  }

  private void add(
      Measure measure,
      String parameter,
      long compared,
      Double formerThreshold,
      Double threshold,
      Double first,
      Double second,
      Double agreement) {
    rows.add(
        new AgreementRow(
            rows.size(),
            measure,
            parameter,
            compared,
            formerThreshold,
            threshold,
            first,
            second,
            agreement == null || agreement.isNaN() ? null : agreement,
            now));
  }

  private static Backend backend(ModelBundle bundle) {
    return Cosine.withMean(bundle.mean());
  }

  private void decisions(ScorePairs.Scores scores) {
    Map<String, Double> bands = bands(former);
    for (ScoreBand band : next.scoreBands().bands()) {
      Double threshold = bands.get(band.name());
      if (threshold != null) {
        long first = 0;
        long second = 0;
        long same = 0;
        for (int i = 0; i < scores.count(); i++) {
          boolean one = scores.former()[i] >= threshold;
          boolean other = scores.next()[i] >= band.from();
          first += one ? 1 : 0;
          second += other ? 1 : 0;
          same += one == other ? 1 : 0;
        }
        double count = scores.count();
        add(
            Measure.DECISION,
            band.name(),
            scores.count(),
            threshold,
            band.from(),
            first / count,
            second / count,
            same / count);
      }
    }
  }

  private static Map<String, Double> bands(ModelBundle bundle) {
    Map<String, Double> bands = new HashMap<>();
    bundle.scoreBands().bands().forEach(band -> bands.put(band.name(), band.from()));
    return bands;
  }

  /** Profiles that are enrolled with both models. */
  private void profiles(ScorePairs voices) {
    Map<String, ProfileRow> second = enrolled(next);
    List<ProfileRow> first =
        enrolled(former).values().stream()
            .filter(profile -> second.containsKey(profile.profileId()))
            .sorted(Comparator.comparing(ProfileRow::profileId))
            .limit(MOST_PROFILES)
            .toList();
    if (first.isEmpty()) {
      return;
    }
    float[][] byFormer = first.stream().map(ProfileRow::embedding).toArray(float[][]::new);
    float[][] byNext =
        first.stream()
            .map(profile -> second.get(profile.profileId()).embedding())
            .toArray(float[][]::new);
    Double formerThreshold = threshold(former, first.size());
    Double threshold = threshold(next, first.size());
    long nearest = 0;
    long[] identified = new long[2];
    long same = 0;
    for (int i = 0; i < voices.count(); i++) {
      Best one = Best.of(backend(former), voices.former(), i, voices.formerSize(), byFormer);
      Best other = Best.of(backend(next), voices.next(), i, voices.nextSize(), byNext);
      nearest += one.place() == other.place() ? 1 : 0;
      if (formerThreshold != null && threshold != null) {
        int answer = one.score() >= formerThreshold ? one.place() : -1;
        int otherAnswer = other.score() >= threshold ? other.place() : -1;
        identified[0] += answer >= 0 ? 1 : 0;
        identified[1] += otherAnswer >= 0 ? 1 : 0;
        same += answer == otherAnswer ? 1 : 0;
      }
    }
    double count = voices.count();
    add(Measure.NEAREST_PROFILE, null, voices.count(), null, null, null, null, nearest / count);
    if (formerThreshold != null && threshold != null) {
      add(
          Measure.IDENTIFIED,
          null,
          voices.count(),
          formerThreshold,
          threshold,
          identified[0] / count,
          identified[1] / count,
          same / count);
    }
  }

  /** The nearest profile. */
  private record Best(int place, double score) {

    static Best of(Backend backend, float[] voices, int voice, int size, float[][] profiles) {
      int place = 0;
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < profiles.length; i++) {
        double score = backend.score(voices, voice, profiles[i], 0, size);
        if (score > highest) {
          highest = score;
          place = i;
        }
      }
      return new Best(place, highest);
    }
  }

  /** Null where the model has no bands. */
  private static Double threshold(ModelBundle bundle, int profiles) {
    return bundle.scoreBands().bands().isEmpty()
        ? null
        : Decision.identify(
                bundle,
                null,
                DecisionRule.OF_MODEL,
                backend(bundle).scoreKind(),
                null,
                null,
                profiles)
            .threshold();
  }

  private Map<String, ProfileRow> enrolled(ModelBundle bundle) {
    Map<String, ProfileRow> enrolled = new HashMap<>();
    new ProfileTable(context.warehouse())
        .all(bundle.fingerprintHex()).stream()
            .filter(profile -> profile.status() == ProfileStatus.ENROLLED)
            .filter(profile -> bundle.fingerprintHex().equals(profile.modelFingerprint()))
            .forEach(profile -> enrolled.put(profile.profileId(), profile));
    return enrolled;
  }
}
