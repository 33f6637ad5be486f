package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.or;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.voxmatrix.tables.RowRule;
import org.voxmatrix.tables.StoredRow;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * What an erasure does to the people that runs have linked.
 *
 * @param ids of the erased voiceprints, by run
 * @param left what is left of the people that these were of, by run and person
 */
record PeopleRules(
    ErasureSubject person, HashMap<String, Set<String>> ids, HashMap<String, PersonLeft> left)
    implements Serializable {

  private static final List<String> MEMBER =
      List.of("run_id", "person_id", "id", "recording_id", "label", "copy_of", "mean_score");

  /** Looks through the people; to be called before any of their tables is changed. */
  static PeopleRules of(Warehouse warehouse, ErasureSubject person) {
    PeopleRules rules = new PeopleRules(person, new HashMap<>(), new HashMap<>());
    Set<String> people = new HashSet<>();
    StoredRow.forEach(
        warehouse,
        VoxTable.PEOPLE_MEMBERS,
        rules.theirs(),
        List.of("run_id", "person_id", "id", "recording_id"),
        row -> {
          if (rules.isTheirs(row)) {
            people.add(row.string("person_id"));
            rules.left.put(key(row), PersonLeft.NOBODY);
            rules.ids.computeIfAbsent(row.string("run_id"), run -> new HashSet<>());
            rules.ids.get(row.string("run_id")).add(row.string("id"));
          }
        });
    Map<String, List<PersonLeft.Member>> others = new HashMap<>();
    StoredRow.forEach(
        warehouse,
        VoxTable.PEOPLE_MEMBERS,
        ErasureSubject.among("person_id", people),
        MEMBER,
        row -> {
          if (rules.left.containsKey(key(row)) && !rules.isTheirs(row)) {
            others
                .computeIfAbsent(key(row), one -> new ArrayList<>())
                .add(PersonLeft.Member.of(row));
          }
        });
    others.forEach((key, members) -> rules.left.put(key, PersonLeft.of(members)));
    return rules;
  }

  private static String key(StoredRow row) {
    return row.string("run_id") + "/" + row.string("person_id");
  }

  private Expression theirs() {
    return or(ErasureSubject.among("recording_id", person.recordings()), person.mayStandIn("id"));
  }

  private boolean isTheirs(StoredRow row) {
    return person.recordings().contains(row.string("recording_id")) || person.has(row.string("id"));
  }

  private Expression changed() {
    Set<String> people = new HashSet<>();
    left.keySet().forEach(key -> people.add(key.substring(key.indexOf('/') + 1)));
    return ErasureSubject.among("person_id", people);
  }

  /** Somebody of whom nothing is left goes. */
  RowRule people() {
    return new RowRule(
        changed(),
        List.of("run_id", "person_id"),
        row -> left.containsKey(key(row)),
        row -> left.get(key(row)).describe(row));
  }

  RowRule members() {
    return new RowRule(
        or(theirs(), changed()),
        List.of("run_id", "person_id", "id", "recording_id"),
        row -> isTheirs(row) || left.containsKey(key(row)),
        row -> {
          if (isTheirs(row)) {
            return false;
          }
          left.get(key(row)).describeMember(row);
          return true;
        });
  }

  RowRule bridges() {
    return RowRule.drop(
        or(
            or(person.mayStandIn("id_a"), person.mayStandIn("id_b")),
            ErasureSubject.among("run_id", ids.keySet())),
        List.of("run_id", "id_a", "id_b"),
        row -> isErased(row, "id_a") || isErased(row, "id_b"));
  }

  private boolean isErased(StoredRow row, String column) {
    String id = row.string(column);
    return id != null
        && (person.has(id) || ids.getOrDefault(row.string("run_id"), Set.of()).contains(id));
  }
}
