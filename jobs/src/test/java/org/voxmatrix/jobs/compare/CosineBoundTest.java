package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;

/** In float32, the product of two vectors of length 1 may be 1.0000005. */
class CosineBoundTest {

  private static final int COUNT = 300;

  @TempDir Path folder;

  @Test
  void aCosineIsAtMostOne() throws Exception {
    float[][] vectors = RawSets.random(COUNT, 192, 7);
    float[][] opposite = RawSets.random(COUNT, 192, 7);
    for (float[] vector : opposite) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = -3 * vector[i];
      }
    }
    for (float[][] other : new float[][][] {vectors, opposite}) {
      String name = other == vectors ? "same" : "opposite";
      CompareResult result =
          new CompareJob(
                  SparkFixture.context(),
                  CompareSettings.of(
                          RawSets.write(folder, name + "-a", vectors),
                          RawSets.write(folder, name + "-b", other))
                      .withRawModel("random"))
              .execute();
      float[] scores = new ScoreBlocks(SparkFixture.warehouse()).read(result.runId(), COUNT, COUNT);
      int whole = 0;
      for (float score : scores) {
        assertThat(score).isBetween(-1f, 1f);
        whole += Math.abs(score) > 0.999999f ? 1 : 0;
      }
      assertThat(whole).isEqualTo(COUNT);
    }
  }
}
