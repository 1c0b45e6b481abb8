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
 * value      = H(VALUE, version 8, kind 1, deltas (bytes), salt: varint 0, values)
 * row        = H(ROW, varint index id, varint schema version, value 32, key)
 * row node   = H(ROW_NODE, left 32, summary, right 32, summary)      rows of one chunk, RFC 6962
 * column     = H(COLUMN, varint index id, varint schema version, varint position, type, varint
 *              rows, encoded bytes)   position 0 is the system column, i + 1 value column i
 * column node= H(COLUMN_NODE, left 32, right 32)   value columns of a chunk, RFC 6962; over the
 *              system column and the root of those: columns
 * chunk      = H(CHUNK, 1, rows 32, columns 32), or H(CHUNK, 0, rows 32) without column chunks
 * chunk node = H(CHUNK_NODE, left 32, summary, right 32, summary)    chunks of a run or a prefix
 * prefix     = H(PREFIX, prefix (bytes), varint chunks, chunks 32)   index grouped by key prefix
 * prefix node= H(PREFIX_NODE, left 32, summary, right 32, summary)   prefixes of a run
 * state leaf = H(STATE_LEAF, index descriptor digest 32)
 * state root = H(STATE_ROOT, varint indexes, root over leaves by ascending index id 32)
 * </pre>
 */
public final class TreeHasher {
  /** To copy so many bytes costs less than to hash them in two pieces. */
  private static final int MOST_COPIED = 1 << 10;

  private final Sha256 sha = Sha256.get();
  private final ByteWriter scratch = new ByteWriter(256);
  private final byte[] out = new byte[Digest.SIZE_BYTES];

  /** Digest of (version, kind, deltas, salt, values) into {@code target[offset, offset + 32)}. */
  public void value(
      Version version, EntryKind kind, byte[] deltas, byte[] values, byte[] target, int offset) {
    scratch.reset().u8(HashTag.VALUE.value()).i64(version.packed()).u8(kind.code());
    scratch.bytes(deltas).u8(0);
    if (values.length <= MOST_COPIED) {
      scratch.raw(values);
      sha.hashTagged(scratch.buffer(), scratch.size(), target, offset);
    } else {
      sha.hashTagged(scratch.buffer(), scratch.size(), values, 0, values.length, target, offset);
    }
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
    scratch.raw(value, valueOffset, valueOffset + Digest.SIZE_BYTES).raw(key);
    sha.hashTagged(scratch.buffer(), scratch.size(), target, offset);
  }

  /** Row digest of a whole entry. */
  public void row(IndexId index, int schemaVersion, Entry entry, byte[] target, int offset) {
    value(entry.version(), entry.kind(), entry.deltas(), entry.values(), out, 0);
    row(index, schemaVersion, entry.key().bytes(), out, 0, target, offset);
  }

  /** Appends the inner node over two nodes of {@code nodes} within one chunk; its index. */
  public int rowNode(NodeTable nodes, int left, int right) {
    return node(HashTag.ROW_NODE, nodes, left, right);
  }

  /** As {@link #rowNode} over the chunks of one run or of one prefix. */
  public int chunkNode(NodeTable nodes, int left, int right) {
    return node(HashTag.CHUNK_NODE, nodes, left, right);
  }

  /** As {@link #rowNode} over the prefixes of one run. */
  public int prefixNode(NodeTable nodes, int left, int right) {
    return node(HashTag.PREFIX_NODE, nodes, left, right);
  }

  private int node(HashTag tag, NodeTable nodes, int left, int right) {
    scratch.reset().u8(tag.value());
    nodes.encode(left, scratch);
    nodes.encode(right, scratch);
    int parent = nodes.reserve().addParent(nodes, left, right);
    sha.hashTagged(scratch.buffer(), scratch.size(), nodes.digests(), parent * Digest.SIZE_BYTES);
    return parent;
  }

  /** Puts the digest of the chunk in place of that over its rows. */
  public void bindChunk(NodeTable nodes, int rows, Digest columns) {
    scratch.reset().u8(HashTag.CHUNK.value()).u8(1);
    bind(nodes, rows, rawDigest(nodes, rows).digest(columns));
  }

  /** As {@link #bindChunk} for a chunk without column chunks. */
  public void bindChunkWithoutColumns(NodeTable nodes, int rows) {
    scratch.reset().u8(HashTag.CHUNK.value()).u8(0);
    bind(nodes, rows, rawDigest(nodes, rows));
  }

  /** Puts the digest of a key prefix in place of that over its chunks. */
  public void bindPrefix(byte[] prefix, int chunkCount, NodeTable nodes, int chunks) {
    scratch.reset().u8(HashTag.PREFIX.value()).bytes(prefix).varint(chunkCount);
    bind(nodes, chunks, rawDigest(nodes, chunks));
  }

  private ByteWriter rawDigest(NodeTable nodes, int index) {
    int from = index * Digest.SIZE_BYTES;
    return scratch.raw(nodes.digests(), from, from + Digest.SIZE_BYTES);
  }

  private void bind(NodeTable nodes, int index, ByteWriter tagged) {
    sha.hashTagged(tagged.buffer(), tagged.size(), nodes.digests(), index * Digest.SIZE_BYTES);
  }

  /**
   * Appends to {@code above} all parents of {@code below}; an odd last node is carried up.
   *
   * @param places of the parents of two nodes in {@code known}, where digests of such parents are
   *     that need not be hashed again; -1 for another, empty for none
   */
  public void rowNodes(NodeTable below, NodeTable above, int[] places, byte[] known) {
    int size = below.size();
    for (int i = 0; i < size; i += 2) {
      boolean both = i + 1 < size;
      int place = both && places.length > 0 ? places[i / 2] : -1;
      if (place >= 0) {
        int from = place * Digest.SIZE_BYTES;
        System.arraycopy(known, from, above.digests(), above.nextDigest(), Digest.SIZE_BYTES);
      } else if (both) {
        scratch.reset().u8(HashTag.ROW_NODE.value());
        below.encode(i, scratch);
        below.encode(i + 1, scratch);
        sha.hashTagged(scratch.buffer(), scratch.size(), above.digests(), above.nextDigest());
      } else {
        int from = i * Digest.SIZE_BYTES;
        System.arraycopy(
            below.digests(), from, above.digests(), above.nextDigest(), Digest.SIZE_BYTES);
      }
      above.addOver(below, i, both);
    }
  }

  /** Inner node over the chunks of one run or, in a grouped index, of one prefix. */
  public TreeNode chunkNode(TreeNode left, TreeNode right) {
    return node(HashTag.CHUNK_NODE, left, right);
  }

  /** Inner node over the prefixes of one run. */
  public TreeNode prefixNode(TreeNode left, TreeNode right) {
    return node(HashTag.PREFIX_NODE, left, right);
  }

  /**
   * All rows of one key prefix.
   *
   * @param chunks root over its chunks
   */
  public TreeNode prefix(byte[] prefix, int chunkCount, TreeNode chunks) {
    scratch.reset().u8(HashTag.PREFIX.value()).bytes(prefix).varint(chunkCount);
    return new TreeNode(hash(scratch.digest(chunks.digest())), chunks.summary());
  }

  private TreeNode node(HashTag tag, TreeNode left, TreeNode right) {
    scratch.reset().u8(tag.value());
    left.encode(scratch);
    right.encode(scratch);
    return new TreeNode(hash(scratch), left.summary().plus(right.summary()));
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

  /** Inner node over value columns, or over the system column and the root of all value columns. */
  public Digest columnNode(Digest left, Digest right) {
    return hash(scratch.reset().u8(HashTag.COLUMN_NODE.value()).digest(left).digest(right));
  }

  /** A chunk with column chunks. */
  public TreeNode chunk(TreeNode rows, Digest columns) {
    scratch.reset().u8(HashTag.CHUNK.value()).u8(1).digest(rows.digest()).digest(columns);
    return new TreeNode(hash(scratch), rows.summary());
  }

  public TreeNode chunkWithoutColumns(TreeNode rows) {
    scratch.reset().u8(HashTag.CHUNK.value()).u8(0).digest(rows.digest());
    return new TreeNode(hash(scratch), rows.summary());
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
