package org.voxmatrix.report;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;

/**
 * A drawing that can be looked at in a page and in files of its own. Text stays text.
 *
 * @param name of letters, digits and hyphens; the files' name
 * @param title what is seen
 * @param description the same in words, for who cannot see it
 * @param width in pixels, at which a letter is 12 high
 * @param height in pixels
 */
public record Chart(
    String name, String title, String description, JFreeChart drawing, int width, int height) {

  private static final int PNG_SCALE = 2;

  /** To be put into a page, which gives the colours of {@link Ink}. */
  public String inPage() {
    String svg = draw().inPage();
    for (Ink ink : Ink.values()) {
      svg = svg.replace(ink.rgb(), "var(" + ink.variable() + ")");
    }
    return svg;
  }

  /** A file of its own, on white. */
  public String svg() {
    return draw().file();
  }

  /** A file of its own, on white, of twice as many pixels. */
  public byte[] png() {
    Fonts.require();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    drawing.setBackgroundPaint(Ink.PAPER.colour());
    try {
      ChartUtils.writeScaledChartAsPNG(bytes, drawing, width, height, PNG_SCALE, PNG_SCALE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private SvgText draw() {
    Fonts.require();
    VectorGraphics2D graphics = new VectorGraphics2D();
    graphics.setFont(Fonts.TEXT);
    drawing.setBackgroundPaint(null);
    drawing.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    Document document =
        new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(0, 0, width, height));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      document.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SvgText(
        name, title, description, width, height, bytes.toString(StandardCharsets.UTF_8));
  }
}
