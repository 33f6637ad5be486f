package org.voxmatrix.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.doctor.Finding.Level;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

class DoctorTest {

  @TempDir Path folder;

  @Test
  void aMachineThatRunsTheTestsRunsTheJobs() {
    List<Finding> findings = Doctor.examine(ModelBundle::loadDefault, folder.resolve("new"));
    assertThat(findings)
        .extracting(Finding::subject)
        .contains("java", "scoring", "audio", "model", "warehouse", "space", "catalog");
    assertThat(findings).extracting(Finding::level).doesNotContain(Level.FAIL);
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void theKernelOnVectorsIsUsed() {
    Finding finding = JavaChecks.kernel();
    assertThat(finding.level()).isEqualTo(Level.OK);
    assertThat(finding.message()).startsWith("Vector API, ");
  }

  @Test
  void aWarehouseThatIsThereIsOpened() {
    Warehouse.embedded(folder).close();
    assertThat(StorageChecks.embeddedCatalog(folder))
        .isEqualTo(Finding.ok("catalog", "opens, 0 runs"));
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      warehouse.createTables();
      TableRows.add(
          warehouse,
          VoxTable.RUNS,
          Map.of(
              "run_id",
              "r",
              "state",
              "done",
              "created_at",
              Instant.now(),
              "updated_at",
              Instant.now()));
    }
    assertThat(StorageChecks.embeddedCatalog(folder))
        .isEqualTo(Finding.ok("catalog", "opens, 1 run"));
  }

  @Test
  void aWarehouseThatOthersMayReadIsTold() throws IOException {
    Warehouse.embedded(folder).close();
    assertThat(StorageChecks.folder(folder)).isEqualTo(Finding.ok("warehouse", "" + folder));
    Files.setPosixFilePermissions(
        folder.resolve("catalog.db"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(StorageChecks.folder(folder))
        .isEqualTo(
            Finding.warn(
                "warehouse",
                folder + " may be read by other users of the machine; chmod -R go-rwx " + folder));
  }

  @Test
  void aFileInPlaceOfTheWarehouseFails() throws IOException {
    Path file = Files.createFile(folder.resolve("f"));
    assertThat(StorageChecks.folder(file))
        .isEqualTo(Finding.fail("warehouse", file + " is not a folder; give another --warehouse"));
  }

  @Test
  void aFolderWithoutABundleFails() {
    Finding finding = ModelCheck.run(() -> ModelBundle.load(folder));
    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.message()).contains("bundle.json", "give another --model");
  }

  @Test
  void aBrokenCatalogFails() throws IOException {
    Files.writeString(folder.resolve("catalog.db"), "This is no SQLite database, far from it. ");
    Finding finding = StorageChecks.embeddedCatalog(folder);
    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.message()).contains("cannot be opened", "give another --warehouse");
  }

  @Test
  void littleSpaceOrMemoryIsAWarning() {
    assertThat(StorageChecks.space(9_000_000_000L))
        .isEqualTo(
            Finding.warn(
                "space",
                "9.0 GB free; a matrix takes 4 bytes per score: 50,000 x 50,000 is 10 GB"));
    assertThat(JavaChecks.memory(512L << 20, 4))
        .isEqualTo(
            Finding.warn(
                "memory", "512 MiB of heap for 4 cores; set VOXMATRIX_JAVA_OPTS=-Xmx2g or more"));
  }

  @Test
  void javaIsTooOldRightOrTooNew() {
    assertThat(JavaChecks.version(11).level()).isEqualTo(Level.FAIL);
    assertThat(JavaChecks.version(17).level()).isEqualTo(Level.OK);
    assertThat(JavaChecks.version(25).level()).isEqualTo(Level.WARN);
  }

  @Test
  void aUserWithoutAnEntryIsAWarning() {
    assertThat(JavaChecks.user(true).level()).isEqualTo(Level.WARN);
    assertThat(JavaChecks.user(false).level()).isEqualTo(Level.OK);
  }

  @Test
  void fileNamesNeedUnicode() {
    assertThat(JavaChecks.fileNames("ANSI_X3.4-1968").level()).isEqualTo(Level.WARN);
    assertThat(JavaChecks.fileNames("UTF-8").level()).isEqualTo(Level.OK);
  }
}
