package org.assaydb.ads;

import java.util.Arrays;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.ChunkRows;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.NodeTable;

/** Rows of the chunk that is being built, encoded, with their nodes. Not thread safe. */
final class RowsBuffer implements ChunkRows {
  private final TreeShape shape;
  private final ByteWriter keys = new ByteWriter(1 << 12);
  private final ByteWriter contents = new ByteWriter(1 << 12);
  private final ByteWriter scratch = new ByteWriter(1 << 10);
  private final int[] keyEnds;
  private final int[] contentEnds;
  private final int[] deltaBytes;
  private final long[] versions;
  private final byte[] kinds;

  /** {@link KeyStart} of each key. */
  private final long[] starts;

  /** Per row its place in the chunk of run 0 that it came from; -1 when it is new. */
  private final int[] places;

  private final boolean anyDeltas;
  private final NodeTable leaves;
  private int size;

  RowsBuffer(TreeShape shape, int capacity) {
    this.shape = shape;
    keyEnds = new int[capacity];
    contentEnds = new int[capacity];
    deltaBytes = new int[capacity];
    versions = new long[capacity];
    kinds = new byte[capacity];
    starts = new long[capacity];
    places = new int[capacity];
    anyDeltas = !shape.schema().sums().isEmpty();
    leaves = new NodeTable(shape.schema(), capacity);
  }

  @Override
  public int size() {
    return size;
  }

  /** Level 0 of the tree over the rows. */
  NodeTable leaves() {
    return leaves;
  }

  void clear() {
    size = 0;
    keys.reset();
    contents.reset();
    leaves.clear();
  }

  /** Adds an entry that was in no run yet. */
  void add(Entry entry) {
    shape.row(entry, leaves.digests(), leaves.nextDigest());
    append(entry);
  }

  private void append(Entry entry) {
    byte[] deltas = entry.deltas();
    keys.raw(entry.key().bytes());
    contents.u8(deltas.length >> 8).u8(deltas.length).raw(deltas).raw(entry.values());
    appended(entry.version().packed(), entry.kind(), deltas.length);
  }

  /** Adds a stored row whose digest is at {@code digests[from]}. */
  void add(RowsBlock rows, int row, byte[] digests, int from) {
    System.arraycopy(digests, from, leaves.digests(), leaves.nextDigest(), Digest.SIZE_BYTES);
    keys.raw(rows.bytes(), rows.keyFrom(row), rows.keyTo(row));
    contents.raw(rows.bytes(), rows.contentFrom(row), rows.contentTo(row));
    appended(rows.version(row), rows.kind(row), rows.deltaBytes(row));
  }

  /** Adds the rows [from, to) of a chunk of run 0 with their nodes. */
  void addAll(Run0Chunk chunk, int from, int to) {
    if (from == to) {
      return;
    }
    RowsBlock rows = chunk.block();
    leaves.addAll(chunk.leaves(), from, to);
    int keyShift = keys.size() - rows.keyFrom(from);
    keys.raw(rows.bytes(), rows.keyFrom(from), rows.keyTo(to - 1));
    int contentShift = contents.size() - rows.contentFrom(from);
    contents.raw(rows.bytes(), rows.contentFrom(from), rows.contentTo(to - 1));
    System.arraycopy(chunk.starts(), from, starts, size, to - from);
    for (int row = from; row < to; row++) {
      keyEnds[size] = rows.keyTo(row) + keyShift;
      contentEnds[size] = rows.contentTo(row) + contentShift;
      deltaBytes[size] = anyDeltas ? rows.deltaBytes(row) : 0;
      versions[size] = rows.version(row);
      kinds[size] = rows.kindCode(row);
      places[size] = row;
      size++;
    }
  }

  private void appended(long version, EntryKind kind, int deltas) {
    int content = contentFrom(size) + RowsBlock.DELTA_LENGTH_BYTES;
    leaves.addRow(version, kind, contents.buffer(), content, content + deltas, contents.size());
    starts[size] = KeyStart.of(keys.buffer(), keyFrom(size), keys.size());
    places[size] = -1;
    keyEnds[size] = keys.size();
    contentEnds[size] = contents.size();
    deltaBytes[size] = deltas;
    versions[size] = version;
    kinds[size] = (byte) kind.code();
    size++;
  }

  @Override
  public byte[] keys() {
    return keys.buffer();
  }

  @Override
  public int keyFrom(int row) {
    return row == 0 ? 0 : keyEnds[row - 1];
  }

  @Override
  public int keyTo(int row) {
    return keyEnds[row];
  }

  private int contentFrom(int row) {
    return row == 0 ? 0 : contentEnds[row - 1];
  }

  byte[] key(int row) {
    return Arrays.copyOfRange(keys.buffer(), keyFrom(row), keyEnds[row]);
  }

  @Override
  public long version(int row) {
    return versions[row];
  }

  @Override
  public int kind(int row) {
    return kinds[row];
  }

  @Override
  public byte[] contents() {
    return contents.buffer();
  }

  @Override
  public int deltasFrom(int row) {
    return contentFrom(row) + RowsBlock.DELTA_LENGTH_BYTES;
  }

  @Override
  public int valuesFrom(int row) {
    return deltasFrom(row) + deltaBytes[row];
  }

  @Override
  public int valuesTo(int row) {
    return contentEnds[row];
  }

  /** {@link KeyStart} of the rows [from, to). */
  long[] starts(int from, int to) {
    return Arrays.copyOfRange(starts, from, to);
  }

  /**
   * For each pair of rows of [from, to), as the tree pairs them, which pair of the chunk they came
   * from it was; -1 when it was none.
   */
  int[] pairs(int from, int to) {
    int[] pairs = new int[(to - from) / 2];
    for (int i = 0; i < pairs.length; i++) {
      int left = places[from + 2 * i];
      boolean known = left >= 0 && (left & 1) == 0 && places[from + 2 * i + 1] == left + 1;
      pairs[i] = known ? left / 2 : -1;
    }
    return pairs;
  }

  /** The rows [from, to) by themselves. */
  RowsBlock block(int from, int to) {
    encode(from, to, scratch.reset());
    byte[] bytes = scratch.toBytes();
    return new RowsBlock(bytes, bytes.length);
  }

  /** Writes the rows [from, to) as a {@link RowsBlock}. */
  void encode(int from, int to, ByteWriter out) {
    out.i32(to - from);
    for (int i = from; i < to; i++) {
      out.i32(keyEnds[i] - keyFrom(from));
    }
    for (int i = from; i < to; i++) {
      out.i32(contentEnds[i] - contentFrom(from));
    }
    for (int i = from; i < to; i++) {
      out.i64(versions[i]);
    }
    out.raw(kinds, from, to);
    out.raw(keys.buffer(), keyFrom(from), keyEnds[to - 1]);
    out.raw(contents.buffer(), contentFrom(from), contentEnds[to - 1]);
  }
}
