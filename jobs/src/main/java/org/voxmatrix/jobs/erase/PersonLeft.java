package org.voxmatrix.jobs.erase;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.voxmatrix.tables.StoredRow;

/**
 * What is left of a person whose voiceprints are erased in part.
 *
 * @param members the others, as they are from now on, by id
 */
record PersonLeft(HashMap<String, Member> members) implements Serializable {

  static final PersonLeft NOBODY = new PersonLeft(new HashMap<>());

  /**
   * A voiceprint.
   *
   * @param copyOf the one of the same audio that counts; null if this is it
   * @param meanScore with the person's others; or null
   */
  record Member(String id, String recordingId, String label, String copyOf, Double meanScore)
      implements Serializable {

    static Member of(StoredRow row) {
      String score = row.string("mean_score");
      return new Member(
          row.string("id"),
          row.string("recording_id"),
          row.string("label"),
          row.string("copy_of"),
          score == null ? null : Double.valueOf(score));
    }

    boolean isOriginal() {
      return copyOf == null;
    }

    private Member copyOf(String original) {
      return new Member(id, recordingId, label, original, meanScore);
    }

    private Member withoutScore() {
      return new Member(id, recordingId, label, copyOf, null);
    }
  }

  /** Of several copies of what is erased the first one counts. */
  static PersonLeft of(List<Member> left) {
    List<Member> members = new ArrayList<>(left);
    members.sort(Comparator.comparing(Member::id));
    Set<String> there = members.stream().map(Member::id).collect(Collectors.toSet());
    HashMap<String, String> heirs = new HashMap<>();
    HashMap<String, Member> known = new HashMap<>();
    for (Member member : members) {
      if (member.isOriginal() || there.contains(member.copyOf())) {
        known.put(member.id(), member);
      } else {
        String heir = heirs.putIfAbsent(member.copyOf(), member.id());
        known.put(member.id(), member.copyOf(heir));
      }
    }
    if (known.values().stream().filter(Member::isOriginal).count() == 1) {
      known.replaceAll((id, member) -> member.withoutScore());
    }
    return new PersonLeft(known);
  }

  /** Writes what is left into the person's row; false if that is nothing. */
  boolean describe(StoredRow row) {
    Set<String> recordings = new HashSet<>();
    Set<String> labels = new HashSet<>();
    long copies = 0;
    for (Member member : members.values()) {
      if (member.isOriginal()) {
        recordings.add(member.recordingId());
      } else {
        copies++;
      }
      if (member.label() != null) {
        labels.add(member.label());
      }
    }
    row.set("voiceprints", (long) members.size());
    row.set("recordings", (long) recordings.size());
    row.set("copies", copies);
    row.set("labels", (long) labels.size());
    row.set("label", labels.size() == 1 ? labels.iterator().next() : null);
    Member medoid = members.get(row.string("medoid_id"));
    if (medoid == null && !members.isEmpty()) {
      row.set("medoid_id", medoid());
    }
    row.setNull("lowest_score", "mean_score"); // A voiceprint that is gone was among these.
    return !members.isEmpty();
  }

  /** The one that scored best with the person's others. */
  private String medoid() {
    return members.values().stream()
        .filter(Member::isOriginal)
        .min(
            Comparator.comparing(Member::meanScore, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(Member::id))
        .orElseThrow()
        .id();
  }

  /** Writes what a member is from now on into its row. */
  void describeMember(StoredRow row) {
    Member member = members.get(row.string("id"));
    row.set("copy_of", member.copyOf());
    row.set("mean_score", member.meanScore());
  }
}
