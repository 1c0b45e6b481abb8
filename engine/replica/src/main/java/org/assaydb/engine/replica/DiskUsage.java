package org.assaydb.engine.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What a replica has on disk, looked at once a second at most, however often it is asked. */
public final class DiskUsage {
  private static final List<String> PARTS = List.of("state", "blocks", "votes", "archive");
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path directory;
  private Map<String, Long> bytes = Map.of();
  private long readAt;

  DiskUsage(Path directory) {
    this.directory = directory;
  }

  /** Bytes of each part of the replica's directory. */
  synchronized Map<String, Long> bytesByPart() {
    long now = System.nanoTime();
    if (bytes.isEmpty() || now - readAt >= FRESH_NANOS) {
      Map<String, Long> found = new LinkedHashMap<>();
      PARTS.forEach(part -> found.put(part, sizeBytes(directory.resolve(part))));
      bytes = found;
      readAt = now;
    }
    return bytes;
  }

  /** Bytes of a file, or of all files below a directory; 0 when it is not there. */
  public static long sizeBytes(Path directory) {
    AtomicLong total = new AtomicLong();
    if (!Files.exists(directory)) {
      return 0;
    }
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              total.addAndGet(attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE; // files come and go while a replica runs
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return total.get();
  }
}
