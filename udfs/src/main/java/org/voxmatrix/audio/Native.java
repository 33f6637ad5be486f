package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

/** Loads FFmpeg once a process and sets what is global to it. */
final class Native {

  /** Largest single allocation in bytes that a file may cause. */
  private static final long MOST_BYTES = 64L << 20;

  static {
    // JavaCPP compares the memory of the whole process with the Java heap by default, and fails
    // where models or mapped files use more. Every native object here is freed by hand.
    if (System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
      System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    }
    av_log_set_level(AV_LOG_QUIET);
    av_max_alloc(MOST_BYTES);
  }

  private Native() {}

  static void load() {}
}
