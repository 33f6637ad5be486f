package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterAgreementTest {

  /** By hand: clusters of a a a b and of b c. */
  @Test
  void aSmallCase() {
    ClusterAgreement agreement = new ClusterAgreement();
    agreement.add(3, 4, 3, 1); // a in the first
    agreement.add(1, 4, 2, 1); // b in the first
    agreement.add(1, 2, 2, 1); // b in the second
    agreement.add(1, 2, 1, 1); // c in the second

    double precision = (3 * (3 / 4.0) + 1 / 4.0 + 1 / 2.0 + 1 / 2.0) / 6;
    double recall = (3 * 1.0 + 1 / 2.0 + 1 / 2.0 + 1.0) / 6;
    assertThat(agreement.members()).isEqualTo(6);
    assertThat(agreement.bcubedPrecision()).isCloseTo(precision, within(1e-15));
    assertThat(agreement.bcubedRecall()).isCloseTo(recall, within(1e-15));
    assertThat(agreement.bcubedF())
        .isCloseTo(2 * precision * recall / (precision + recall), within(1e-15));
    assertThat(agreement.pairwisePrecision()).isEqualTo(3 / 7.0); // Of 6 + 1 pairs.
    assertThat(agreement.pairwiseRecall()).isEqualTo(3 / 4.0); // Of 3 + 1 + 0 pairs.
    assertThat(agreement.pairwiseF())
        .isCloseTo(2 * (3 / 7.0) * (3 / 4.0) / (3 / 7.0 + 3 / 4.0), within(1e-15));
  }

  @Test
  void whereNothingIsTogetherNothingIsWrong() {
    ClusterAgreement agreement = new ClusterAgreement();
    agreement.add(1, 1, 1, 5);

    assertThat(agreement.bcubedF()).isEqualTo(1);
    assertThat(agreement.pairwisePrecision()).isEqualTo(1);
    assertThat(agreement.pairwiseRecall()).isEqualTo(1);
  }

  /** Member by member, and pair by pair. */
  @Test
  void itIsWhatItSays() {
    Random random = new Random(3);
    int count = 120;
    int[] cluster = random.ints(count, 0, 15).toArray();
    int[] of = random.ints(count, 0, 9).toArray();
    int[][] cells = new int[15][9];
    int[] clusters = new int[15];
    int[] classes = new int[9];
    for (int i = 0; i < count; i++) {
      cells[cluster[i]][of[i]]++;
      clusters[cluster[i]]++;
      classes[of[i]]++;
    }
    ClusterAgreement agreement = new ClusterAgreement();
    for (int i = 0; i < 15; i++) {
      for (int j = 0; j < 9; j++) {
        if (cells[i][j] > 0) {
          agreement.add(cells[i][j], clusters[i], classes[j], 1);
        }
      }
    }

    double precision = 0;
    double recall = 0;
    int both = 0;
    int together = 0;
    int alike = 0;
    for (int i = 0; i < count; i++) {
      int same = 0;
      for (int j = 0; j < count; j++) {
        boolean inCluster = cluster[i] == cluster[j];
        boolean inClass = of[i] == of[j];
        same += inCluster && inClass ? 1 : 0;
        if (j < i) {
          both += inCluster && inClass ? 1 : 0;
          together += inCluster ? 1 : 0;
          alike += inClass ? 1 : 0;
        }
      }
      precision += (double) same / clusters[cluster[i]] / count;
      recall += (double) same / classes[of[i]] / count;
    }
    assertThat(agreement.bcubedPrecision()).isCloseTo(precision, within(1e-12));
    assertThat(agreement.bcubedRecall()).isCloseTo(recall, within(1e-12));
    assertThat(agreement.pairwisePrecision()).isEqualTo((double) both / together);
    assertThat(agreement.pairwiseRecall()).isEqualTo((double) both / alike);
  }
}
