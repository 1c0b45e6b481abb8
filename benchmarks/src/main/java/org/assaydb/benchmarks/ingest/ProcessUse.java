package org.assaydb.benchmarks.ingest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used so far, by its own counters and those of Linux. */
public final class ProcessUse {
  private static final Path IO = Path.of("/proc/self/io");
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessUse() {}

  /** CPU time of all threads, compiler and garbage collector included. */
  public static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** CPU time of the calling thread. */
  public static long threadCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Bytes passed to write calls: files of RocksDB, its log included. 0 where Linux is missing. */
  static long writtenBytes() {
    return field(IO, "wchar:");
  }

  /** Most memory resident at any time, heap included; 0 where Linux is missing. */
  static long peakResidentBytes() {
    return field(STATUS, "VmHWM:") * 1024;
  }

  /** Sum of the peaks of the heap's pools: an upper bound of what was in use at any time. */
  static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static long field(Path file, String name) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.substring(name.length()).replace("kB", "").strip());
        }
      }
      return 0;
    } catch (IOException e) {
      return 0; // another system
    }
  }
}
