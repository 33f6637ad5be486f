package org.voxmatrix.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.Warehouse;

/** Real refusals of this machine, deep in other exceptions. */
class StorageFaultTest {

  @TempDir Path folder;

  @Test
  void aFullDiskIsNotABug() {
    RequestException fault =
        find(
            () -> {
              try (FileOutputStream full = new FileOutputStream("/dev/full")) {
                full.write(1);
              }
            });
    assertThat(fault.error()).isEqualTo(RequestError.STORAGE_CAPACITY_EXCEEDED);
    assertThat(fault.detail().get(0).type()).isEqualTo(Fault.STORAGE_CAPACITY_EXCEEDED.type());
    assertThat(fault).hasMessageEndingWith("is on a full disk: free space.");
  }

  @Test
  void whatIsRefusedIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "x");
    assertThat(find(() -> Files.readString(folder.resolve("none"))))
        .hasMessage(folder + "/none does not exist: check the path.");
    assertThat(find(() -> new FileInputStream(folder.toFile()).close()))
        .hasMessage(folder + " is a folder: name a file.");
    assertThat(find(() -> Files.createDirectories(file)))
        .hasMessage(file + " is a file where a folder is needed: give another path.");
    assertThat(find(() -> Files.createFile(file.resolve("below"))))
        .hasMessage(file + "/below is a file where a folder is needed: give another path.");
    assertThat(find(() -> Files.createDirectory(Path.of("/sys/voxmatrix"))).detail().get(0).type())
        .isEqualTo(Fault.STORAGE_UNUSABLE.type());
    Files.write(file, "ü".getBytes(StandardCharsets.UTF_16));
    assertThat(find(() -> Files.readString(file)))
        .hasMessageEndingWith("not in UTF-8: convert it.");
    assertThat(
            find(
                () ->
                    new org.apache.hadoop.fs.Path("nosuch://h/x")
                        .getFileSystem(new Configuration())))
        .hasMessageContaining("VOXMATRIX_CLASSPATH");
  }

  @Test
  void aWarehouseThatCannotBeMadeOrIsBrokenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "x");
    assertThat(catchThrowable(() -> Warehouse.embedded(file)))
        .isInstanceOf(RequestException.class)
        .hasMessage(
            "Warehouse " + file + " is a file where a folder is needed: give another path.");
    Files.writeString(folder.resolve("catalog.db"), "This is no SQLite database, far from it. ");
    assertThat(find(() -> Warehouse.embedded(folder)))
        .hasMessage(
            "The catalog of the warehouse is damaged: restore it, or let 'voxmatrix repair' make it anew.");
  }

  @Test
  void aBugStaysOne() {
    assertThat(StorageFault.find(new IllegalStateException("No wave", new RuntimeException("x"))))
        .isEmpty();
    assertThat(Machine.fault(new NoClassDefFoundError("x"))).isEmpty();
  }

  @Test
  void aTemporaryFolderThatIsMissingIsOfTheMachine() {
    String usual = System.setProperty("java.io.tmpdir", folder + "/none");
    try {
      assertThatThrownBy(Machine::check)
          .isInstanceOf(RequestException.class)
          .hasMessage(
              "Temporary folder %s/none does not exist: check the path; or set".formatted(folder)
                  + " VOXMATRIX_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.");
      assertThat(Machine.fault(new UnsatisfiedLinkError("libx.so"))).isPresent();
    } finally {
      System.setProperty("java.io.tmpdir", usual);
    }
    Machine.check();
    assertThat(Machine.fault(new UnsatisfiedLinkError("libx.so"))).isEmpty();
  }

  /** As Spark says it by itself, on YARN, and on Kubernetes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Reason: Command exited with code 52",
        "Reason: Container killed by YARN for exceeding physical memory limits. 1.5 GB of 1.5 GB",
        "Reason: The executor with id 4 exited with exit code 137(SIGKILL, possible container OOM)."
      })
  void anExecutorThatIsLostForWantOfMemoryIsTold(String reason) {
    String lost = "Lost task 0.3 (TID 7): ExecutorLostFailure (executor 4 exited) " + reason;
    assertThat(Machine.fault(new IllegalStateException(new RuntimeException(lost))))
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .contains("--executor-memory");
  }

  @Test
  void littleMemoryIsOfTheMachine() {
    assertThat(Machine.fault(new IllegalStateException(new OutOfMemoryError("Java heap space"))))
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("Memory is full with ")
        .contains("VOXMATRIX_JAVA_OPTS=-Xmx2g");
  }

  private static RequestException find(ThrowingCallable refused) {
    Throwable failure = catchThrowable(refused);
    Throwable unchecked =
        failure instanceof IOException io ? new UncheckedIOException(io) : failure;
    return StorageFault.find(new IllegalStateException("The work failed", unchecked)).orElseThrow();
  }
}
