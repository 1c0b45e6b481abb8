package org.assaydb.ads;

import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.Entry;
import org.jspecify.annotations.Nullable;

/** Walks one run from its first row for a merge. Not thread safe. */
abstract class MergeInput implements AutoCloseable {
  // Key and version of the current row.
  byte[] key = {};
  int keyFrom;
  int keyTo;
  long version;

  /** {@link KeyStart} of the key; decides mostly. */
  private long start;

  static MergeInput of(Run run) {
    return run instanceof SealedRun sealed ? new Sealed(sealed) : new InMemory((Run0) run);
  }

  /** New entries, in run order. */
  static MergeInput of(List<Entry> entries) {
    return new Listed(entries);
  }

  /** Goes to the next row, at first to the first one; false behind the last one. */
  abstract boolean advance();

  /** Adds the current row. */
  abstract void addTo(RunWriter writer);

  @Override
  public abstract void close();

  /** Makes {@code bytes[from, to)} with {@code rowVersion} the current row. */
  final void at(byte[] bytes, int from, int to, long rowVersion) {
    key = bytes;
    keyFrom = from;
    keyTo = to;
    version = rowVersion;
    start = KeyStart.of(bytes, from, to);
  }

  /** Whether the current row stands before that of {@code other} in run order. */
  final boolean precedes(MergeInput other) {
    if (start != other.start) {
      return Long.compareUnsigned(start, other.start) < 0;
    }
    int order = Arrays.compareUnsigned(key, keyFrom, keyTo, other.key, other.keyFrom, other.keyTo);
    return order < 0 || (order == 0 && version > other.version);
  }

  /** Of a sealed run. */
  static final class Sealed extends MergeInput {
    private final SealedRun run;
    private final BodyScan scan;
    private @Nullable RowsBlock rows;
    private int row;

    Sealed(SealedRun run) {
      this.run = run;
      scan = run.scan();
    }

    @Override
    boolean advance() {
      RowsBlock current = rows;
      row++;
      if (current == null || row == current.size()) {
        current = scan.next();
        rows = current;
        row = 0;
        if (current == null) {
          return false;
        }
      }
      at(current.bytes(), current.keyFrom(row), current.keyTo(row), current.version(row));
      return true;
    }

    @Override
    void addTo(RunWriter writer) {
      RowsBlock current = rows;
      if (current != null) {
        writer.add(current, row, scan.digests(), scan.digestFrom(row));
      }
    }

    /** Whether a chunk begins here and ends before the current row of {@code other}. */
    boolean wholeChunkBefore(@Nullable MergeInput other) {
      return row == 0
          && scan.atChunkStart()
          && (other == null || run.endsBefore(scan.chunk(), other.key, other.keyFrom, other.keyTo));
    }

    /** Goes to the first row of the next chunk. */
    boolean skipChunk() {
      scan.skipChunk();
      rows = null;
      return advance();
    }

    BodyScan scan() {
      return scan;
    }

    SealedRun run() {
      return run;
    }

    int chunk() {
      return scan.chunk();
    }

    RowsBlock rows() {
      if (rows == null) {
        throw new IllegalStateException("no current row");
      }
      return rows;
    }

    int row() {
      return row;
    }

    byte[] digests() {
      return scan.digests();
    }

    int digestFrom() {
      return scan.digestFrom(row);
    }

    @Override
    public void close() {
      scan.close();
    }
  }

  private static final class InMemory extends MergeInput {
    private final Run0 run;
    private int chunk;
    private int row = -1;

    InMemory(Run0 run) {
      this.run = run;
    }

    @Override
    boolean advance() {
      if (++row == run.rows(chunk).size()) {
        if (chunk + 1 == run.chunkCount()) {
          return false;
        }
        chunk++;
        row = 0;
      }
      RowsBlock rows = run.rows(chunk).block();
      at(rows.bytes(), rows.keyFrom(row), rows.keyTo(row), rows.version(row));
      return true;
    }

    @Override
    void addTo(RunWriter writer) {
      Run0Chunk rows = run.rows(chunk);
      writer.add(rows.block(), row, rows.leaves().digests(), row * Digest.SIZE_BYTES);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private static final class Listed extends MergeInput {
    private final List<Entry> entries;
    private int place = -1;

    Listed(List<Entry> entries) {
      this.entries = entries;
    }

    @Override
    boolean advance() {
      if (++place == entries.size()) {
        return false;
      }
      Entry entry = entries.get(place);
      byte[] bytes = entry.key().bytes();
      at(bytes, 0, bytes.length, entry.version().packed());
      return true;
    }

    @Override
    void addTo(RunWriter writer) {
      writer.add(entries.get(place));
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
