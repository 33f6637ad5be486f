package org.voxmatrix.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.security.UserGroupInformation;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/** What jobs need of the machine that they run on. */
public final class Machine {

  /** Bytes of heap without which Spark does not start. */
  public static final long LEAST_HEAP = 450L << 20;

  /** A native library that is unpacked into the temporary folder. */
  private static final int LIBRARY_BYTES = 2 << 20;

  /** What Java calls a user, and the home of one, of whom the system has no entry. */
  private static final String UNKNOWN = "?";

  /**
   * What Spark says where an executor ended itself for want of memory, or its node or container
   * did.
   */
  private static final Pattern EXECUTOR_KILLED =
      Pattern.compile(
          "ExecutorLostFailure.*(?:code:? (?:52|137)\\b|OutOfMemory|possible container OOM|"
              + "exceeding (?:physical |virtual )?memory limits)",
          Pattern.DOTALL);

  private static final String MORE_HEAP =
      "set VOXMATRIX_JAVA_OPTS=-Xmx2g, or --driver-memory of spark-submit";

  private Machine() {}

  /** Gives a user without an entry in passwd, as containers have them, a name for Hadoop. */
  public static void nameUser() {
    if (!isUserUnknown()) {
      return;
    }
    // Native libraries are unpacked there.
    System.setProperty(
        "user.home",
        Optional.ofNullable(System.getenv("HOME"))
            .filter(home -> Files.isWritable(Path.of(home)))
            .orElse(temporary()));
    UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser("voxmatrix"));
  }

  /** Whether the user has no entry in passwd. */
  public static boolean isUserUnknown() {
    return UNKNOWN.equals(System.getProperty("user.name"));
  }

  /**
   * Refuses a machine on which Spark would end the process, or print pages.
   *
   * @throws RequestException of fault {@code storage.unusable}
   */
  public static void check() {
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < LEAST_HEAP) {
      throw unusable(
          "Java has %d MiB of heap and Spark needs %d: %s."
              .formatted(heap >> 20, LEAST_HEAP >> 20, MORE_HEAP));
    }
    temporaryFolderFault()
        .ifPresent(
            fault -> {
              throw unusable(fault);
            });
  }

  /** What a failure says of the machine, if it does. */
  public static Optional<RequestException> fault(Throwable failure) {
    if (isOfMemory(failure)) {
      return Optional.of(unusable(fullMemory()));
    }
    if (ExceptionUtils.getThrowableList(failure).stream().anyMatch(Machine::isOfExecutor)) {
      return Optional.of(
          unusable(
              "Memory of an executor is full: give more --executor-memory or fewer --executor-cores to spark-submit."));
    }
    return ExceptionUtils.getThrowableList(failure).stream().anyMatch(Machine::isOfLibraries)
        ? temporaryFolderFault().or(Machine::noProgramsFault).map(Machine::unusable)
        : Optional.empty();
  }

  private static boolean isOfExecutor(Throwable failure) {
    return EXECUTOR_KILLED.matcher(String.valueOf(failure.getMessage())).find();
  }

  /** Whether memory was full; it may be so now, and nothing is allocated. */
  public static boolean isOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** What is said of it. */
  public static String fullMemory() {
    return "Memory is full with %d MiB of heap: %s."
        .formatted(Runtime.getRuntime().maxMemory() >> 20, MORE_HEAP);
  }

  /** SQLite's driver says it in words only. */
  private static boolean isOfLibraries(Throwable failure) {
    return failure instanceof LinkageError
        || String.valueOf(failure.getMessage()).contains("native library");
  }

  /** Why the temporary folder takes no files, if it does not. */
  public static Optional<String> temporaryFolderFault() {
    Path folder = Path.of(temporary());
    try {
      Path trial = Files.createTempFile(folder, "voxmatrix", ".tmp");
      try {
        Files.write(trial, new byte[LIBRARY_BYTES]);
      } finally {
        Files.delete(trial);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          StorageFault.of("root", "Temporary folder " + folder, e)
              .getMessage()
              .replaceFirst("\\.$", "; or set " + another() + "."));
    }
  }

  /** Why native libraries cannot be loaded from the temporary folder, if it bars programs. */
  public static Optional<String> noProgramsFault() {
    Path program = null;
    try {
      program = Files.createTempFile(Path.of(temporary()), "voxmatrix", ".sh");
      Files.writeString(program, "#!/bin/sh\n");
      Files.setPosixFilePermissions(
          program, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
      new ProcessBuilder(program.toString()).start().waitFor();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "Temporary folder %s is mounted noexec, and native libraries load from there: set %s."
              .formatted(temporary(), another()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      if (program != null) {
        program.toFile().delete();
      }
    }
  }

  private static String another() {
    return "VOXMATRIX_JAVA_OPTS=-Djava.io.tmpdir=FOLDER";
  }

  private static String temporary() {
    return System.getProperty("java.io.tmpdir");
  }

  private static RequestException unusable(String message) {
    return new RequestException(Fault.STORAGE_UNUSABLE, List.of("root"), message);
  }
}
