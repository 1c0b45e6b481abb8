package org.assaydb.benchmarks.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Counts what this JVM syncs to disk by the events of its flight recorder, so that the code that is
 * measured need not count. RocksDB's syncs are native and not among them: replicas ask for none at
 * a commit.
 */
final class SyncRecording implements AutoCloseable {
  private static final String EVENT = "jdk.FileForce";

  private final Recording recording = new Recording();

  SyncRecording() {
    recording.enable(EVENT).withoutThreshold().withoutStackTrace();
    recording.start();
  }

  /** Ends it; syncs below a directory by the name of the file, numbers in it left out. */
  Map<String, Long> stop(Path below) throws IOException {
    recording.stop();
    Path file = Files.createTempFile("assay-syncs", ".jfr");
    try {
      recording.dump(file);
      Map<String, Long> counts = new TreeMap<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getEventType().getName().equals(EVENT)) {
          count(event.getString("path"), below, counts);
        }
      }
      return counts;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void count(@Nullable String path, Path below, Map<String, Long> counts) {
    Path file = path == null ? Path.of("") : Path.of(path).normalize();
    if (file.startsWith(below)) {
      counts.merge(String.valueOf(file.getFileName()).replaceAll("[0-9]+", "N"), 1L, Long::sum);
    }
  }

  @Override
  public void close() {
    recording.close();
  }
}
