package org.assaydb.ads;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;

/** Merges runs into one sealed run; every version is kept. */
final class RunMerge {
  /** Walks one run from its first entry. */
  private static final class Cursor {
    private final Run run;
    private int chunk = -1;
    private int row;
    private int rowCount;
    private Rows rows;
    private byte[] digests;
    private Entry entry;

    Cursor(Run run) {
      this.run = run;
      rows = nextChunk();
      digests = digests();
      entry = rows.entry(0);
    }

    private Rows nextChunk() {
      chunk++;
      row = 0;
      Rows next = run instanceof SealedRun sealed ? sealed.readRows(chunk) : run.rows(chunk);
      rowCount = next.size();
      return next;
    }

    private byte[] digests() {
      return run instanceof SealedRun sealed
          ? sealed.readTile(chunk).rowDigests()
          : run.rowDigests(chunk);
    }

    boolean advance() {
      if (++row == rowCount) {
        if (chunk + 1 == run.chunkCount()) {
          return false;
        }
        rows = nextChunk();
        digests = digests();
      }
      entry = rows.entry(row);
      return true;
    }
  }

  private RunMerge() {}

  /**
   * @param runs at least one
   * @param tier of the result
   */
  static SealedRun merge(
      RunBodies bodies, IndexSchema schema, int chunkRows, List<? extends Run> runs, int tier) {
    long count = runs.stream().mapToLong(r -> r.summary().count()).sum();
    try (RunWriter writer = new RunWriter(bodies, schema, chunkRows, count)) {
      PriorityQueue<Cursor> heads =
          new PriorityQueue<>(Comparator.comparing((Cursor c) -> c.entry));
      runs.forEach(r -> heads.add(new Cursor(r)));
      while (!heads.isEmpty()) {
        Cursor least = heads.remove();
        Cursor second = heads.peek();
        boolean more = true;
        // Runs of keys from one input are common: leave the queue alone for them.
        while (more && (second == null || least.entry.compareTo(second.entry) < 0)) {
          writer.add(least.entry, least.digests, least.row);
          more = least.advance();
        }
        if (more) {
          heads.add(least);
        }
      }
      return writer.finish(tier);
    }
  }
}
