package org.voxmatrix.jobs.evaluate.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report as one HTML file: styles, charts and audio are in it, and it loads nothing.
 *
 * @param model what made the scores
 * @param kind of the scores; may be empty
 * @param personal what personal data it holds; empty for none
 * @param footer what the words mean
 */
public record ReportPage(
    String title,
    String run,
    Instant when,
    String model,
    String kind,
    String personal,
    List<Headline> headlines,
    List<Figure> figures,
    List<ReportTable> tables,
    String footer) {

  /** By which a report is told from other files. */
  static final String MARK = "<meta name=\"generator\" content=\"Voxmatrix report\">";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * A figure that is seen first.
   *
   * @param range its interval; empty for none
   * @param note may be empty
   */
  public record Headline(String name, String value, String range, String note) {}

  /** The page. */
  public String html() {
    Map<String, Object> page = new HashMap<>();
    page.put("mark", MARK);
    page.put("style", resource("report.css"));
    page.put("heading", title);
    page.put("run", run);
    page.put("model", model);
    page.put("kind", kind);
    page.put("when", TIME.format(when));
    page.put("personal", personal);
    page.put("headlines", headlines);
    page.put("figures", figures.stream().map(ReportPage::figure).toList());
    page.put("tables", tables);
    page.put("footer", footer);
    return Mustache.compiler()
        .emptyStringIsFalse(true)
        .compile(resource("report.html"))
        .execute(page);
  }

  private static Map<String, String> figure(Figure figure) {
    return Map.of(
        "svg", figure.chart().inPage(),
        "title", figure.chart().title(),
        "caption", figure.caption());
  }

  private static String resource(String name) {
    try (InputStream text = ReportPage.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
