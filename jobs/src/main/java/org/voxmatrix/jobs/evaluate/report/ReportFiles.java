package org.voxmatrix.jobs.evaluate.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.UUID;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.evaluate.evidence.EvidenceTable;
import org.voxmatrix.jobs.evaluate.evidence.WrittenReport;
import org.voxmatrix.report.Chart;
import org.voxmatrix.report.Fonts;
import org.voxmatrix.storage.Owner;
import org.voxmatrix.storage.PrivateFiles;
import org.voxmatrix.storage.StorageFault;
import org.voxmatrix.tables.Warehouse;

/**
 * Where the report of an evaluation is written, on this machine.
 *
 * @param page the HTML file; null for none
 * @param plots the folder of the plots as SVG and PNG; null for none
 */
public record ReportFiles(Path page, Path plots) {

  private static final int BEGINNING = 400;

  /**
   * Fails before the work begins where a report could not be written after it.
   *
   * @throws RequestException if the place is no good, or Java finds no fonts
   */
  public void check() {
    Fonts.require();
    if (page == null) {
      return;
    }
    Path folder = page.toAbsolutePath().getParent();
    if (Files.isDirectory(page) || folder == null) {
      throw RequestException.badValue("report", page + " is a folder: name a file.");
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw RequestException.badValue(
          "report", "Folder %s is not there or may not be written: make it.".formatted(folder));
    }
    if (Files.exists(page) && !isReport()) {
      throw RequestException.badValue(
          "report", page + " is there and no report: give another name, or delete it.");
    }
  }

  private boolean isReport() {
    try (var in = Files.newInputStream(page)) {
      return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8).contains(ReportPage.MARK);
    } catch (IOException e) {
      throw StorageFault.of("report", "Report " + page, e);
    }
  }

  /** Writes the report, for the user alone. */
  public void write(Warehouse warehouse, Report report, ErrorAudio audio) {
    if (page != null) {
      // Before there is anything to find.
      new EvidenceTable(warehouse)
          .note(
              new WrittenReport(
                  report.runId(),
                  page.toAbsolutePath().normalize().toString(),
                  Owner.self().host(),
                  report.isPersonal(),
                  Instant.now()));
      write("report", page, report.page(audio.uris()::get).getBytes(StandardCharsets.UTF_8));
    }
    if (plots != null) {
      for (Figure figure : report.figures()) {
        Chart chart = figure.chart();
        write(
            "plots",
            plots.resolve(chart.name() + ".svg"),
            chart.svg().getBytes(StandardCharsets.UTF_8));
        write("plots", plots.resolve(chart.name() + ".png"), chart.png());
      }
    }
  }

  private static void write(String option, Path file, byte[] bytes) {
    Path unfinished =
        file.resolveSibling(".%s.%s".formatted(file.getFileName(), UUID.randomUUID()));
    try {
      PrivateFiles.folder(file.toAbsolutePath().getParent());
      Files.write(PrivateFiles.file(unfinished), bytes);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw StorageFault.of(option, "File " + file, e);
    }
  }
}
