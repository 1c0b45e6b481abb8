package org.assaydb.proofs.tree;

import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Version;

/**
 * Every hash of a run, in one place; builder, witness cutter and verifier all call it. Not thread
 * safe: one per thread and loop. Digests of inner loops are 32-byte slices of flat arrays.
 *
 * <pre>
 * value      = H(VALUE, version 8, kind 1, sum deltas: varint 0, salt: varint 0, values)
 * row        = H(ROW, varint index id, varint schema version, value 32, key)
 * row node   = H(ROW_NODE, left 32, right 32)                    rows of one group, RFC 6962
 * group      = H(GROUP, varint rows, root of its rows 32)
 * group node = H(GROUP_NODE, left 32, summary, right 32, summary)    groups of one chunk
 * column     = H(COLUMN, varint index id, varint schema version, varint position, type, varint
 *              rows, encoded bytes)   position 0 is the system column, i + 1 value column i
 * column node= H(COLUMN_NODE, left 32, right 32)
 * chunk      = H(CHUNK, 1, groups 32, columns 32), or H(CHUNK, 0, groups 32) without column chunks
 * run node   = H(RUN_NODE, left 32, summary, right 32, summary)      chunks of one run
 * state leaf = H(STATE_LEAF, index descriptor digest 32)
 * state root = H(STATE_ROOT, varint indexes, root over leaves by ascending index id 32)
 * </pre>
 */
public final class TreeHasher {
  private static final int ROW_NODE_BYTES = 1 + 2 * Digest.SIZE_BYTES;

  private final Sha256 sha = Sha256.get();
  private final ByteWriter scratch = new ByteWriter(256);
  private final byte[] rowNode = new byte[ROW_NODE_BYTES];
  private final byte[] out = new byte[Digest.SIZE_BYTES];

  public TreeHasher() {
    rowNode[0] = HashTag.ROW_NODE.value();
  }

  /** Digest of (version, kind, deltas, salt, values) into {@code target[offset, offset + 32)}. */
  public void value(Version version, EntryKind kind, byte[] values, byte[] target, int offset) {
    scratch.reset().u8(HashTag.VALUE.value()).i64(version.packed()).u8(kind.code()).u8(0).u8(0);
    sha.hashTagged(scratch.buffer(), scratch.size(), values, 0, values.length, target, offset);
  }

  /** Row digest from the value digest at {@code value[valueOffset]}. */
  public void row(
      IndexId index,
      int schemaVersion,
      byte[] key,
      byte[] value,
      int valueOffset,
      byte[] target,
      int offset) {
    scratch.reset().u8(HashTag.ROW.value()).varint(index.value()).varint(schemaVersion);
    scratch.raw(value, valueOffset, valueOffset + Digest.SIZE_BYTES);
    sha.hashTagged(scratch.buffer(), scratch.size(), key, 0, key.length, target, offset);
  }

  /** Row digest of a whole entry. */
  public void row(IndexId index, int schemaVersion, Entry entry, byte[] target, int offset) {
    value(entry.version(), entry.kind(), entry.values(), out, 0);
    row(index, schemaVersion, entry.key().bytes(), out, 0, target, offset);
  }

  /** Inner node of a group's rows; target may overlap left or right. */
  public void rowNode(
      byte[] left, int leftOffset, byte[] right, int rightOffset, byte[] target, int offset) {
    System.arraycopy(left, leftOffset, rowNode, 1, Digest.SIZE_BYTES);
    System.arraycopy(right, rightOffset, rowNode, 1 + Digest.SIZE_BYTES, Digest.SIZE_BYTES);
    sha.hashTagged(rowNode, ROW_NODE_BYTES, target, offset);
  }

  /** Root over the row digests {@code rows[from * 32, to * 32)}, 1 to 64 of them. */
  public Digest rowsRoot(byte[] rows, int from, int to) {
    byte[] level = java.util.Arrays.copyOfRange(rows, from * 32, to * 32);
    int count = to - from;
    // Bottom-up pairing with the odd node carried up gives RFC 6962's shape.
    while (count > 1) {
      int next = 0;
      for (int i = 0; i + 1 < count; i += 2) {
        rowNode(level, i * 32, level, (i + 1) * 32, level, next++ * 32);
      }
      if ((count & 1) == 1) {
        System.arraycopy(level, (count - 1) * 32, level, next++ * 32, 32);
      }
      count = next;
    }
    return Digest.read(level, 0);
  }

  public Digest group(int rows, Digest rowsRoot) {
    return hash(scratch.reset().u8(HashTag.GROUP.value()).varint(rows).digest(rowsRoot));
  }

  public Digest groupNode(Digest left, Summary leftSummary, Digest right, Summary rightSummary) {
    return summarized(HashTag.GROUP_NODE, left, leftSummary, right, rightSummary);
  }

  public Digest runNode(Digest left, Summary leftSummary, Digest right, Summary rightSummary) {
    return summarized(HashTag.RUN_NODE, left, leftSummary, right, rightSummary);
  }

  private Digest summarized(HashTag tag, Digest left, Summary ls, Digest right, Summary rs) {
    scratch.reset().u8(tag.value()).digest(left);
    ls.encode(scratch);
    scratch.digest(right);
    rs.encode(scratch);
    return hash(scratch);
  }

  /**
   * Digest of one column chunk.
   *
   * @param position 0 for the system column, i + 1 for value column i
   * @param typeBytes encoded {@link org.assaydb.proofs.schema.ColumnType}; empty for the system
   *     column
   */
  public Digest column(
      IndexId index, int schemaVersion, int position, byte[] typeBytes, int rows, byte[] bytes) {
    return column(index, schemaVersion, position, typeBytes, rows, bytes, 0, bytes.length);
  }

  /** As above for the encoded column {@code bytes[from, to)}. */
  public Digest column(
      IndexId index,
      int schemaVersion,
      int position,
      byte[] typeBytes,
      int rows,
      byte[] bytes,
      int from,
      int to) {
    scratch.reset().u8(HashTag.COLUMN.value()).varint(index.value()).varint(schemaVersion);
    scratch.varint(position).bytes(typeBytes).varint(rows);
    sha.hashTagged(scratch.buffer(), scratch.size(), bytes, from, to, out, 0);
    return Digest.read(out, 0);
  }

  public Digest columnNode(Digest left, Digest right) {
    return hash(scratch.reset().u8(HashTag.COLUMN_NODE.value()).digest(left).digest(right));
  }

  public Digest chunk(Digest groups, Digest columns) {
    return hash(scratch.reset().u8(HashTag.CHUNK.value()).u8(1).digest(groups).digest(columns));
  }

  public Digest chunkWithoutColumns(Digest groups) {
    return hash(scratch.reset().u8(HashTag.CHUNK.value()).u8(0).digest(groups));
  }

  public static Digest stateLeaf(Digest indexDigest) {
    return Sha256.of(HashTag.STATE_LEAF, indexDigest.toBytes());
  }

  public static Digest stateRoot(int indexCount, Digest treeRoot) {
    return Sha256.of(
        HashTag.STATE_ROOT, new ByteWriter(40).varint(indexCount).digest(treeRoot).toBytes());
  }

  private Digest hash(ByteWriter tagged) {
    sha.hashTagged(tagged.buffer(), tagged.size(), out, 0);
    return Digest.read(out, 0);
  }
}
