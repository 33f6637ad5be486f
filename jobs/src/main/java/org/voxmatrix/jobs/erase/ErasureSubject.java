package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.alwaysFalse;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.or;
import static org.apache.iceberg.expressions.Expressions.startsWith;

import java.io.Serializable;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.iceberg.expressions.Expression;
import org.voxmatrix.ledger.Suppressions;

/**
 * Whose data an erasure removes.
 *
 * @param recordings ids of their recordings
 * @param profiles ids of their profiles
 * @param tasks ids of the tasks, operations and enrollments that were about these
 * @param named those of the recordings by whose own ids sets may name them, although they end like
 *     that of a voiceprint: {@code a#0}, where no recording {@code a} is known
 */
public record ErasureSubject(
    Set<String> recordings, Set<String> profiles, Set<String> tasks, Set<String> named)
    implements Serializable {

  public ErasureSubject {
    recordings = Set.copyOf(recordings);
    profiles = Set.copyOf(profiles);
    tasks = Set.copyOf(tasks);
    named = Set.copyOf(named);
  }

  ErasureSubject(Set<String> recordings, Set<String> profiles, Set<String> tasks) {
    this(recordings, profiles, tasks, Set.of());
  }

  /** Whether the item of a task or plan is theirs. */
  boolean hasItem(String id) {
    return recordings.contains(id) || profiles.contains(id);
  }

  /** Whether the member of a set is theirs: its id may have a channel. */
  boolean has(String id) {
    return whose(id) != null;
  }

  /** The recording or profile of theirs that the member of a set is of; null if it is of none. */
  String whose(String id) {
    if (profiles.contains(id) || named.contains(id)) {
      return id;
    }
    String recording = Suppressions.withoutChannel(id);
    return recordings.contains(recording) ? recording : null;
  }

  /** The part of it that these ids are. */
  ErasureSubject only(UnknownIds ids) {
    return new ErasureSubject(
        ids.recordings(), ids.profiles(), tasks, chosen(named, ids.recordings()::contains));
  }

  /** The part of it that these ids are not. */
  ErasureSubject without(UnknownIds ids) {
    return new ErasureSubject(
        chosen(recordings, id -> !ids.recordings().contains(id)),
        chosen(profiles, id -> !ids.profiles().contains(id)),
        tasks,
        chosen(named, id -> !ids.recordings().contains(id)));
  }

  private static Set<String> chosen(Set<String> ids, Predicate<String> which) {
    return ids.stream().filter(which).collect(Collectors.toSet());
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
