package org.voxmatrix.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;
import org.jfree.chart.text.TextUtils;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/** The fonts that charts are measured with. */
public final class Fonts {

  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  static {
    // Else a display that is set and not there fails it.
    System.setProperty("java.awt.headless", "true");
    // Else text that is turned is drawn as outlines.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private Fonts() {}

  /**
   * Fails where Java finds no font.
   *
   * @throws RequestException {@code report.no-fonts}
   */
  public static void require() {
    Throwable failure = failure();
    if (failure != null) {
      throw new RequestException(
          Fault.REPORT_NO_FONTS,
          List.of("report"),
          "Java finds no font to draw charts with (%s): install fontconfig and a font, such as fonts-dejavu-core, or leave the report out."
              .formatted(failure.getClass().getSimpleName()));
    }
  }

  /** Whether Java finds any. */
  public static boolean areThere() {
    return failure() == null;
  }

  private static Throwable failure() {
    try {
      width("x", TEXT);
      return null;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return e;
    }
  }

  /** In pixels. */
  static double width(String text, Font font) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }
}
