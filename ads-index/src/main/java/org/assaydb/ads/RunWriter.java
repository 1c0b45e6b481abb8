package org.assaydb.ads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
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
  private final RunBodies bodies;
  private final IndexSchema schema;
  private final TreeShape shape;
  private final int chunkRows;
  private final long id;
  private final RunBodies.Body body;
  private final KeyFilter filter;
  private long lastHash;
  private boolean anyHash;

  /** What the keys of the chunk being filled start with, in a grouped index. */
  private byte @Nullable [] prefix;

  private final RowsBuffer rows;
  private final ByteWriter out = new ByteWriter(1 << 16);
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
    rows = new RowsBuffer(shape, chunkRows);
    filter = KeyFilter.forKeys(count);
    id = bodies.newId();
    body = bodies.new Body(id);
  }

  /** Adds an entry that was in no run yet. */
  void add(Entry entry) {
    startRow(entry.key().bytes(), 0, entry.key().bytes().length);
    rows.add(entry);
  }

  /** Adds an entry with its row digest, which is the same in every run. */
  void add(Entry entry, Digest digest) {
    startRow(entry.key().bytes(), 0, entry.key().bytes().length);
    rows.add(entry, digest);
  }

  /** Adds a stored row whose digest is at {@code digests[digest]}. */
  void add(RowsBlock from, int row, byte[] digests, int digest) {
    startRow(from.bytes(), from.keyFrom(row), from.keyTo(row));
    rows.add(from, row, digests, digest);
  }

  /** A chunk is full at its number of rows; in a grouped index it ends with its prefix too. */
  private void startRow(byte[] key, int from, int to) {
    boolean full = rows.size() == chunkRows;
    if (schema.groupedParts() > 0 && !hasPrefix(key, from, to)) {
      prefix = RunTree.prefix(schema, Arrays.copyOfRange(key, from, to)).bytes();
      full = rows.size() > 0;
    }
    if (full) {
      writeChunk();
    }
    long hash = FilterHash.of(schema, key, from, to);
    if (!anyHash || hash != lastHash) {
      filter.add(hash);
      lastHash = hash;
      anyHash = true;
    }
  }

  private boolean hasPrefix(byte[] key, int from, int to) {
    byte[] known = prefix;
    return known != null
        && to - from >= known.length
        && Arrays.equals(key, from, from + known.length, known, 0, known.length);
  }

  private void writeChunk() {
    int ordinal = chunks.size();
    RowLevels tree = new RowLevels(shape, rows.leaves(), 0, rows.size());
    Digest[] columnDigests = writeColumns(ordinal);
    chunks.add(shape.sealedChunk(tree.root(), shape.columnTree(columnDigests).root()));
    firstKeys.add(rows.key(0));
    firstVersions.add(rows.version(0));
    lastKey = rows.key(rows.size() - 1);
    out.reset().raw(rows.leaves().digests(), 0, rows.size() * Digest.SIZE_BYTES);
    body.put(StoreKeys.chunk(id, ordinal, StoreKeys.PART_DIGESTS), out);
    for (int group = 0; group < RunDescriptor.groupsInChunk(rows.size()); group++) {
      int from = group * RunDescriptor.GROUP_ROWS;
      int to = from + RunDescriptor.rowsInGroup(rows.size(), group);
      rows.encode(from, to, out.reset());
      body.put(StoreKeys.group(id, ordinal, group), out);
    }
    ChunkTile.encode(rows, tree, columnDigests, out.reset());
    body.put(StoreKeys.chunk(id, ordinal, StoreKeys.PART_TILE), out);
    rows.clear();
  }

  private Digest[] writeColumns(int ordinal) {
    List<Entry> entries = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      entries.add(rows.entry(i));
    }
    List<byte[]> columns = ColumnCodec.encodeChunk(schema.valueTypes(), entries);
    Digest[] digests = new Digest[columns.size()];
    out.reset();
    for (int i = 0; i < digests.length; i++) {
      digests[i] = shape.column(i, rows.size(), columns.get(i));
      out.bytes(columns.get(i));
    }
    body.put(StoreKeys.chunk(id, ordinal, StoreKeys.PART_COLUMNS), out);
    return digests;
  }

  /** The run, durable on disk but not referred to by any manifest. */
  SealedRun finish(int tier) {
    if (rows.size() > 0) {
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
    manifest.encode(out.reset());
    body.put(StoreKeys.manifest(id), out);
    body.install();
    return bodies.run(id, schema, manifest);
  }

  @Override
  public void close() {
    body.close();
  }
}
