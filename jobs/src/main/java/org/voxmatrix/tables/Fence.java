package org.voxmatrix.tables;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.UpdateProperties;

/**
 * Keeps a process that has lost its lease from committing, however long it slept and wherever. Who
 * takes over writes a new mark into every table before anything else. A commit replaces the
 * metadata that it was made from, or fails; so if that bears no mark but those that this process
 * has seen while it held its leases, nobody has taken over before the commit.
 */
public final class Fence {

  private static final String PROPERTY = "voxmatrix.fence";

  private final Set<Runnable> holdings = ConcurrentHashMap.newKeySet();
  private final Map<VoxTable, String> passed = new ConcurrentHashMap<>();

  Fence() {}

  /**
   * What has to hold for this process to commit from now on.
   *
   * @param confirm throws if it no longer holds, by what the tables say
   */
  public void hold(Runnable confirm) {
    holdings.add(confirm);
  }

  /** Takes back what {@link #hold} was told. */
  public void release(Runnable confirm) {
    holdings.remove(confirm);
  }

  /** Whether this process holds anything. */
  public boolean isHeld() {
    return !holdings.isEmpty();
  }

  /** Fails if this process no longer holds what it held. */
  void confirm() {
    holdings.forEach(Runnable::run);
  }

  /** Fails if this process may not replace that metadata. */
  void pass(VoxTable kind, TableMetadata base) {
    String mark = base.property(PROPERTY, "");
    if (!mark.equals(passed.get(kind))) {
      confirm();
      passed.put(kind, mark);
    }
  }

  /** Makes every process confirm what it holds before it commits to the table again. */
  static void raise(Table table) {
    UpdateProperties update = table.updateProperties();
    mark().forEach(update::set);
    update.commit();
  }

  /** A new mark, as properties of a table. */
  public static Map<String, String> mark() {
    return Map.of(PROPERTY, UUID.randomUUID().toString());
  }
}
