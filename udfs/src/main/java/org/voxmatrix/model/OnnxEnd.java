package org.voxmatrix.model;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets a process that is ended from outside end in order. ONNX Runtime takes its environment down
 * as soon as the process begins to end; a graph that still runs then ends it with a fault of
 * memory. So the environment is kept, and before the process ends, runs end and no more begin.
 */
final class OnnxEnd {

  private static final int MOST_SECONDS = 10;
  private static final ReentrantReadWriteLock RUNS = new ReentrantReadWriteLock();

  static {
    keepEnvironment();
    Thread last = new Thread(OnnxEnd::awaitRuns, "voxmatrix-onnx-end");
    try {
      Runtime.getRuntime().addShutdownHook(last);
    } catch (IllegalStateException ending) {
      last.start();
    }
  }

  private OnnxEnd() {}

  /** To be held by whoever runs a graph; not to be had any more when the process ends. */
  static Lock runs() {
    return RUNS.readLock();
  }

  /** Never unlocked: what failed in the last moments would be written as a fault of a recording. */
  private static void awaitRuns() {
    try {
      RUNS.writeLock().tryLock(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Takes a second reference to the one environment of the process, which lives until all are given
   * back: the library's own shutdown hook gives back the first.
   *
   * @return false where the library has changed
   */
  static boolean keepEnvironment() {
    OrtEnvironment.getEnvironment();
    try {
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      api.setAccessible(true);
      create.setAccessible(true);
      create.invoke(null, api.getLong(null), 2, OrtEnvironment.DEFAULT_NAME);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }
}
