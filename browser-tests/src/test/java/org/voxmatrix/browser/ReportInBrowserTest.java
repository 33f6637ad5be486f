package org.voxmatrix.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report as people see it, on a phone and on a desk, light and dark. */
@Tag("slow")
@Tag("browser")
class ReportInBrowserTest {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @TempDir static Path folder;

  private static Browser browser;
  private static Path report;
  private static Path identification;

  @BeforeAll
  static void writeReport() throws IOException, InterruptedException {
    Files.createDirectories(SCREENSHOTS);
    Random random = new Random(7);
    StringBuilder scores = new StringBuilder();
    StringBuilder trials = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      boolean target = i % 10 == 0;
      String pair = "recordings/of/some/speaker-%05d.wav recordings/%05d.wav".formatted(i, i);
      double score = random.nextGaussian() + (target ? 2.5 : 0);
      scores.append(String.format(Locale.ROOT, "%s %.4f%n", pair, score));
      trials.append("%s %s%n".formatted(pair, target ? "target" : "nontarget"));
    }
    report = folder.resolve("report.html");
    evaluate(
        "--scores",
        Files.writeString(folder.resolve("scores.txt"), scores).toString(),
        "--trials",
        Files.writeString(folder.resolve("trials.txt"), trials).toString(),
        "--worst=5",
        "--report=" + report,
        "--plots=" + folder.resolve("plots"));
    identification = folder.resolve("identification.html");
    evaluateOpenSet(random);
    browser = new Browser();
  }

  /** 120 people, and 60 strangers. */
  private static void evaluateOpenSet(Random random) throws IOException, InterruptedException {
    StringBuilder scores = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    for (int probe = 0; probe < 180; probe++) {
      labels.append("call-%d p%d%n".formatted(probe, probe));
      for (int entry = 0; entry < 120; entry++) {
        double score = random.nextGaussian() + (probe == entry ? 3 : 0);
        scores.append(String.format(Locale.ROOT, "p%d call-%d %.4f%n", entry, probe, score));
      }
    }
    for (int entry = 0; entry < 120; entry++) {
      labels.append("p%d p%d%n".formatted(entry, entry));
    }
    evaluate(
        "--open-set",
        "--scores",
        Files.writeString(folder.resolve("gallery.txt"), scores).toString(),
        "--labels",
        Files.writeString(folder.resolve("people.txt"), labels).toString(),
        "--report=" + identification);
  }

  private static void evaluate(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/voxmatrix").toString()));
    command.add("evaluate");
    command.addAll(List.of(options));
    command.add("--warehouse=" + folder.resolve("warehouse"));
    Path log = folder.resolve("log.txt");
    Process evaluation =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(evaluation.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(evaluation.exitValue()).as(Files.readString(log)).isZero();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"PHONE, LIGHT", "PHONE, DARK", "DESK, LIGHT", "DESK, DARK"})
  void everythingIsSeenAndNothingOverlaps(Browser.Screen screen, Browser.Scheme scheme)
      throws IOException {
    isSeen(report, 1 + 7 + 4 + 3 + 1, screen, scheme);
  }

  @ParameterizedTest
  @CsvSource({"PHONE, LIGHT", "PHONE, DARK", "DESK, LIGHT", "DESK, DARK"})
  void identificationIsSeenAsWell(Browser.Screen screen, Browser.Scheme scheme) throws IOException {
    isSeen(identification, 1 + 6 + 4 + 3 + 1, screen, scheme);
    assertThat(
            browser.<List<String>>ask(
                "return [...document.querySelectorAll('figure h2')].map(title => title.textContent)"))
        .last()
        .isEqualTo("Not among the best");
  }

  private static void isSeen(Path page, int count, Browser.Screen screen, Browser.Scheme scheme)
      throws IOException {
    browser.open(page, screen, scheme);

    assertThat(browser.console()).isEmpty();
    assertThat(browser.<Long>ask("return performance.getEntriesByType('resource').length"))
        .isZero();
    assertThat(browser.<Long>ask("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(screen.width);
    List<Box> parts = boxes("header, .headlines div, figure, .table, footer");
    assertThat(parts).hasSize(count);
    assertThat(overlaps(parts)).isEmpty();
    for (Box part : parts) {
      assertThat(part.left).as(part.text).isNotNegative();
      assertThat(part.right).as(part.text).isLessThanOrEqualTo(screen.width);
    }
    assertThat(
            browser.<List<Long>>ask(
                "return [...document.querySelectorAll('.scroll')].map(node =>"
                    + " node.scrollWidth - node.clientWidth)"))
        .containsOnly(0L);
    List<Box> charts = boxes("figure svg");
    assertThat(charts).hasSize(4);
    for (Box chart : charts) {
      assertThat(chart.right - chart.left).isBetween(300.0, 640.0);
      assertThat(chart.bottom - chart.top).isGreaterThan(240);
    }
    // On a desk two charts are side by side.
    assertThat(charts.get(1).top == charts.get(0).top).isEqualTo(screen == Browser.Screen.DESK);
    for (int i = 0; i < charts.size(); i++) {
      List<Box> labels = boxes("figure:nth-of-type(%d) svg text".formatted(i + 1));
      assertThat(labels).hasSizeGreaterThan(10);
      assertThat(overlaps(labels)).isEmpty();
      Box chart = charts.get(i);
      assertThat(labels).allMatch(chart::holds);
    }
    browser.screenshot(
        SCREENSHOTS.resolve(
            "%s-%s-%s.png"
                .formatted(page.getFileName().toString().replace(".html", ""), screen, scheme)
                .toLowerCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @CsvSource({"LIGHT", "DARK"})
  void textAndCurvesStandOut(Browser.Scheme scheme) {
    browser.open(report, Browser.Screen.DESK, scheme);

    assertThat(contrasts("figure svg text", "fill", "figure")).allMatch(contrast -> contrast >= 7);
    assertThat(contrasts("figure svg path[style*='targets']", "stroke", "figure"))
        .hasSizeGreaterThan(4)
        .allMatch(contrast -> contrast >= 4.5);
    assertThat(contrasts("figcaption, dt, .note, thead th, td", "color", "figure"))
        .allMatch(contrast -> contrast >= 4.5);
    assertThat(contrasts(".facts, footer p", "color", "body"))
        .allMatch(contrast -> contrast >= 4.5);
    double page = luminance(browser.ask("return getComputedStyle(document.body).backgroundColor"));
    assertThat(page > 0.5).isEqualTo(scheme == Browser.Scheme.LIGHT);
  }

  /** What is in the file, for those who cannot see it. */
  @Test
  void chartsAndTablesHaveNames() {
    browser.open(report, Browser.Screen.DESK, Browser.Scheme.LIGHT);

    assertThat(
            browser.<List<String>>ask(
                "return [...document.querySelectorAll('svg[role=img]')].map(svg =>"
                    + " svg.getAttribute('aria-labelledby').split(' ').map(id =>"
                    + " document.getElementById(id).textContent).join(': '))"))
        .hasSize(4)
        .first()
        .asString()
        .startsWith("Detection error trade-off: Misses against false alarms");
    assertThat(browser.<Long>ask("return document.querySelectorAll('tbody th[scope=row]').length"))
        .isEqualTo(10 + 5 + 5);
    assertThat(browser.<String>ask("return document.querySelector('.personal').textContent"))
        .contains("personal data");
    assertThat(
            browser.<List<String>>ask(
                "const ids = [...document.querySelectorAll('[id]')].map(node => node.id);"
                    + " return ids.filter((id, i) => ids.indexOf(id) != i)"))
        .isEmpty();
  }

  /** A page with a fault is told from one without. */
  @Test
  void theConsoleIsRead() throws IOException {
    Path broken =
        Files.writeString(folder.resolve("broken.html"), "<script>console.error('no')</script>");
    browser.open(broken, Browser.Screen.DESK, Browser.Scheme.LIGHT);

    assertThat(browser.console()).anyMatch(line -> line.contains("\"no\""));
  }

  private record Box(String text, double left, double top, double right, double bottom) {

    boolean overlaps(Box other) {
      double across = Math.min(right, other.right) - Math.max(left, other.left);
      double down = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      return across > 0.5 && down > 0.5;
    }

    boolean holds(Box inner) {
      return inner.left > left - 1
          && inner.right < right + 1
          && inner.top > top - 1
          && inner.bottom < bottom + 1;
    }
  }

  private static List<Box> boxes(String selector) {
    List<Map<String, Object>> found =
        browser.ask(
            "return [...document.querySelectorAll(\"%s\")].map(node => {const box ="
                    .formatted(selector)
                + " node.getBoundingClientRect(); return {text: node.textContent.slice(0, 40),"
                + " box: [box.left, box.top, box.right, box.bottom].map(String)}})");
    return found.stream()
        .map(
            node -> {
              @SuppressWarnings("unchecked")
              List<String> box = (List<String>) node.get("box");
              double[] sides = box.stream().mapToDouble(Double::parseDouble).toArray();
              return new Box((String) node.get("text"), sides[0], sides[1], sides[2], sides[3]);
            })
        .toList();
  }

  private static List<String> overlaps(List<Box> boxes) {
    return boxes.stream()
        .flatMap(
            one ->
                boxes.stream()
                    .filter(other -> other != one && one.overlaps(other))
                    .map(other -> one + " and " + other))
        .toList();
  }

  /** Of each element with the nearest background of that kind, as WCAG 2 defines it. */
  private static List<Double> contrasts(String selector, String property, String ground) {
    double background =
        luminance(
            browser.ask(
                "return getComputedStyle(document.querySelector('%s')).backgroundColor"
                    .formatted(ground)));
    List<String> colours =
        browser.ask(
            "return [...document.querySelectorAll(\"%s\")].map(node =>".formatted(selector)
                + " getComputedStyle(node).%s).filter(colour => colour != 'none')"
                    .formatted(property));
    assertThat(colours).isNotEmpty();
    return colours.stream()
        .map(ReportInBrowserTest::luminance)
        .map(
            luminance ->
                (Math.max(luminance, background) + 0.05) / (Math.min(luminance, background) + 0.05))
        .toList();
  }

  /** Relative luminance. */
  private static double luminance(String rgb) {
    String[] parts = rgb.replaceAll("[^0-9,.]", "").split(",");
    double[] weights = {0.2126, 0.7152, 0.0722};
    double luminance = 0;
    for (int i = 0; i < 3; i++) {
      double share = Double.parseDouble(parts[i]) / 255;
      luminance +=
          weights[i] * (share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
    }
    return luminance;
  }
}
