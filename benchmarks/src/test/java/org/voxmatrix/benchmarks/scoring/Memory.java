package org.voxmatrix.benchmarks.scoring;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most heap that was live after a collection, and the most memory of the whole process. */
final class Memory {

  private final AtomicLong peak = new AtomicLong();

  Memory() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> {
                if (notification.getUserData() instanceof CompositeData data) {
                  long used =
                      GarbageCollectionNotificationInfo.from(data)
                          .getGcInfo()
                          .getMemoryUsageAfterGc()
                          .values()
                          .stream()
                          .mapToLong(MemoryUsage::getUsed)
                          .sum();
                  peak.accumulateAndGet(used, Math::max);
                }
              },
              null,
              null);
    }
  }

  /** Bytes of heap and metaspace after the fullest collection. */
  long afterCollection() {
    return peak.get();
  }

  /** Bytes of the process's largest resident set. */
  static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }
}
