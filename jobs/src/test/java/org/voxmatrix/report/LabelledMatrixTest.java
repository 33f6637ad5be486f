package org.voxmatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
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
  void thePictureHasACellForEachScoreByLabels() throws IOException {
    Matcher cells =
        Pattern.compile("base64,([A-Za-z0-9+/=\\s]+)").matcher(HeatMap.of(MATRIX, "four").svg());
    assertThat(cells.find()).isTrue();
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(cells.group(1))));
    ColourScale scale = new ColourScale(-0.2, 1);
    float[][] sorted = {{1, 0.75f, 0.25f, 0}, {0.75f, 1, 0, 0.5f}};
    for (int row = 0; row < sorted.length; row++) {
      for (int column = 0; column < 4; column++) {
        int middle = image.getWidth() / 8;
        assertThat(image.getRGB((2 * column + 1) * middle, (2 * row + 1) * middle) & 0xffffff)
            .as("%d, %d", row, column)
            .isEqualTo(scale.rgb(sorted[row][column]));
      }
    }
  }

  @Test
  void labelsAndTitlesAreEscaped() {
    String svg =
        HeatMap.of(new LabelledMatrix(List.of("a"), List.of("<a&b>"), new float[] {1}), "1 < 2")
            .inPage();
    assertThat(svg).contains("&lt;a&amp;b&gt;</text>").contains("matrix-title\">1 &lt; 2</title>");
    assertThat(svg).contains("var(--chart-text)").doesNotContain("<a&b>");
  }
}
