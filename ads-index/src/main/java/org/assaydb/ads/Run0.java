package org.assaydb.ads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.NodeLevel;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ChunkSource;
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
    int next = 0;
    Run0Chunk[] old = run == null ? new Run0Chunk[0] : run.chunks;
    for (int i = 0; i < old.length; i++) {
      Run0Chunk chunk = old[i];
      int to = i + 1 == old.length ? entries.size() : firstAtOrAfter(entries, next, old[i + 1]);
      if (to == next) {
        out.add(chunk);
      } else {
        merge(chunk, entries.subList(next, to), shape, out);
        next = to;
      }
    }
    if (old.length == 0) {
      merge(null, entries, shape, out);
    }
    return new Run0(out.toArray(new Run0Chunk[0]), shape, run);
  }

  /** First of the entries from {@code from} on that belongs to {@code chunk} or a later one. */
  private static int firstAtOrAfter(List<Entry> entries, int from, Run0Chunk chunk) {
    int low = from;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (chunk.beginsAtOrBefore(entries.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static void merge(
      @Nullable Run0Chunk chunk, List<Entry> added, TreeShape shape, List<Run0Chunk> out) {
    int old = chunk == null ? 0 : chunk.size();
    int count = old + added.size();
    Entry[] rows = new Entry[count];
    NodeLevel nodes = new NodeLevel(shape.schema(), count);
    int o = 0;
    int a = 0;
    for (int i = 0; i < count; i++) {
      if (chunk != null
          && o < old
          && (a == added.size() || chunk.entry(o).compareTo(added.get(a)) < 0)) {
        rows[i] = chunk.entry(o);
        nodes.addAll(chunk.leaves(), o, o + 1);
        o++;
      } else {
        rows[i] = added.get(a++);
        shape.row(rows[i], nodes.digests(), nodes.nextDigest());
        nodes.addRow(rows[i]);
      }
    }
    int first = 0;
    while (first < count) {
      int end = endOfPrefix(rows, first, shape);
      split(rows, nodes, first, end, shape, out);
      first = end;
    }
  }

  /** Where the rows with the prefix of row {@code first} end; at the end when not grouped. */
  private static int endOfPrefix(Entry[] rows, int first, TreeShape shape) {
    if (shape.schema().groupedParts() == 0) {
      return rows.length;
    }
    Key prefix = RunTree.prefix(shape.schema(), rows[first].key().bytes());
    KeyRange range = KeyRange.prefix(prefix);
    int end = first + 1;
    while (end < rows.length && range.contains(rows[end].key())) {
      end++;
    }
    return end;
  }

  private static void split(
      Entry[] rows, NodeLevel nodes, int first, int end, TreeShape shape, List<Run0Chunk> out) {
    int count = end - first;
    int pieces = RunDescriptor.groupsInChunk(count);
    for (int piece = 0; piece < pieces; piece++) {
      int from = first + (int) ((long) piece * count / pieces);
      int to = first + (int) ((piece + 1L) * count / pieces);
      NodeLevel leaves = new NodeLevel(shape.schema(), to - from);
      leaves.addAll(nodes, from, to);
      out.add(new Run0Chunk(Arrays.copyOfRange(rows, from, to), leaves, shape));
    }
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
