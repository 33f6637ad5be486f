package org.voxmatrix.jobs.upgrade;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.voxmatrix.jobs.evaluate.report.Figure;
import org.voxmatrix.jobs.evaluate.report.Report;
import org.voxmatrix.jobs.evaluate.report.ReportPage;
import org.voxmatrix.jobs.evaluate.report.ReportTable;

/** What an upgrade did, and how far the two models agree, as a page. It names nobody. */
public record AgreementReport(UpgradeResult result) implements Report {

  private List<AgreementRow> rows() {
    return result.agreement();
  }

  @Override
  public String runId() {
    return result.run().runId();
  }

  @Override
  public boolean isPersonal() {
    return false;
  }

  @Override
  public List<Figure> figures() {
    return List.of();
  }

  @Override
  public String page(UnaryOperator<String> audio) {
    return new ReportPage(
            "Upgrade to another model",
            runId(),
            rows().isEmpty() ? Instant.now() : rows().get(0).agreedAt(),
            result.former() + " to " + result.next(),
            "",
            "",
            headlines(),
            List.of(),
            tables(),
            "Pairs are of two recordings, most of two people. Each model decides by its own"
                + " thresholds: the score bands of its bundle, and for profiles the default of"
                + " identify. Scores of two models are never compared with each other, only what"
                + " they say of the same pair.")
        .html();
  }

  private List<ReportPage.Headline> headlines() {
    List<ReportPage.Headline> headlines = new ArrayList<>();
    for (AgreementRow row : rows()) {
      switch (row.measure()) {
        case PEARSON ->
            headlines.add(
                headline("correlation of scores", number(row.agreement()), pairs(row, "pairs")));
        case NEAREST_PROFILE ->
            headlines.add(
                headline(
                    "same nearest profile", percent(row.agreement()), pairs(row, "voiceprints")));
        case EER ->
            headlines.add(
                headline("EER", percent(row.present()), "before " + percent(row.former())));
        default -> {
          // In the table.
        }
      }
    }
    for (LeftRow.Kind kind : LeftRow.Kind.values()) {
      long left = result.left(kind).values().stream().mapToLong(Long::longValue).sum();
      headlines.add(headline(kind.word() + "s left", count(left), ""));
    }
    return headlines;
  }

  private static ReportPage.Headline headline(String name, String value, String note) {
    return new ReportPage.Headline(name, value, "", note);
  }

  private List<ReportTable> tables() {
    List<ReportTable> tables = new ArrayList<>();
    if (!rows().isEmpty()) {
      tables.add(
          new ReportTable(
              "Agreement",
              "",
              List.of("", "compared", "before", "after", "alike", "thresholds"),
              rows().stream().map(AgreementReport::row).toList()));
    }
    List<ReportTable.Row> left = new ArrayList<>();
    for (LeftRow.Kind kind : LeftRow.Kind.values()) {
      for (Map.Entry<String, Long> fault : result.left(kind).entrySet()) {
        left.add(new ReportTable.Row(kind.word(), cells(fault.getKey(), count(fault.getValue()))));
      }
    }
    if (!left.isEmpty()) {
      tables.add(
          new ReportTable(
              "Not upgraded",
              "One by one in the table upgrade_left.",
              List.of("", "fault", "count"),
              left));
    }
    return tables;
  }

  private static ReportTable.Row row(AgreementRow row) {
    boolean share = isShare(row.measure());
    boolean correlation =
        row.measure() == AgreementRow.Measure.PEARSON
            || row.measure() == AgreementRow.Measure.SPEARMAN;
    return new ReportTable.Row(
        name(row),
        cells(
            count(row.compared()),
            share ? percent(row.former()) : number(row.former()),
            share ? percent(row.present()) : number(row.present()),
            correlation ? number(row.agreement()) : percent(row.agreement()),
            row.threshold() == null
                ? ""
                : number(row.formerThreshold()) + ", " + number(row.threshold())));
  }

  private static boolean isShare(AgreementRow.Measure measure) {
    return switch (measure) {
      case DECISION, IDENTIFIED, EER -> true;
      case PEARSON, SPEARMAN, NEAREST_PROFILE, MIN_CLLR, MIN_DCF -> false;
    };
  }

  /** The same in few words, for a terminal. */
  public Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (AgreementRow row : rows()) {
      switch (row.measure()) {
        case PEARSON ->
            lines.put(
                "scores",
                "correlation %s of %,d pairs".formatted(number(row.agreement()), row.compared()));
        case NEAREST_PROFILE ->
            lines.put(
                "nearest",
                "the same profile for %s of %,d voiceprints"
                    .formatted(percent(row.agreement()), row.compared()));
        case IDENTIFIED ->
            lines.put(
                "identified",
                "%s before, %s after, the same answer for %s"
                    .formatted(
                        percent(row.former()), percent(row.present()), percent(row.agreement())));
        case EER ->
            lines.put(
                "EER",
                "%s before, %s after".formatted(percent(row.former()), percent(row.present())));
        default -> {
          // In the report.
        }
      }
    }
    return lines;
  }

  private static String name(AgreementRow row) {
    return switch (row.measure()) {
      case PEARSON -> "scores, Pearson";
      case SPEARMAN -> "scores, Spearman";
      case DECISION -> "pairs in band " + row.parameter();
      case NEAREST_PROFILE -> "nearest profile";
      case IDENTIFIED -> "identified";
      case EER -> "EER";
      case MIN_CLLR -> "min Cllr";
      case MIN_DCF -> "min DCF(" + row.parameter() + ")";
    };
  }

  private static List<ReportTable.Cell> cells(String... texts) {
    return java.util.Arrays.stream(texts).map(ReportTable.Cell::of).toList();
  }

  private static String pairs(AgreementRow row, String unit) {
    return count(row.compared()) + " " + unit;
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String number(Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String percent(Double share) {
    return share == null ? "" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
