package org.voxmatrix.jobs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * A decoded set in matrix order, and what is wrong with it.
 *
 * @param faults one for each bad row, at most {@value #MAX_FAULTS}; the row is not among the
 *     members
 */
record VoiceprintSet(List<String> ids, List<Voiceprint> voiceprints, List<ErrorDetail> faults) {

  /** More faults of one set are not listed one by one. */
  static final int MAX_FAULTS = 100;

  /** Reads and checks every row. */
  static VoiceprintSet read(SetSource source, String field, Function<String, Voiceprint> decoder) {
    List<String> ids = new ArrayList<>();
    List<Voiceprint> voiceprints = new ArrayList<>();
    List<ErrorDetail> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Iterator<SetSource.Entry> entries = source.entries();
    for (int index = 0; entries.hasNext(); index++) {
      SetSource.Entry entry = entries.next();
      try {
        String id = check(entry, seen);
        voiceprints.add(decoder.apply(entry.voiceprint()));
        ids.add(id);
      } catch (RejectedException e) {
        if (faults.size() < MAX_FAULTS) {
          faults.add(located(e, field, index, entry.id()));
        }
      }
    }
    if (ids.isEmpty() && faults.isEmpty()) {
      faults.add(
          ErrorDetail.of(
              Fault.SET_EMPTY, List.of(field), "Set " + field + " is empty: give it voiceprints."));
    }
    return new VoiceprintSet(ids, voiceprints, faults);
  }

  int size() {
    return ids.size();
  }

  private static String check(SetSource.Entry entry, Set<String> seen) {
    if (entry.id() == null) {
      throw new RejectedException(
          Fault.MANIFEST_MISSING_VALUE, List.of("id"), "The id is null: give each voiceprint one.");
    }
    if (!seen.add(entry.id())) {
      throw new RejectedException(
          Fault.SET_DUPLICATE_ID,
          List.of("id"),
          "The id " + entry.id() + " stands in the set before: give each voiceprint its own.");
    }
    return entry.id();
  }

  private static ErrorDetail located(RejectedException e, String field, int index, String id) {
    Map<String, Object> context = new LinkedHashMap<>(e.detail().context());
    if (id != null) {
      context.put("id", id);
    }
    return ErrorDetail.of(e.fault(), List.of(field, index), e.getMessage(), context);
  }
}
