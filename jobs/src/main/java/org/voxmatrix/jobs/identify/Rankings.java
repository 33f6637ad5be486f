package org.voxmatrix.jobs.identify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.voxmatrix.jobs.identify.IdentificationRow.Ranked;

/** The best profiles of each channel of recordings, read once, wave after wave. */
final class Rankings {

  /**
   * One channel of a recording.
   *
   * @param speaker one of its speakers; null if it is taken as a whole
   */
  record Channel(String recordingId, int number, Integer speaker) {}

  private final Iterator<Row> rows;
  private Row next;

  /**
   * @param rows wave, recording, channel, speaker, profile and score; by wave, best profiles first
   */
  Rankings(Iterator<Row> rows) {
    this.rows = rows;
    advance();
  }

  static Rankings none() {
    return new Rankings(Collections.emptyIterator());
  }

  /** Those of one wave, best first; waves are to be asked for in order. */
  Map<Channel, List<Ranked>> of(int wave) {
    Map<Channel, List<Ranked>> rankings = new LinkedHashMap<>();
    while (next != null && next.getInt(0) <= wave) {
      if (next.getInt(0) == wave) {
        Integer speaker = next.isNullAt(3) ? null : next.getInt(3);
        Channel channel = new Channel(next.getString(1), next.getInt(2), speaker);
        rankings
            .computeIfAbsent(channel, one -> new ArrayList<>())
            .add(new Ranked(next.getString(4), next.getDouble(5)));
      }
      advance();
    }
    return rankings;
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }
}
