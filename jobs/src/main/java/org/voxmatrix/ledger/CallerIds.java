package org.voxmatrix.ledger;

import java.util.UUID;

/** The two ids that tie a run to what asked for it; on every run, task and log line. */
public record CallerIds(String correlationId, String requestId) {

  /** Generates whichever id is null. */
  public CallerIds {
    correlationId = correlationId == null ? UUID.randomUUID().toString() : correlationId;
    requestId = requestId == null ? UUID.randomUUID().toString() : requestId;
  }
}
