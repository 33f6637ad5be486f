package org.voxmatrix.jobs;

/** Where a job says how far it is. Jobs may call it from any thread. */
public interface Progress {

  /** Says which run it is; called once, before work begins. */
  void started(String runId);

  /**
   * Says what lies ahead; called once, before {@link #advance}.
   *
   * @param items number of items, or 0 where it is not known
   * @param unit what an item is, in the plural, for example "recordings"
   */
  void total(long items, String unit);

  /** Says that {@code items} more items are finished, well or not. */
  void advance(long items);

  /** Says that nothing more will come. */
  void done();

  /** One that says nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void started(String runId) {}

      @Override
      public void total(long items, String unit) {}

      @Override
      public void advance(long items) {}

      @Override
      public void done() {}
    };
  }
}
