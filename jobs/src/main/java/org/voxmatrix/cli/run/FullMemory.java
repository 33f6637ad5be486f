package org.voxmatrix.cli.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.storage.Machine;

/**
 * Ends the process where a thread of Spark's dies of a full memory: the job would wait for it for
 * ever. What is said is made before, as there may be no memory for it then.
 */
public final class FullMemory implements Thread.UncaughtExceptionHandler {

  private final byte[] line =
      ("voxmatrix: " + Machine.fullMemory() + " (request.validation-error)\n")
          .getBytes(Charset.defaultCharset());

  private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
  private final Thread.UncaughtExceptionHandler others;

  private FullMemory(Thread.UncaughtExceptionHandler others) {
    this.others = others;
  }

  /** From now on, for all threads. */
  public static void watch() {
    Thread.setDefaultUncaughtExceptionHandler(
        new FullMemory(Thread.getDefaultUncaughtExceptionHandler()));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    if (Machine.isOfMemory(failure)) {
      end();
    }
    if (others != null) {
      others.uncaughtException(thread, failure);
    } else {
      failure.printStackTrace();
    }
  }

  private void end() {
    try {
      err.write(line);
    } catch (IOException e) {
      // There is nobody to tell.
    } finally {
      Runtime.getRuntime().halt(ExitCode.BAD_INPUT);
    }
  }
}
