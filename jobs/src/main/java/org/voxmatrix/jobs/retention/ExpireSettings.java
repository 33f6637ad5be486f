package org.voxmatrix.jobs.retention;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * How long things are kept; null for ever.
 *
 * @param operations after their last action
 * @param tasks runs, their plans and tasks, after their last action
 * @param voiceprints after their extraction
 * @param snapshots removed rows, for those who began to read before
 */
@RecordBuilder
public record ExpireSettings(
    Duration operations, Duration tasks, Duration voiceprints, Duration snapshots)
    implements ExpireSettingsBuilder.With {

  /** Operations for a day, as the service does; voiceprints for ever. */
  public static final ExpireSettings DEFAULT =
      new ExpireSettings(Duration.ofHours(24), Duration.ofDays(30), null, Duration.ofHours(1));
}
