package org.assaydb.ads;

import java.util.Arrays;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.jspecify.annotations.Nullable;

/**
 * A run on disk: its manifest is in memory, parts of chunks come from the cache or from RocksDB.
 * While such an object is reachable its body stays on disk.
 */
final class SealedRun implements Run {
  private final RunNumber number;
  private final IndexSchema schema;
  private final RunManifest manifest;
  private final RunTree tree;
  private final RunBodies bodies;

  SealedRun(RunNumber number, IndexSchema schema, RunManifest manifest, RunBodies bodies) {
    this.number = number;
    this.schema = schema;
    this.manifest = manifest;
    this.bodies = bodies;
    tree = manifest.tree(new TreeShape(schema));
  }

  /** Local number of the run; other replicas have other numbers. Changes when it is repaired. */
  long id() {
    return number.value();
  }

  /** Reads the same rows from another body from now on. */
  void moveTo(long otherBody) {
    number.set(otherBody);
  }

  RunManifest manifest() {
    return manifest;
  }

  IndexSchema schema() {
    return schema;
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
  public SealedRows rows(int chunk) {
    return new SealedRows(this, chunk);
  }

  /** Reads all rows past the cache; to be closed. */
  BodyScan scan() {
    return bodies.scan(this);
  }

  RunPart part(int chunk, int part) {
    return part(chunk, part, 0);
  }

  private RunPart part(int chunk, int part, int ordinal) {
    return new RunPart(schema.id(), number.value(), chunk, part, ordinal);
  }

  RunPart rowsPart(int chunk, int group) {
    return part(chunk, StoreKeys.PART_ROWS, group);
  }

  private int rowCount(int chunk) {
    return (int) chunkNode(chunk).summary().count();
  }

  /** Rows of a group. */
  RowsBlock group(int chunk, int group) {
    RunPart place = rowsPart(chunk, group);
    RowsBlock rows = (RowsBlock) bodies.cache().get(place);
    if (rows == null) {
      rows = decodeRows(place, bodies.stored(place.key()));
      bodies.cache().put(place, rows, rows.sizeBytes());
    }
    return rows;
  }

  /** A group past the cache, without its checksum. */
  byte[] storedGroup(int chunk, int group) {
    RunPart place = rowsPart(chunk, group);
    ByteReader in = place.open(bodies.stored(place.key()), place.key());
    return in.raw(in.remaining());
  }

  int groups(int chunk) {
    return RunDescriptor.groupsInChunk(rowCount(chunk));
  }

  /** Rows of a group by its stored value. */
  RowsBlock decodeRows(RunPart place, byte @Nullable [] stored) {
    ByteReader in = place.open(stored, place.key());
    RowsBlock rows = new RowsBlock(in.source(), in.remaining());
    if (rows.size() != RunDescriptor.rowsInGroup(rowCount(place.chunk()), place.ordinal())) {
      throw place.corrupt("holds " + rows.size() + " rows");
    }
    return rows;
  }

  ChunkTile tile(int chunk) {
    RunPart place = part(chunk, StoreKeys.PART_TILE);
    ChunkTile tile = (ChunkTile) bodies.cache().get(place);
    if (tile == null) {
      ByteReader in = place.open(bodies.stored(place.key()), place.key());
      try {
        tile = ChunkTile.decode(in, chunkNode(chunk), new TreeShape(schema));
      } catch (VerificationException e) {
        throw place.corrupt(e);
      }
      bodies.cache().put(place, tile, tile.sizeBytes());
    }
    return tile;
  }

  /** Encoded columns of a chunk, checked against their digests; the system column first. */
  byte[][] columns(int chunk) {
    RunPart place = part(chunk, StoreKeys.PART_COLUMNS);
    byte[][] columns = (byte[][]) bodies.cache().get(place);
    if (columns == null) {
      ByteReader in = place.open(bodies.stored(place.key()), place.key());
      int sizeBytes = in.remaining();
      columns = decodeColumns(place, in);
      bodies.cache().put(place, columns, sizeBytes);
    }
    return columns;
  }

  private byte[][] decodeColumns(RunPart place, ByteReader in) {
    ChunkTile tile = tile(place.chunk());
    TreeShape shape = new TreeShape(schema);
    int rows = rowCount(place.chunk());
    byte[][] columns = new byte[tile.columns().size()][];
    try {
      for (int i = 0; i < columns.length; i++) {
        byte[] column = in.bytes(in.remaining(), "column");
        if (!shape.column(i, rows, column).equals(tile.columns().column(i))) {
          throw place.corrupt("hold column " + i + " that does not hash to its digest");
        }
        columns[i] = column;
      }
      in.end();
    } catch (VerificationException e) {
      throw place.corrupt(e);
    }
    return columns;
  }

  /** A block of {@link ChunkTile#BLOCK_ROWS} rows, compared with the tile. */
  OpenedBlock block(int chunk, int block) {
    RunPart place = part(chunk, RunPart.BLOCK, block);
    OpenedBlock opened = (OpenedBlock) bodies.cache().get(place);
    if (opened == null) {
      opened = openBlock(chunk, block);
      bodies.cache().put(place, opened, opened.sizeBytes());
    }
    return opened;
  }

  private OpenedBlock openBlock(int chunk, int block) {
    int first = block * ChunkTile.BLOCK_ROWS;
    int end = Math.min(rowCount(chunk), first + ChunkTile.BLOCK_ROWS);
    int group = first / RunDescriptor.GROUP_ROWS;
    int groupStart = group * RunDescriptor.GROUP_ROWS;
    RowsBlock stored = group(chunk, group);
    try {
      OpenedBlock opened = new OpenedBlock(stored, first - groupStart, end - groupStart, schema);
      if (!opened.root().equals(tile(chunk).rows().node(first, end))) {
        throw rowsPart(chunk, group).corrupt("does not hash to its digest");
      }
      return opened;
    } catch (VerificationException e) {
      throw rowsPart(chunk, group).corrupt(e);
    }
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

  /** Whether all keys of a chunk are certainly less than {@code key[from, to)}. */
  boolean endsBefore(int chunk, byte[] key, int from, int to) {
    byte[][] first = manifest.firstKeys();
    byte[] bound = chunk + 1 < first.length ? first[chunk + 1] : manifest.lastKey();
    return Arrays.compareUnsigned(bound, 0, bound.length, key, from, to) < 0;
  }

  /** Whether the next chunk begins with the last key of this one. */
  boolean continues(int chunk) {
    if (chunk + 1 == chunkCount()) {
      return false;
    }
    SealedRows rows = rows(chunk);
    return rows.compareKey(rows.size() - 1, manifest.firstKeys()[chunk + 1]) == 0;
  }

  byte[] firstKey(int chunk) {
    return manifest.firstKeys()[chunk];
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
