package org.assaydb.ads;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.jspecify.annotations.Nullable;

/**
 * Run 0 of an index: the youngest entries, in memory, as a copy-on-write sequence of chunks.
 *
 * <p>The rule of its boundaries, which decides digests: the new entries of a block go to the last
 * chunk that begins at or before them, or to the first chunk. A chunk that then holds n &gt; 64
 * rows becomes p = ceil(n / 64) chunks, of which the i-th holds the rows [i n / p, (i + 1) n / p);
 * in a grouped index the rows of each prefix do so by themselves, so that no chunk spans two. Other
 * chunks stay as they are; chunks never join.
 */
final class Run0 implements Run {
  private final Run0Chunk[] chunks;
  private final RunTree tree;
  private final RunDescriptor descriptor;

  private Run0(Run0Chunk[] chunks, TreeShape shape, @Nullable Run0 previous) {
    this.chunks = chunks;
    TreeNode[] leaves = new TreeNode[chunks.length];
    for (int i = 0; i < chunks.length; i++) {
      leaves[i] = chunks[i].node();
    }
    tree =
        new RunTree(shape, leaves, i -> chunks[i].key(0), previous == null ? null : previous.tree);
    TreeNode root = tree.root();
    descriptor = new RunDescriptor(0, tree.leafCount(), root.summary(), root.digest());
  }

  /**
   * Adds the entries of one block.
   *
   * @param run null for none yet
   * @param entries in run order, at least one
   */
  static Run0 apply(IndexSchema schema, @Nullable Run0 run, List<Entry> entries) {
    TreeShape shape = new TreeShape(schema);
    List<Run0Chunk> out = new ArrayList<>();
    long[] starts = starts(entries);
    int next = 0;
    Run0Chunk[] old = run == null ? new Run0Chunk[0] : run.chunks;
    RowsBuffer rows = new RowsBuffer(shape, RunDescriptor.GROUP_ROWS + entries.size());
    for (int i = 0; i < old.length; i++) {
      Run0Chunk chunk = old[i];
      int to =
          i + 1 == old.length ? entries.size() : firstAtOrAfter(entries, starts, next, old[i + 1]);
      if (to == next) {
        out.add(chunk);
      } else {
        merge(chunk, entries, starts, next, to, rows);
        split(chunk, rows, shape, out);
        next = to;
      }
    }
    if (old.length == 0) {
      rows.clear();
      entries.forEach(rows::add);
      split(null, rows, shape, out);
    }
    return new Run0(out.toArray(new Run0Chunk[0]), shape, run);
  }

  private static long[] starts(List<Entry> entries) {
    long[] starts = new long[entries.size()];
    for (int i = 0; i < starts.length; i++) {
      byte[] key = entries.get(i).key().bytes();
      starts[i] = KeyStart.of(key, 0, key.length);
    }
    return starts;
  }

  /**
   * First of the entries from {@code from} on that belongs to {@code chunk} or a later one; looks
   * near {@code from} first, since most chunks get few.
   */
  private static int firstAtOrAfter(List<Entry> entries, long[] starts, int from, Run0Chunk chunk) {
    int low = from;
    int high = from;
    int step = 4;
    while (high < starts.length && !chunk.beginsAtOrBefore(entries.get(high), starts[high])) {
      low = high + 1;
      high = Math.min(starts.length, high + step);
      step *= 2;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunk.beginsAtOrBefore(entries.get(middle), starts[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Fills {@code rows} with those of a chunk and the entries [from, to). */
  private static void merge(
      Run0Chunk chunk, List<Entry> entries, long[] starts, int from, int to, RowsBuffer rows) {
    rows.clear();
    int next = 0;
    for (int i = from; i < to; i++) {
      Entry entry = entries.get(i);
      int place = chunk.placeOf(entry, starts[i], next);
      rows.addAll(chunk, next, place);
      rows.add(entry);
      next = place;
    }
    rows.addAll(chunk, next, chunk.size());
  }

  /** Makes the chunks of all rows, of which the older ones come from {@code old}. */
  private static void split(
      @Nullable Run0Chunk old, RowsBuffer rows, TreeShape shape, List<Run0Chunk> out) {
    int first = 0;
    while (first < rows.size()) {
      int end = endOfPrefix(rows, first, shape);
      int count = end - first;
      int pieces = RunDescriptor.groupsInChunk(count);
      for (int piece = 0; piece < pieces; piece++) {
        int from = first + (int) ((long) piece * count / pieces);
        int to = first + (int) ((piece + 1L) * count / pieces);
        out.add(new Run0Chunk(old, rows, from, to, shape));
      }
      first = end;
    }
  }

  /** Where the rows with the prefix of row {@code first} end; at the end when not grouped. */
  private static int endOfPrefix(RowsBuffer rows, int first, TreeShape shape) {
    if (shape.schema().groupedParts() == 0) {
      return rows.size();
    }
    Key prefix = RunTree.prefix(shape.schema(), rows.key(first));
    KeyRange range = KeyRange.prefix(prefix);
    int end = first + 1;
    while (end < rows.size() && range.contains(new Key(rows.key(end)))) {
      end++;
    }
    return end;
  }

  long size() {
    return descriptor.summary().count();
  }

  @Override
  public RunDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public RunTree tree() {
    return tree;
  }

  @Override
  public ChunkSource chunk(int ordinal) {
    return chunks[ordinal];
  }

  @Override
  public Run0Chunk rows(int chunk) {
    return chunks[chunk];
  }

  @Override
  public int chunkFor(byte[] key, long version) {
    int low = 0;
    int high = chunks.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (chunks[middle].beginsAtOrBefore(key, version)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public int compareFirstKey(int chunk, byte[] key) {
    return chunks[chunk].compareKey(0, key);
  }

  @Override
  public boolean endsBefore(byte[] key) {
    Run0Chunk last = chunks[chunks.length - 1];
    return last.compareKey(last.size() - 1, key) < 0;
  }

  @Override
  public boolean mayHold(long hash) {
    return true;
  }
}
