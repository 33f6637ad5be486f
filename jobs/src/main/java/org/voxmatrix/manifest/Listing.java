package org.voxmatrix.manifest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where the recordings of a manifest come from. */
interface Listing {

  /** The columns that entries have beside recording_id, uri and size. */
  List<Column> columns();

  /** Gives every entry to {@code sink}, in an order that depends only on names and content. */
  void read(Consumer<ListedFile> sink) throws IOException;

  /** After reading: what was left out, by endings, or as {@code hidden}. */
  default Map<String, Long> others() {
    return Map.of();
  }
}
