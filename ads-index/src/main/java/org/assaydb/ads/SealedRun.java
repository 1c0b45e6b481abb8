package org.assaydb.ads;

import java.util.Arrays;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ChunkSource;

/**
 * A run on disk: its manifest is in memory, parts of chunks come from the cache or from RocksDB.
 * While such an object is reachable its body stays on disk.
 */
final class SealedRun implements Run {
  private final long id;
  private final IndexSchema schema;
  private final RunManifest manifest;
  private final RunTree tree;
  private final RunBodies bodies;

  SealedRun(long id, IndexSchema schema, RunManifest manifest, RunBodies bodies) {
    this.id = id;
    this.schema = schema;
    this.manifest = manifest;
    this.bodies = bodies;
    tree = manifest.tree(new TreeShape(schema));
  }

  /** Local number of the run; other replicas have other numbers. */
  long id() {
    return id;
  }

  /** Columns of every chunk, the system column among them. */
  int columnCount() {
    return schema.valueTypes().size() + 1;
  }

  @Override
  public RunDescriptor descriptor() {
    return manifest.descriptor();
  }

  @Override
  public RunTree tree() {
    return tree;
  }

  @Override
  public ChunkSource chunk(int ordinal) {
    return new SealedChunk(this, ordinal);
  }

  @Override
  public RowsBlock rows(int chunk) {
    RowsBlock rows = (RowsBlock) bodies.cached(id, chunk, StoreKeys.PART_ROWS);
    if (rows == null) {
      rows = readRows(chunk);
      bodies.cache(id, chunk, StoreKeys.PART_ROWS, rows, rows.sizeBytes());
    }
    return rows;
  }

  /** As {@link #rows}, past the cache: merges read everything once. */
  RowsBlock readRows(int chunk) {
    RowsBlock rows = new RowsBlock(bodies.read(id, chunk, StoreKeys.PART_ROWS));
    if (rows.size() != chunkNode(chunk).summary().count()) {
      throw StorageException.corrupt("a chunk holds " + rows.size() + " rows");
    }
    return rows;
  }

  ChunkTile tile(int chunk) {
    ChunkTile tile = (ChunkTile) bodies.cached(id, chunk, StoreKeys.PART_TILE);
    if (tile == null) {
      tile = readTile(chunk);
      bodies.cache(id, chunk, StoreKeys.PART_TILE, tile, tile.sizeBytes());
    }
    return tile;
  }

  /** As {@link #tile}, past the cache. */
  ChunkTile readTile(int chunk) {
    byte[] bytes = bodies.read(id, chunk, StoreKeys.PART_TILE);
    return ChunkTile.decode(bytes, chunkNode(chunk), new TreeShape(schema));
  }

  /** Encoded columns of a chunk, checked against their digests; the system column first. */
  byte[][] columns(int chunk) {
    byte[][] columns = (byte[][]) bodies.cached(id, chunk, StoreKeys.PART_COLUMNS);
    if (columns == null) {
      byte[] bytes = bodies.read(id, chunk, StoreKeys.PART_COLUMNS);
      columns = decodeColumns(bytes, chunk);
      bodies.cache(id, chunk, StoreKeys.PART_COLUMNS, columns, bytes.length);
    }
    return columns;
  }

  private byte[][] decodeColumns(byte[] bytes, int chunk) {
    ChunkTile tile = tile(chunk);
    TreeShape shape = new TreeShape(schema);
    int rows = (int) chunkNode(chunk).summary().count();
    byte[][] columns = new byte[tile.columns().size()][];
    try {
      ByteReader in = new ByteReader(bytes);
      for (int i = 0; i < columns.length; i++) {
        columns[i] = in.bytes(bytes.length, "column");
        if (!shape.column(i, rows, columns[i]).equals(tile.columns().leaf(i))) {
          throw StorageException.corrupt("a column does not hash to its digest");
        }
      }
      in.end();
    } catch (VerificationException e) {
      throw new StorageException(StorageException.Category.CORRUPTION, "columns of a chunk", e);
    }
    return columns;
  }

  /** Nodes over the rows [from, to) of a chunk, which are one group. */
  TreeLevels<TreeNode> group(int chunk, int from, int to) {
    TreeShape shape = new TreeShape(schema);
    RowsBlock rows = rows(chunk);
    byte[] digests = rowDigests(chunk);
    TreeNode[] leaves = new TreeNode[to - from];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = shape.leaf(rows.entry(from + i), digests, (from + i) * Digest.SIZE_BYTES);
    }
    return shape.rowTree(leaves);
  }

  @Override
  public byte[] rowDigests(int chunk) {
    return tile(chunk).rowDigests();
  }

  @Override
  public int chunkFor(byte[] key, long version) {
    int low = 0;
    int high = chunkCount() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      int order = compareFirstKey(middle, key);
      if (order < 0 || (order == 0 && manifest.firstVersions()[middle] >= version)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public int compareFirstKey(int chunk, byte[] key) {
    return Arrays.compareUnsigned(manifest.firstKeys()[chunk], key);
  }

  @Override
  public boolean endsBefore(byte[] key) {
    return Arrays.compareUnsigned(manifest.lastKey(), key) < 0;
  }

  @Override
  public boolean mayHold(long hash) {
    return manifest.filter().mayHold(hash);
  }
}
