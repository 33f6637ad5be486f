package org.voxmatrix.doctor;

import java.nio.charset.Charset;
import org.voxmatrix.error.Counted;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.score.KernelChoice;
import org.voxmatrix.storage.Machine;

/** The Java runtime. */
final class JavaChecks {

  private static final String KERNEL = "scoring";
  private static final String MODULE = "jdk.incubator.vector";
  private static final long ENOUGH_HEAP = 1L << 30;

  private JavaChecks() {}

  static Finding version(int feature) {
    String found = "Java " + feature;
    if (feature < 17) {
      return Finding.fail("java", found + "; install a JDK 17");
    }
    return feature <= 21
        ? Finding.ok("java", found + ", " + System.getProperty("java.vm.name"))
        : Finding.warn("java", found + " is newer than Spark was tested with; prefer 17 or 21");
  }

  static Finding memory(long heap, int cores) {
    String found = "%,d MiB of heap for %s".formatted(heap >> 20, new Counted(cores, "core"));
    if (heap < Machine.LEAST_HEAP) {
      return Finding.fail("memory", found + "; set VOXMATRIX_JAVA_OPTS=-Xmx2g or more");
    }
    return heap < ENOUGH_HEAP
        ? Finding.warn("memory", found + "; set VOXMATRIX_JAVA_OPTS=-Xmx2g or more")
        : Finding.ok("memory", found);
  }

  /** Java opens files by this, and without UTF-8 not those with other than ASCII names. */
  static Finding fileNames(String encoding) {
    return Charset.forName(encoding).newEncoder().canEncode('\u4e2d')
        ? Finding.ok("file names", encoding)
        : Finding.warn(
            "file names",
            encoding + " cannot spell every file name; set LC_ALL=C.UTF-8 to open all files");
  }

  /** Spark keeps files there, and native libraries load from there. */
  static Finding temporaryFolder() {
    return Machine.temporaryFolderFault()
        .or(Machine::noProgramsFault)
        .map(fault -> Finding.fail("temp folder", fault))
        .orElseGet(() -> Finding.ok("temp folder", System.getProperty("java.io.tmpdir")));
  }

  static Finding user(boolean unknown) {
    return unknown
        ? Finding.warn(
            "user", "has no entry in passwd; files are opened under the name voxmatrix: add one")
        : Finding.ok("user", System.getProperty("user.name"));
  }

  static Finding kernel() {
    String name;
    try {
      name = KernelChoice.best().name();
    } catch (RequestException e) {
      return Finding.fail(KERNEL, e.getMessage());
    }
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Finding.warn(
          KERNEL, name + ", the slower kernel; start Java with --add-modules=" + MODULE);
    }
    return name.startsWith("Vector")
        ? Finding.ok(KERNEL, name)
        : Finding.warn(
            KERNEL,
            name
                + ", the slower kernel; use a processor with AVX2 or AVX-512 and leave"
                + " voxmatrix.kernel unset");
  }
}
