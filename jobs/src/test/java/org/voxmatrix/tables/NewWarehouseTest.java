package org.voxmatrix.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class NewWarehouseTest {

  private static final int OPENERS = 6;

  @TempDir Path folder;

  /** As a command does, which starts Spark in one thread and looks into the catalog in another. */
  @RepeatedTest(5)
  void severalMayOpenItAtOnceForTheFirstTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(OPENERS);
    CyclicBarrier together = new CyclicBarrier(OPENERS);
    List<Future<Long>> opened = new ArrayList<>();
    for (int i = 0; i < OPENERS; i++) {
      opened.add(
          threads.submit(
              () -> {
                together.await();
                try (Warehouse warehouse = Warehouse.embedded(folder)) {
                  warehouse.table(VoxTable.RUNS);
                  return new TableFiles(warehouse, VoxTable.RUNS).count("nobody");
                }
              }));
    }
    threads.shutdown();
    for (Future<Long> one : opened) {
      assertThat(one.get()).isZero();
    }
  }
}
