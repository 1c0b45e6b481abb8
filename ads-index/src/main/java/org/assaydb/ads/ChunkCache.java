package org.assaydb.ads;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Least recently used parts of sealed runs, bounded in bytes. Safe for any thread. */
final class ChunkCache {
  private record Cached(Object part, int sizeBytes) {}

  private final long capacityBytes;
  private final LinkedHashMap<RunPart, Cached> parts = new LinkedHashMap<>(256, 0.75f, true);
  private long usedBytes;

  ChunkCache(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  synchronized @Nullable Object get(RunPart place) {
    Cached cached = parts.get(place);
    return cached == null ? null : cached.part();
  }

  synchronized void put(RunPart place, Object part, int sizeBytes) {
    Cached replaced = parts.put(place, new Cached(part, sizeBytes));
    usedBytes += sizeBytes - (replaced == null ? 0 : replaced.sizeBytes());
    Iterator<Map.Entry<RunPart, Cached>> oldest = parts.entrySet().iterator();
    while (usedBytes > capacityBytes && oldest.hasNext()) {
      usedBytes -= oldest.next().getValue().sizeBytes();
      oldest.remove();
    }
  }
}
