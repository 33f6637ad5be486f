package org.voxmatrix.session;

/** Where a job says how far it is. Jobs may call it from any thread. */
public interface Progress {

  /** Says which run it is; called once, when the run is in the tables and before its work. */
  void started(String runId);

  /**
   * Says what lies ahead; called before {@link #advance}, once for each part.
   *
   * @param items number of items, or 0 where it is not known
   * @param unit what an item is, in the plural, for example "recordings"
   */
  void total(long items, String unit);

  /** Says what is done before the first item can be counted, for example "reading the manifest". */
  default void step(String what) {}

  /** Says that {@code items} more items are finished, well or not. */
  void advance(long items);

  /** Says that nothing more will come. */
  void done();

  /** For a run that is part of another: it says how far it is, but not which run it is. */
  default Progress ofPart() {
    Progress whole = this;
    return new Progress() {
      @Override
      public void started(String runId) {}

      @Override
      public void step(String what) {
        whole.step(what);
      }

      @Override
      public void total(long items, String unit) {
        whole.total(items, unit);
      }

      @Override
      public void advance(long items) {
        whole.advance(items);
      }

      @Override
      public void done() {
        whole.done();
      }
    };
  }

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
