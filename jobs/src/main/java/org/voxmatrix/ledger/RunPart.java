package org.voxmatrix.ledger;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What belongs to a run as a whole and needs an id; items of its plan have positions from 0. */
public enum RunPart {
  /** The task of a comparison. */
  TASK(-1),
  /** The run that extracts for an identification. */
  EXTRACTION(-2),
  /** The run that compares for an identification or for links: without what was erased before. */
  COMPARISON(-3);

  private final long position;

  RunPart(long position) {
    this.position = position;
  }

  /** The id of this part of a run. */
  public String of(String runId) {
    return of(runId, 0);
  }

  /**
   * The id of this part, of which there is another one after each erasure: it has to be the last
   * one here.
   *
   * @param erased how many ids had been erased when it began
   */
  public String of(String runId, int erased) {
    return id(runId, position - erased);
  }

  /** Follows from the run and the position, so that a resumed run gives the same ids. */
  public static String id(String runId, long position) {
    byte[] name = (runId + "/" + position).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }
}
