package org.voxmatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelledMatrixTest {

  private static final LabelledMatrix MATRIX =
      new LabelledMatrix(
          List.of("x1", "y1", "x2", "y2"),
          List.of("x", "y", "x", "y"),
          new float[] {
            1, 0.25f, 0.75f, 0, 0.25f, 1, 0, 0.125f, 0.75f, 0, 1, 0.5f, 0, 0.125f, 0.5f, 1
          });

  @Test
  void meansLeaveOutAMemberAgainstItself() {
    assertThat(MATRIX.means().get("x")).containsEntry("x", 0.75).containsEntry("y", 0.1875);
    assertThat(MATRIX.means().get("y")).containsEntry("y", 0.125);
  }

  @Test
  void confusionsAreNearestNeighboursOfAnotherLabel() {
    assertThat(MATRIX.confusions())
        .containsExactly(
            new LabelledMatrix.Confusion("y1", "x1", 0.25f),
            new LabelledMatrix.Confusion("y2", "x2", 0.5f));
  }

  @Test
  void theTableIsPlainWithoutColour() {
    assertThat(MeanTable.of(MATRIX, MeanTable.Style.PLAIN).lines())
        .containsExactly("        1   2", "  1 x .75 .19", "  2 y .19 .13");
  }

  @Test
  void thePictureHasACellForEachScoreAndEscapesLabels() {
    String svg =
        HeatMap.svg(new LabelledMatrix(List.of("a"), List.of("<a&b>"), new float[] {1}), "1 < 2");
    assertThat(svg).contains("&lt;a&amp;b>").contains("1 &lt; 2").contains("fill=\"#fde725\"");
    assertThat(HeatMap.svg(MATRIX, "four").lines().filter(line -> line.contains("width=\"9\"")))
        .hasSize(16);
  }
}
