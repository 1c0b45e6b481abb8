package org.assaydb.ads;

import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** The reads of validation: filters and versions leave out runs without proof. */
final class PointReads {
  private static final long NEWEST = Long.MAX_VALUE;

  private PointReads() {}

  static @Nullable Entry newest(IndexState index, Key key, long snapshotHeight) {
    long version = Version.endOf(snapshotHeight).packed();
    byte[] bytes = key.bytes();
    long hash = 0;
    boolean hashed = false;
    for (Run run : index.runs(snapshotHeight)) {
      if (run.summary().minVersion().packed() > version || outside(run, bytes)) {
        continue;
      }
      if (!hashed && run instanceof SealedRun) {
        hash = FilterHash.of(index.schema(), key);
        hashed = true;
      }
      Entry entry = run.mayHold(hash) ? find(run, bytes, version) : null;
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  private static boolean outside(Run run, byte[] key) {
    return run.endsBefore(key) || run.compareFirstKey(0, key) > 0;
  }

  private static @Nullable Entry find(Run run, byte[] key, long version) {
    int chunk = run.chunkFor(key, version);
    Rows rows = run.rows(chunk);
    int row = rows.lowerBound(key, version);
    if (row == rows.size()) {
      if (chunk + 1 == run.chunkCount() || run.compareFirstKey(chunk + 1, key) != 0) {
        return null;
      }
      rows = run.rows(chunk + 1);
      row = 0;
    }
    return rows.compareKey(row, key) == 0 ? rows.entry(row) : null;
  }

  static boolean hasNewerThan(IndexState index, KeyRange range, long height) {
    if (range.isEmpty()) {
      return false;
    }
    Boolean filtered = null;
    long hash = 0;
    // A row that was deleted above the height may have left the current runs.
    for (Run run : index.runs(height)) {
      if (run.summary().maxVersion().height() <= height || outside(run, range)) {
        continue;
      }
      if (filtered == null) {
        filtered = FilterHash.covers(index.schema(), range);
        hash = filtered ? FilterHash.of(index.schema(), range.lower()) : 0;
      }
      if ((!filtered || run.mayHold(hash)) && newerInRun(run, range, height)) {
        return true;
      }
    }
    return false;
  }

  private static boolean outside(Run run, KeyRange range) {
    return run.endsBefore(range.lower().bytes())
        || (range.upper() != null && run.compareFirstKey(0, range.upper().bytes()) >= 0);
  }

  private static boolean newerInRun(Run run, KeyRange range, long height) {
    byte[] upper = range.upper() == null ? null : range.upper().bytes();
    int first = run.chunkFor(range.lower().bytes(), NEWEST);
    for (int chunk = first; chunk < run.chunkCount(); chunk++) {
      if (upper != null && chunk > first && run.compareFirstKey(chunk, upper) >= 0) {
        return false;
      }
      if (run.chunkNode(chunk).summary().maxVersion().height() > height) {
        Rows rows = run.rows(chunk);
        int from = chunk == first ? rows.lowerBound(range.lower().bytes(), NEWEST) : 0;
        int to = upper == null ? rows.size() : rows.lowerBound(upper, NEWEST);
        for (int row = from; row < to; row++) {
          if (new Version(rows.version(row)).height() > height) {
            return true;
          }
        }
      }
    }
    return false;
  }

  static @Nullable Entry firstLive(IndexState index, KeyRange range, long snapshotHeight) {
    IndexSchema schema = index.schema();
    boolean filtered = !range.isEmpty() && FilterHash.covers(schema, range);
    long hash = filtered ? FilterHash.of(schema, range.lower()) : 0;
    Key from = range.lower();
    while (range.upper() == null || from.compareTo(range.upper()) < 0) {
      Key least = null;
      for (Run run : index.runs(snapshotHeight)) {
        if (outside(run, new KeyRange(from, range.upper())) || (filtered && !run.mayHold(hash))) {
          continue;
        }
        Key candidate = firstKey(run, from);
        if (candidate != null && (least == null || candidate.compareTo(least) < 0)) {
          least = candidate;
        }
      }
      if (least == null || !range.contains(least)) {
        return null;
      }
      Entry entry = newest(index, least, snapshotHeight);
      if (entry != null && entry.kind().isPut()) {
        return entry;
      }
      from = least.successor();
    }
    return null;
  }

  /** The first key of a run at or after {@code from}. */
  private static @Nullable Key firstKey(Run run, Key from) {
    int chunk = run.chunkFor(from.bytes(), NEWEST);
    Rows rows = run.rows(chunk);
    int row = rows.lowerBound(from.bytes(), NEWEST);
    if (row == rows.size()) {
      if (chunk + 1 == run.chunkCount()) {
        return null;
      }
      rows = run.rows(chunk + 1);
      row = 0;
    }
    return new Key(rows.key(row));
  }
}
