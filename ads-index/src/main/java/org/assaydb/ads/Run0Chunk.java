package org.assaydb.ads;

import java.util.Arrays;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.NodeTable;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of run 0: one group of at most 64 rows, without column chunks. Immutable. Its rows lie
 * flat: a block of random keys touches most chunks, and objects per row would cost more than their
 * hashes.
 */
final class Run0Chunk implements Rows, ChunkSource {
  private static final int[] NO_PAIRS = {};
  private static final byte[] NO_DIGESTS = {};

  private final RowsBlock rows;
  private final NodeTable leaves;
  private final long[] starts;

  /** Digests of the nodes over two rows: those of pairs that stay pairs are used again. */
  private final byte[] pairDigests;

  private final IndexSchema schema;
  private final TreeNode node;

  /** Made by the first proof that needs it: most chunks change before. A race makes it twice. */
  private @Nullable RowLevels tree;

  /**
   * Of the rows [from, to) of a buffer.
   *
   * @param old that the buffer's older rows come from; null when there are none
   */
  Run0Chunk(@Nullable Run0Chunk old, RowsBuffer buffer, int from, int to, TreeShape shape) {
    rows = buffer.block(from, to);
    leaves = new NodeTable(shape.schema(), to - from);
    leaves.addAll(buffer.leaves(), from, to);
    schema = shape.schema();
    starts = buffer.starts(from, to);
    int[] pairs = old == null ? NO_PAIRS : buffer.pairs(from, to);
    RowLevels levels = shape.passingRows(leaves, pairs, old == null ? NO_DIGESTS : old.pairDigests);
    pairDigests = Arrays.copyOf(levels.level(1).digests(), (to - from) / 2 * Digest.SIZE_BYTES);
    node = shape.memoryChunk(levels.root());
  }

  TreeNode node() {
    return node;
  }

  /** The rows without their nodes. */
  RowsBlock block() {
    return rows;
  }

  /** Nodes of the rows themselves. */
  NodeTable leaves() {
    return leaves;
  }

  /** {@link KeyStart} of each row. */
  long[] starts() {
    return starts;
  }

  /**
   * Where an entry that is not here belongs; {@code from} is at or before it.
   *
   * @param start {@link KeyStart} of its key
   */
  int placeOf(Entry entry, long start, int from) {
    byte[] key = entry.key().bytes();
    long version = entry.version().packed();
    int low = from;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(starts[middle], start);
      order = order == 0 ? rows.compareKey(middle, key) : order;
      if (order < 0 || (order == 0 && rows.version(middle) > version)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public byte[] key(int row) {
    return rows.key(row);
  }

  @Override
  public int compareKey(int row, byte[] key) {
    return rows.compareKey(row, key);
  }

  @Override
  public int bytes(int row, boolean content) {
    return rows.bytes(row, content);
  }

  @Override
  public long version(int row) {
    return rows.version(row);
  }

  @Override
  public EntryKind kind(int row) {
    return rows.kind(row);
  }

  @Override
  public Entry entry(int row) {
    return rows.entry(row);
  }

  /** Whether the first row stands at or before (key, version). */
  boolean beginsAtOrBefore(byte[] key, long version) {
    int order = compareKey(0, key);
    return order < 0 || (order == 0 && version(0) >= version);
  }

  /**
   * Whether the first row stands at or before {@code entry}.
   *
   * @param start {@link KeyStart} of its key
   */
  boolean beginsAtOrBefore(Entry entry, long start) {
    int order = Long.compareUnsigned(starts[0], start);
    return order == 0 ? beginsAtOrBefore(entry.key().bytes(), entry.version().packed()) : order < 0;
  }

  @Override
  public Summary summary() {
    return node.summary();
  }

  @Override
  public boolean columnar() {
    return false;
  }

  @Override
  public int valueColumnCount() {
    return schema.valueTypes().size();
  }

  @Override
  public TreeNode rows(int from, int to) {
    RowLevels levels = tree;
    if (levels == null) {
      levels = new RowLevels(new TreeShape(schema), leaves, 0, size());
      tree = levels;
    }
    return levels.node(from, to);
  }

  @Override
  public Digest valueDigest(int row) {
    Entry entry = rows.entry(row);
    byte[] out = new byte[Digest.SIZE_BYTES];
    new TreeHasher().value(entry.version(), entry.kind(), entry.deltas(), entry.values(), out, 0);
    return Digest.read(out, 0);
  }

  @Override
  public Digest columns() {
    throw new IllegalStateException("run 0 has no column chunks");
  }

  @Override
  public Digest valueColumns(int from, int to) {
    throw new IllegalStateException("run 0 has no column chunks");
  }

  @Override
  public byte[] column(int position) {
    throw new IllegalStateException("run 0 has no column chunks");
  }
}
