package org.assaydb.ads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.ChunkEncoder;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds a sealed run from its entries in run order, one chunk in memory at a time. Not thread
 * safe; {@link #close} without {@link #finish} leaves nothing.
 */
final class RunWriter implements EntrySink, AutoCloseable {
  private final RunBodies bodies;
  private final IndexSchema schema;
  private final TreeShape shape;
  private final int chunkRows;
  private final long id;
  private final RunBodies.Body body;
  private final KeyFilter filter;

  /** Bytes of the last key that its hash in the filter is of. */
  private byte[] lastHashed = {};

  private int lastHashedBytes = -1;

  /** What the keys of the chunk being filled start with, in a grouped index. */
  private byte @Nullable [] prefix;

  /** Rows at which the chunk being filled is full. */
  private int limit;

  private final RowsBuffer rows;
  private final ChunkEncoder encoder;
  private final ByteWriter out = new ByteWriter(1 << 12);
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
    limit = chunkRows;
    shape = new TreeShape(schema);
    rows = new RowsBuffer(shape, chunkRows);
    encoder = new ChunkEncoder(schema.valueTypes());
    filter = KeyFilter.forKeys(count);
    id = bodies.newId();
    body = bodies.new Body(id, count);
  }

  /** Adds an entry that was in no run yet. */
  void add(Entry entry) {
    startRow(entry.key().bytes(), 0, entry.key().bytes().length);
    rows.add(entry);
  }

  /** Adds a stored row whose digest is at {@code digests[digest]}. */
  void add(RowsBlock from, int row, byte[] digests, int digest) {
    startRow(from.bytes(), from.keyFrom(row), from.keyTo(row));
    rows.add(from, row, digests, digest);
  }

  @Override
  public void add(MergeInput input) {
    input.addTo(this);
  }

  /**
   * The rule that keeps chunks at half their size at least: a chunk is copied when it has half the
   * rows of a full one, and none or half of them wait here to become a chunk before it. When fewer
   * wait and are more than a chunk together with its rows, they are parted in halves, so that the
   * chunk after it can be copied.
   */
  @Override
  public boolean copyChunk(MergeInput.Sealed input) {
    SealedRun run = input.run();
    TreeNode node = run.chunkNode(input.chunk());
    int least = (chunkRows + 1) / 2;
    int count = (int) node.summary().count();
    if (count < least) {
      return false;
    }
    if (rows.size() > 0 && rows.size() < least) {
      int together = rows.size() + count;
      limit = together > chunkRows ? (together + 1) / 2 : chunkRows;
      return false;
    }
    if (rows.size() > 0) {
      writeChunk();
    }
    int ordinal = chunks.size();
    input
        .scan()
        .eachPart(
            (place, stored) -> {
              copy(place, stored, ordinal);
              if (place.part() == StoreKeys.PART_ROWS) {
                addCopied(run.decodeRows(place, stored), place.ordinal() == 0);
              }
            });
    chunks.add(node);
    return true;
  }

  /** Writes a stored value, whose checksum is compared, under its place in this run. */
  private void copy(RunPart place, byte @Nullable [] stored, int ordinal) {
    ByteReader in = place.open(stored, place.key());
    out.reset().raw(in.source(), in.position(), in.position() + in.remaining());
    RunPart target = new RunPart(place.index(), id, ordinal, place.part(), place.ordinal());
    body.put(target.key(), out);
  }

  private void addCopied(RowsBlock group, boolean first) {
    for (int row = 0; row < group.size(); row++) {
      addToFilter(group.bytes(), group.keyFrom(row), group.keyTo(row));
    }
    lastKey = group.key(group.size() - 1);
    if (first) {
      firstKeys.add(group.key(0));
      firstVersions.add(group.version(0));
      if (schema.groupedParts() > 0) {
        prefix = RunTree.prefix(schema, lastKey).bytes();
      }
    }
  }

  boolean isEmpty() {
    return chunks.isEmpty() && rows.size() == 0;
  }

  /** A chunk is full at its number of rows; in a grouped index it ends with its prefix too. */
  private void startRow(byte[] key, int from, int to) {
    boolean full = rows.size() == limit;
    if (schema.groupedParts() > 0 && !hasPrefix(key, from, to)) {
      prefix = RunTree.prefix(schema, Arrays.copyOfRange(key, from, to)).bytes();
      full = rows.size() > 0;
    }
    if (full) {
      writeChunk();
    }
    addToFilter(key, from, to);
  }

  private void addToFilter(byte[] key, int from, int to) {
    int last = lastHashedBytes;
    // No encoded part is the beginning of another one, so the same bytes are the same parts.
    boolean same =
        last >= 0
            && to - from >= last
            && (to - from == last || !schema.primary())
            && Arrays.equals(key, from, from + last, lastHashed, 0, last);
    if (!same) {
      int bytes = FilterHash.bytes(schema, key, from, to);
      filter.add(KeyFilter.hash(key, from, from + bytes));
      if (lastHashed.length < bytes) {
        lastHashed = new byte[2 * bytes];
      }
      System.arraycopy(key, from, lastHashed, 0, bytes);
      lastHashedBytes = bytes;
    }
  }

  private boolean hasPrefix(byte[] key, int from, int to) {
    byte[] known = prefix;
    return known != null
        && to - from >= known.length
        && Arrays.equals(key, from, from + known.length, known, 0, known.length);
  }

  private void writeChunk() {
    RowLevels tree = shape.passingRows(rows.leaves());
    Digest[] columnDigests = encodeColumns();
    writeChunk(
        shape.sealedChunk(tree.root(), shape.columnTree(columnDigests).root()),
        tree,
        columnDigests);
  }

  /** After {@link #encodeColumns}. */
  private void writeChunk(TreeNode node, RowLevels tree, Digest[] columnDigests) {
    int ordinal = chunks.size();
    body.put(StoreKeys.chunk(id, ordinal, StoreKeys.PART_COLUMNS), out);
    chunks.add(node);
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
    limit = chunkRows;
  }

  /**
   * Writes these rows as the next chunk if they are those of {@code expected}; else nothing. To be
   * called between chunks.
   */
  boolean addChunk(List<RowsBlock> groups, TreeNode expected) {
    try {
      for (RowsBlock group : groups) {
        for (int row = 0; row < group.size(); row++) {
          rows.add(group.entry(row));
        }
      }
      RowLevels tree = shape.passingRows(rows.leaves());
      Digest[] columnDigests = encodeColumns();
      if (!shape
          .sealedChunk(tree.root(), shape.columnTree(columnDigests).root())
          .equals(expected)) {
        return false;
      }
      for (RowsBlock group : groups) {
        for (int row = 0; row < group.size(); row++) {
          addToFilter(group.bytes(), group.keyFrom(row), group.keyTo(row));
        }
      }
      writeChunk(expected, tree, columnDigests);
      return true;
    } finally {
      rows.clear();
    }
  }

  /** Leaves the columns of the chunk being filled in {@code out}. */
  private Digest[] encodeColumns() {
    List<byte[]> columns = encoder.encode(rows);
    Digest[] digests = new Digest[columns.size()];
    out.reset();
    for (int i = 0; i < digests.length; i++) {
      digests[i] = shape.column(i, rows.size(), columns.get(i));
      out.bytes(columns.get(i));
    }
    return digests;
  }

  /** The run, durable on disk but not referred to by any manifest. */
  SealedRun finish(int tier) {
    return bodies.run(id, schema, install(tier));
  }

  /** Number of the body. */
  long id() {
    return id;
  }

  /** Makes the body durable; no object refers to it, so that nothing but the caller keeps it. */
  RunManifest install(int tier) {
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
    return manifest;
  }

  @Override
  public void close() {
    body.close();
  }
}
