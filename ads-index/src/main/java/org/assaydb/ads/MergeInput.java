package org.assaydb.ads;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks one run from its first row for a merge. Not thread safe. */
abstract class MergeInput implements AutoCloseable {
  // Key and version of the current row.
  byte[] key = {};
  int keyFrom;
  int keyTo;
  long version;

  static MergeInput of(Run run) {
    return run instanceof SealedRun sealed ? new Sealed(sealed) : new InMemory((Run0) run);
  }

  /** Goes to the next row, at first to the first one; false behind the last one. */
  abstract boolean advance();

  /** Adds the current row. */
  abstract void addTo(RunWriter writer);

  @Override
  public abstract void close();

  /** Whether the current row stands before that of {@code other} in run order. */
  final boolean precedes(MergeInput other) {
    int order = Arrays.compareUnsigned(key, keyFrom, keyTo, other.key, other.keyFrom, other.keyTo);
    return order < 0 || (order == 0 && version > other.version);
  }

  private static final class Sealed extends MergeInput {
    private final BodyScan scan;
    private @Nullable RowsBlock rows;
    private int row;

    Sealed(SealedRun run) {
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
        key = current.bytes();
      }
      keyFrom = current.keyFrom(row);
      keyTo = current.keyTo(row);
      version = current.version(row);
      return true;
    }

    @Override
    void addTo(RunWriter writer) {
      RowsBlock current = rows;
      if (current != null) {
        writer.add(current, row, scan.digests(), scan.digestFrom(row));
      }
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
      key = run.rows(chunk).key(row);
      keyTo = key.length;
      version = run.rows(chunk).version(row);
      return true;
    }

    @Override
    void addTo(RunWriter writer) {
      Run0Chunk rows = run.rows(chunk);
      writer.add(rows.entry(row), rows.digest(row));
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
