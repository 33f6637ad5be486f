package org.voxmatrix.jobs.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.jobs.compare.cohort.CohortNorm;
import org.voxmatrix.jobs.compare.cohort.CohortVoice;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.score.Term;

/** Galleries drawn among speakers, with false alarms of the others at the default rule. */
final class GalleryDraws {

  private static final int ENROLLMENTS = 3;
  private static final int OWN_COHORT = 1_000;
  private static final int TOP_N = 200;
  private static final int RESAMPLES = 1_000;

  private final List<float[]> voices = new ArrayList<>();
  private final List<Integer> speakerOf = new ArrayList<>();
  private final int speakers;
  private final int profiles;
  private final double[][] scores;

  GalleryDraws(Map<String, List<float[]>> corpus, int profiles) {
    int speaker = 0;
    for (List<float[]> recordings : corpus.values()) {
      for (float[] recording : recordings) {
        voices.add(unit(recording));
        speakerOf.add(speaker);
      }
      speaker++;
    }
    this.speakers = speaker;
    this.profiles = profiles;
    this.scores = new double[voices.size()][];
    Arrays.parallelSetAll(
        scores, i -> voices.stream().mapToDouble(other -> cosine(voices.get(i), other)).toArray());
  }

  /** False alarms per recording, with an interval of 95 % by bootstrap over speakers. */
  record Alarms(double mean, double low, double high) {}

  /**
   * Draws galleries.
   *
   * @param known whether further recordings of those enrolled are among the recordings
   */
  Alarms of(int draws, boolean known) {
    Random random = new Random(1);
    double sum = 0;
    double[] alarms = new double[speakers];
    double[] heard = new double[speakers];
    for (int draw = 0; draw < draws; draw++) {
      sum += one(random, known, alarms, heard);
    }
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double hits = 0;
      double all = 0;
      for (int k = 0; k < speakers; k++) {
        int speaker = random.nextInt(speakers);
        hits += alarms[speaker];
        all += heard[speaker];
      }
      means[i] = hits / all;
    }
    Arrays.sort(means);
    return new Alarms(sum / draws, means[RESAMPLES / 40], means[RESAMPLES - RESAMPLES / 40]);
  }

  private double one(Random random, boolean known, double[] alarms, double[] heard) {
    Draw draw = draw(random, known);
    List<Integer> run = new ArrayList<>(draw.run());
    Collections.shuffle(run, random);
    Found found = draw.found(run.subList(0, Math.min(OWN_COHORT, run.size())));
    double threshold =
        found.strangers().tail().threshold(ErrorRate.DEFAULT.ofComparisons(profiles));
    double count = 0;
    for (int probe : draw.strangers()) {
      boolean alarm = found.best(probe) >= threshold;
      count += alarm ? 1 : 0;
      alarms[speakerOf.get(probe)] += alarm ? 1 : 0;
      heard[speakerOf.get(probe)]++;
    }
    return count / draw.strangers().size();
  }

  /** False alerts of a night: what is advised, an interval of 95 %, and their mean. */
  record Nights(double low, double high, double mean) {}

  /**
   * Asks for a number of alerts a night on one half of the strangers' recordings, and draws nights
   * from the other.
   *
   * @param recordings of a night
   */
  Nights nights(long seed, double alerts, int recordings, int nights) {
    Random random = new Random(seed);
    Draw draw = draw(random, false);
    List<Integer> strangers = new ArrayList<>(draw.strangers());
    Collections.shuffle(strangers, random);
    int half = strangers.size() / 2;
    Found found = draw.found(strangers.subList(0, half));
    double threshold =
        found
            .strangers()
            .tail()
            .threshold(
                new ErrorRate(ErrorRate.Of.NIGHTS, alerts)
                    .ofRecordings(recordings)
                    .ofComparisons(profiles));
    ExpectedAlarms advised =
        ExpectedAlarms.of(found.strangers(), draw.gallery(), draw.profiles(), threshold);
    boolean[] alarms = new boolean[strangers.size() - half];
    for (int i = 0; i < alarms.length; i++) {
      alarms[i] = found.best(strangers.get(half + i)) >= threshold;
    }
    double sum = 0;
    for (int i = 0; i < nights * recordings; i++) {
      sum += alarms[random.nextInt(alarms.length)] ? 1 : 0;
    }
    return new Nights(recordings * advised.low(), recordings * advised.high(), sum / nights);
  }

  /**
   * A gallery that was drawn.
   *
   * @param strangers recordings of those not enrolled
   * @param run all recordings that are compared with it
   */
  private record Draw(
      Gallery gallery, List<float[]> profiles, List<Integer> strangers, List<Integer> run) {

    Found found(List<Integer> cohort) {
      List<CohortVoice> voices =
          cohort.stream().map(i -> new CohortVoice("r" + i, new float[] {i})).toList();
      Strangers found = Strangers.of(gallery, profiles, voices, TOP_N);
      return new Found(
          this,
          found,
          profiles.stream().map(profile -> found.norm().of(profile, "profile")).toList());
    }
  }

  /** What a cohort tells of a gallery. */
  private record Found(Draw draw, Strangers strangers, List<CohortNorm.Statistics> statistics) {

    /** The best normalized score of a recording. */
    double best(int probe) {
      float[] voice = {probe};
      CohortNorm.Statistics own = strangers.norm().of(voice, "r" + probe);
      double best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < statistics.size(); i++) {
        double score = draw.gallery().score(draw.profiles().get(i), 0, voice, 0, 1);
        best = Math.max(best, CohortNorm.normalized(score, statistics.get(i), own));
      }
      return best;
    }
  }

  private Draw draw(Random random, boolean known) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < speakers; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    Set<Integer> enrolled = new HashSet<>(order.subList(0, profiles));
    Gallery gallery = new Gallery(scores);
    Set<Integer> used = new HashSet<>();
    List<float[]> drawn = new ArrayList<>();
    for (int speaker : order.subList(0, profiles)) {
      List<Integer> own = recordings(speaker);
      Collections.shuffle(own, random);
      List<Integer> chosen = own.subList(0, Math.min(ENROLLMENTS, own.size() - 1));
      used.addAll(chosen);
      drawn.add(gallery.add(profile(chosen)));
    }
    List<Integer> run = new ArrayList<>();
    List<Integer> strangers = new ArrayList<>();
    for (int i = 0; i < voices.size(); i++) {
      boolean stranger = !enrolled.contains(speakerOf.get(i));
      if (stranger) {
        strangers.add(i);
      }
      if (stranger || (known && !used.contains(i))) {
        run.add(i);
      }
    }
    return new Draw(gallery, drawn, strangers, run);
  }

  private List<Integer> recordings(int speaker) {
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < voices.size(); i++) {
      if (speakerOf.get(i) == speaker) {
        own.add(i);
      }
    }
    return own;
  }

  /** Cosines of the mean of some recordings with all. */
  private double[] profile(List<Integer> chosen) {
    float[] sum = new float[voices.get(0).length];
    for (int i : chosen) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += voices.get(i)[k];
      }
    }
    float[] mean = unit(sum);
    return voices.stream().mapToDouble(voice -> cosine(mean, voice)).toArray();
  }

  private static float[] unit(float[] vector) {
    double norm = Math.sqrt(cosine(vector, vector));
    float[] unit = new float[vector.length];
    for (int k = 0; k < unit.length; k++) {
      unit[k] = (float) (vector[k] / norm);
    }
    return unit;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    for (int k = 0; k < a.length; k++) {
      product += (double) a[k] * b[k];
    }
    return product;
  }

  /** Cosines that were computed before: an embedding is a place, negative for profiles. */
  private static final class Gallery implements Backend {

    private static final long serialVersionUID = 1L;

    private final double[][] scores;
    private final List<double[]> profiles = new ArrayList<>();

    Gallery(double[][] scores) {
      this.scores = scores;
    }

    float[] add(double[] row) {
      profiles.add(row);
      return new float[] {-profiles.size()};
    }

    @Override
    public double score(float[] a, int memberA, float[] b, int memberB, int dimension) {
      double[] row = a[0] < 0 ? profiles.get((int) -a[0] - 1) : scores[(int) a[0]];
      return row[(int) b[0]];
    }

    @Override
    public String scoreKind() {
      return Cosine.withMean().scoreKind();
    }

    @Override
    public Term left(float[] embeddings, int member, int dimension, float[] prepared) {
      throw new RejectedException(null, List.of(), "Places are not prepared.");
    }

    @Override
    public Term right(float[] embeddings, int member, int dimension, float[] prepared) {
      return left(embeddings, member, dimension, prepared);
    }
  }
}
