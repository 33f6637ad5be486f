package org.voxmatrix.recordings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.Suppressions;

/**
 * The recordings to do, in the manifest's order, cut into waves.
 *
 * @param skipped recordings that an earlier run has done already
 */
public record WavePlan(List<PlanItem> items, long skipped) {

  /**
   * @param wanted only recordings of these ids; null for all
   * @param done says which recordings to skip
   * @param limit how many recordings to look at, skipped ones too
   * @param profile the id of the profile that an entry is to be enrolled in, or null
   */
  public static WavePlan of(
      String runId,
      List<Manifest.Entry> entries,
      Set<String> wanted,
      Predicate<Manifest.Entry> done,
      long limit,
      WaveSize waveSize,
      Function<Manifest.Entry, String> profile) {
    Set<Manifest.Place> repeated = repeated(entries);
    List<Manifest.Entry> todo =
        entries.stream()
            .filter(entry -> wanted == null || wanted.contains(itemId(entry)))
            .limit(limit)
            .toList();
    List<Manifest.Entry> left =
        todo.stream()
            .filter(entry -> repeated.contains(entry.place()) || !done.test(entry))
            .toList();
    return new WavePlan(cut(runId, left, repeated, waveSize, profile), todo.size() - left.size());
  }

  /** All entries that are not done, in waves of so many. */
  public static WavePlan of(
      String runId, List<Manifest.Entry> entries, Predicate<Manifest.Entry> done, int waveItems) {
    WaveSize size = new WaveSize(waveItems, Long.MAX_VALUE);
    return of(runId, entries, null, done, Long.MAX_VALUE, size, entry -> null);
  }

  /** The items that a run has frozen before, or freezes now, without what was erased. */
  public static List<PlanItem> frozen(Run run, Suppressions suppressed, Supplier<WavePlan> plan) {
    if (run.isPlanned()) {
      return without(run.resume(), suppressed);
    }
    WavePlan made = plan.get().without(suppressed);
    run.plan(made.items(), made.waveCount(), made.skipped());
    return made.items();
  }

  /** The plan with a blank in place of what was erased: the others keep their places. */
  public WavePlan without(Suppressions suppressed) {
    return new WavePlan(without(items, suppressed), skipped);
  }

  private static List<PlanItem> without(List<PlanItem> items, Suppressions suppressed) {
    return items.stream()
        .map(
            item ->
                suppressed.contains(Suppressions.Kind.RECORDING, item.itemId())
                    ? item.erased()
                    : item)
        .toList();
  }

  /** Number of waves. */
  public int waveCount() {
    return items.isEmpty() ? 0 : items.get(items.size() - 1).wave() + 1;
  }

  /** Items by wave, both in order. */
  public static Map<Integer, List<PlanItem>> waves(List<PlanItem> items) {
    Map<Integer, List<PlanItem>> waves = new TreeMap<>();
    items.forEach(item -> waves.computeIfAbsent(item.wave(), wave -> new ArrayList<>()).add(item));
    return waves;
  }

  /** Entries whose id an earlier entry has already, done before or not. */
  private static Set<Manifest.Place> repeated(List<Manifest.Entry> entries) {
    Set<String> seen = new HashSet<>();
    Set<Manifest.Place> repeated = new HashSet<>();
    for (Manifest.Entry entry : entries) {
      if (entry.recordingId() != null && !seen.add(entry.recordingId())) {
        repeated.add(entry.place());
      }
    }
    return repeated;
  }

  private static List<PlanItem> cut(
      String runId,
      List<Manifest.Entry> entries,
      Set<Manifest.Place> repeated,
      WaveSize size,
      Function<Manifest.Entry, String> profile) {
    List<PlanItem> items = new ArrayList<>(entries.size());
    int wave = 0;
    int count = 0;
    long bytes = 0;
    for (Manifest.Entry entry : entries) {
      long entryBytes = Math.max(0, entry.size());
      if (count > 0 && (count == size.items() || bytes + entryBytes > size.bytes())) {
        wave++;
        count = 0;
        bytes = 0;
      }
      count++;
      bytes += entryBytes;
      boolean again = repeated.contains(entry.place());
      items.add(item(runId, wave, items.size(), entry, again, profile.apply(entry)));
    }
    return items;
  }

  private static PlanItem item(
      String runId,
      int wave,
      long position,
      Manifest.Entry entry,
      boolean repeated,
      String profileId) {
    return new PlanItem(
        wave,
        position,
        RunPart.id(runId, position),
        itemId(entry),
        entry.uri(),
        entry.size(),
        entry.place().file(),
        entry.place().rowIndex(),
        repeated,
        entry.recordingId() == null ? null : profileId);
  }

  private static String itemId(Manifest.Entry entry) {
    return entry.recordingId() == null ? "row " + entry.place().rowIndex() : entry.recordingId();
  }
}
