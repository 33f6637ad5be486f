package org.voxmatrix.jobs.compare.cohort;

import java.util.regex.Pattern;

/** Recordings by the ids of their voiceprints. */
public final class Recordings {

  private static final Pattern CHANNEL = Pattern.compile("#\\d+(?:@\\d+)?$");

  private Recordings() {}

  /** The id of the recording that a voiceprint is of: its own id without channel and speaker. */
  public static String of(String id) {
    return CHANNEL.matcher(id).replaceFirst("");
  }
}
