package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.alwaysFalse;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.or;
import static org.apache.iceberg.expressions.Expressions.startsWith;

import java.io.Serializable;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.voxmatrix.ledger.Suppressions;

/**
 * Whose data an erasure removes.
 *
 * @param recordings ids of their recordings
 * @param profiles ids of their profiles
 * @param tasks ids of the tasks, operations and enrollments that were about these
 */
public record ErasureSubject(Set<String> recordings, Set<String> profiles, Set<String> tasks)
    implements Serializable {

  public ErasureSubject {
    recordings = Set.copyOf(recordings);
    profiles = Set.copyOf(profiles);
    tasks = Set.copyOf(tasks);
  }

  /** Whether the member of a set, or the item of a task, is theirs: its id may have a channel. */
  boolean has(String id) {
    return recordings.contains(id)
        || recordings.contains(Suppressions.withoutChannel(id))
        || profiles.contains(id);
  }

  /** Selects files where that column may have an id of theirs, with or without a channel. */
  Expression mayStandIn(String column) {
    Expression any = or(among(column, recordings), among(column, profiles));
    for (String recording : recordings) {
      any = or(any, startsWith(column, recording + "#"));
    }
    return any;
  }

  /** Selects rows with one of those values. */
  static Expression among(String column, Set<String> values) {
    return values.isEmpty() ? alwaysFalse() : in(column, values.toArray());
  }
}
