package org.assaydb.ads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds a sealed run from its entries in run order, one chunk in memory at a time. Not thread
 * safe; {@link #close} without {@link #finish} leaves a scratch file only.
 */
final class RunWriter implements AutoCloseable {
  private static final int DIGEST = Digest.SIZE_BYTES;

  private final RunBodies bodies;
  private final IndexSchema schema;
  private final TreeShape shape;
  private final int chunkRows;
  private final long id;
  private final RunBodies.Body body;
  private final KeyFilter filter;
  private long lastHash;
  private boolean anyHash;

  /** Keys of the chunk being filled, in a grouped index. */
  private @Nullable KeyRange prefix;

  private final List<Entry> rows = new ArrayList<>();
  private byte[] digests;
  private final List<TreeNode> chunks = new ArrayList<>();
  private final List<byte[]> firstKeys = new ArrayList<>();
  private final List<Long> firstVersions = new ArrayList<>();
  private byte[] lastKey = new byte[0];

  /**
   * @param count number of entries that will follow, for the size of the filter
   */
  RunWriter(RunBodies bodies, IndexSchema schema, int chunkRows, long count) {
    this.bodies = bodies;
    this.schema = schema;
    this.chunkRows = chunkRows;
    shape = new TreeShape(schema);
    filter = KeyFilter.forKeys(count);
    digests = new byte[chunkRows * DIGEST];
    id = bodies.newId();
    body = bodies.new Body(id);
  }

  /**
   * Adds an entry whose row digest is at {@code rowDigests[32 * row]}; it is the same in every run.
   */
  void add(Entry entry, byte[] rowDigests, int row) {
    startChunk(entry);
    System.arraycopy(rowDigests, row * DIGEST, digests, rows.size() * DIGEST, DIGEST);
    added(entry);
  }

  /** Adds an entry that was in no run yet. */
  void add(Entry entry) {
    startChunk(entry);
    shape.row(entry, digests, rows.size() * DIGEST);
    added(entry);
  }

  /** A chunk is full at its number of rows; in a grouped index it ends with its prefix too. */
  private void startChunk(Entry entry) {
    boolean full = rows.size() == chunkRows;
    if (schema.groupedParts() > 0 && (prefix == null || !prefix.contains(entry.key()))) {
      prefix = KeyRange.prefix(RunTree.prefix(schema, entry.key().bytes()));
      full = !rows.isEmpty();
    }
    if (full) {
      writeChunk();
    }
  }

  private void added(Entry entry) {
    rows.add(entry);
    long hash = FilterHash.of(schema, entry.key());
    if (!anyHash || hash != lastHash) {
      filter.add(hash);
      lastHash = hash;
      anyHash = true;
    }
  }

  private void writeChunk() {
    int ordinal = chunks.size();
    List<byte[]> columns = ColumnCodec.encodeChunk(schema.valueTypes(), rows);
    Digest[] columnDigests = new Digest[columns.size()];
    ByteWriter columnBytes = new ByteWriter(1 << 14);
    for (int i = 0; i < columnDigests.length; i++) {
      columnDigests[i] = shape.column(i, rows.size(), columns.get(i));
      columnBytes.bytes(columns.get(i));
    }
    byte[] rowDigests = Arrays.copyOf(digests, rows.size() * DIGEST);
    TreeNode[] leaves = new TreeNode[rows.size()];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = shape.leaf(rows.get(i), rowDigests, i * DIGEST);
    }
    TreeLevels<TreeNode> tree = shape.rowTree(leaves);
    TreeNode[] groups = new TreeNode[RunDescriptor.groupsInChunk(leaves.length)];
    for (int i = 0; i < groups.length; i++) {
      int first = i * RunDescriptor.GROUP_ROWS;
      groups[i] = tree.node(first, first + RunDescriptor.rowsInGroup(leaves.length, i));
    }
    chunks.add(shape.sealedChunk(tree.root(), shape.columnTree(columnDigests).root()));
    firstKeys.add(rows.get(0).key().bytes());
    firstVersions.add(rows.get(0).version().packed());
    lastKey = rows.get(rows.size() - 1).key().bytes();
    body.put(StoreKeys.chunk(id, ordinal, StoreKeys.PART_COLUMNS), columnBytes.toBytes());
    body.put(StoreKeys.chunk(id, ordinal, StoreKeys.PART_ROWS), RowsBlock.encode(rows));
    body.put(
        StoreKeys.chunk(id, ordinal, StoreKeys.PART_TILE),
        ChunkTile.encode(rowDigests, groups, columnDigests));
    rows.clear();
  }

  /** The run, durable on disk but not referred to by any manifest. */
  SealedRun finish(int tier) {
    if (!rows.isEmpty()) {
      writeChunk();
    }
    TreeNode[] nodes = chunks.toArray(new TreeNode[0]);
    byte[][] keys = firstKeys.toArray(new byte[0][]);
    RunTree tree = new RunTree(shape, nodes, i -> keys[i], null);
    TreeNode root = tree.root();
    RunManifest manifest =
        new RunManifest(
            new RunDescriptor(tier, tree.leafCount(), root.summary(), root.digest()),
            nodes,
            keys,
            firstVersions.stream().mapToLong(Long::longValue).toArray(),
            lastKey,
            filter);
    body.put(StoreKeys.manifest(id), manifest.encode());
    body.install();
    return bodies.run(id, schema, manifest);
  }

  @Override
  public void close() {
    body.close();
  }
}
