package org.voxmatrix.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.cohort.CohortNorm;
import org.voxmatrix.jobs.compare.cohort.CohortVoice;
import org.voxmatrix.score.Cosine;

class StrangersTest {

  private static final int DIMENSION = 64;
  private static final int PROBES = 3_000;

  private final Random random = new Random(11);
  private final Cosine cosine = Cosine.withMean();

  @Test
  void thresholdsHoldTheRateWhateverTheNumberOfProfiles() {
    for (int profiles : new int[] {1, 5, 50}) {
      List<float[]> gallery = voices(profiles);
      for (Integer topN : Arrays.asList(null, 0, 100)) {
        Strangers strangers = Strangers.of(cosine, gallery, cohort(voices(600)), topN);
        double threshold = strangers.tail().threshold(ErrorRate.DEFAULT.ofComparisons(profiles));
        double alarms = alarms(strangers, gallery, threshold);
        assertThat(alarms).as("%d profiles, top %s", profiles, topN).isBetween(0.004, 0.025);
      }
    }
  }

  @Test
  void whoeverIsEnrolledIsNoStranger() {
    List<float[]> gallery = voices(4);
    List<float[]> voices = voices(400);
    for (int i = 0; i < 40; i++) {
      voices.set(i, near(gallery.get(i % 4)));
    }
    Strangers mixed = Strangers.of(cosine, gallery, cohort(voices), 100);
    assertThat(mixed.cohort()).extracting(CohortVoice::id).doesNotContain("0", "20", "39");
    assertThat(mixed.cohort()).hasSizeBetween(345, 360);
    Strangers pure = Strangers.of(cosine, gallery, cohort(voices.subList(40, 400)), 100);
    assertThat(mixed.tail().threshold(0.001))
        .isCloseTo(pure.tail().threshold(0.001), within(0.02 * pure.tail().threshold(0.001)));
  }

  /** Nobody knows whether one who resembles a profile is the person, or a false alarm. */
  @Test
  void whoIsLeftOutWidensWhatIsExpected() {
    List<float[]> gallery = voices(4);
    List<float[]> voices = voices(400);
    for (int i = 0; i < 40; i++) {
      voices.set(i, near(gallery.get(i % 4)));
    }
    for (Integer topN : Arrays.asList(null, 100)) {
      Strangers mixed = Strangers.of(cosine, gallery, cohort(voices), topN);
      double threshold = mixed.tail().threshold(ErrorRate.DEFAULT.ofComparisons(4));
      ExpectedAlarms expected = ExpectedAlarms.of(mixed, cosine, gallery, threshold);
      long strangers = expected.leftOut() + Math.round(400 * expected.counted());
      assertThat(expected.leftOut()).isBetween(36L, 46L);
      assertThat(expected.counted()).isLessThan(0.02);
      assertThat(expected.rate()).isCloseTo(0.01, within(1e-9));
      // By the binomial distribution.
      double share = strangers / 400.0;
      assertThat(expected.high())
          .isCloseTo(share + 1.96 * Math.sqrt(share * (1 - share) / 400), within(0.015));
      assertThat(expected.low()).isLessThan(0.01);
    }
  }

  @Test
  void scoresAreNormalizedByBothSidesWithoutTheirOwnRecording() {
    List<float[]> voices = voices(40);
    List<CohortVoice> cohort = cohort(voices);
    float[] profile = voices(1).get(0);
    Strangers strangers = Strangers.of(cosine, List.of(profile), cohort, 10);
    int probe = 7;
    double score = cohort.get(probe).score(cosine, profile);
    List<Double> ofProfile = new ArrayList<>();
    List<Double> ofProbe = new ArrayList<>();
    for (CohortVoice one : strangers.cohort()) {
      ofProfile.add(one.score(cosine, profile));
      if (!one.id().equals("7")) {
        ofProbe.add(one.score(cosine, voices.get(probe)));
      }
    }
    assertThat(
            (strangers.norm().of(profile, "profile").of(score)
                    + strangers.norm().of(voices.get(probe), "7").of(score))
                / 2)
        .isCloseTo((normal(score, ofProfile) + normal(score, ofProbe)) / 2, within(1e-12));
  }

  @Test
  void aCohortOfFewOrOfOneVoiceIsRefused() {
    List<float[]> gallery = voices(2);
    assertThatThrownBy(() -> Strangers.of(cosine, gallery, cohort(voices(29)), null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("29 recordings");
    assertThatThrownBy(() -> Strangers.of(cosine, gallery, List.of(), 0))
        .isInstanceOf(RequestException.class);
    List<CohortVoice> one = cohort(Collections.nCopies(50, voices(1).get(0)));
    assertThatThrownBy(() -> Strangers.of(cosine, gallery, one, null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("one voice");
  }

  /** The share of strangers that are taken for one of the gallery. */
  private double alarms(Strangers strangers, List<float[]> gallery, double threshold) {
    CohortNorm norm = strangers.norm();
    List<CohortNorm.Statistics> profiles =
        norm == null
            ? List.of()
            : gallery.stream().map(profile -> norm.of(profile, "profile")).toList();
    int alarms = 0;
    for (float[] probe : voices(PROBES)) {
      CohortNorm.Statistics own = norm == null ? null : norm.of(probe, "probe");
      boolean alarm = false;
      for (int i = 0; i < gallery.size(); i++) {
        double score = cosine.score(gallery.get(i), 0, probe, 0, DIMENSION);
        double used = norm == null ? score : CohortNorm.normalized(score, profiles.get(i), own);
        alarm |= used >= threshold;
      }
      alarms += alarm ? 1 : 0;
    }
    return (double) alarms / PROBES;
  }

  private static double normal(double score, List<Double> cohort) {
    List<Double> best = cohort.stream().sorted(Collections.reverseOrder()).limit(10).toList();
    double mean = best.stream().mapToDouble(x -> x).average().orElseThrow();
    double variance =
        best.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
    return (score - mean) / Math.sqrt(variance);
  }

  private List<float[]> voices(int count) {
    List<float[]> voices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      voices.add(near(new float[DIMENSION]));
    }
    return voices;
  }

  private float[] near(float[] centre) {
    float[] voice = new float[DIMENSION];
    for (int k = 0; k < DIMENSION; k++) {
      voice[k] = (float) (1.5 * centre[k] + random.nextGaussian());
    }
    return voice;
  }

  private static List<CohortVoice> cohort(List<float[]> voices) {
    List<CohortVoice> cohort = new ArrayList<>();
    for (float[] voice : voices) {
      cohort.add(new CohortVoice(String.valueOf(cohort.size()), voice));
    }
    return cohort;
  }
}
