package org.assaydb.ads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;

/**
 * Rows of one group of a sealed chunk as they are stored ({@link RowsBuffer#encode} writes them);
 * read in place, so that a point read decodes nothing.
 *
 * <pre>
 * rows (4), end of each key (4 each), end of each row's content (4 each), versions (8 each),
 * kinds (1 each), keys, contents         all big-endian; ends count from the start of their part
 * content = length of the deltas (2), deltas, values
 * </pre>
 */
final class RowsBlock implements Rows {
  static final int DELTA_LENGTH_BYTES = 2;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int FIXED_BYTES = 17;

  private final byte[] bytes;
  private final int rows;
  private final int versions;
  private final int keys;
  private final int contents;

  /** Takes {@code bytes[0, length)}, whose checksum was right; lengths are checked all the same. */
  RowsBlock(byte[] bytes, int length) {
    this.bytes = bytes;
    rows = length < 4 ? 0 : (int) INTS.get(bytes, 0);
    if (rows < 1 || rows > length / FIXED_BYTES) {
      throw StorageException.corrupt("row count of a group");
    }
    versions = 4 + 8 * rows;
    keys = 4 + FIXED_BYTES * rows;
    contents = keys + end(4, rows - 1);
    if (contents < keys || contents + end(4 + 4 * rows, rows - 1) != length) {
      throw StorageException.corrupt("length of a group");
    }
  }

  private int end(int table, int row) {
    return row < 0 ? 0 : (int) INTS.get(bytes, table + 4 * row);
  }

  int sizeBytes() {
    return bytes.length;
  }

  /** What the places of keys and contents index into. */
  byte[] bytes() {
    return bytes;
  }

  int keyFrom(int row) {
    return keys + end(4, row - 1);
  }

  int keyTo(int row) {
    return keys + end(4, row);
  }

  int contentFrom(int row) {
    return contents + end(4 + 4 * rows, row - 1);
  }

  int contentTo(int row) {
    return contents + end(4 + 4 * rows, row);
  }

  int deltaBytes(int row) {
    int from = contentFrom(row);
    int to = contentTo(row);
    int deltas = to - from < 2 ? -1 : (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
    if (deltas < 0 || deltas > to - from - 2) {
      throw StorageException.corrupt("content of a row");
    }
    return deltas;
  }

  @Override
  public int size() {
    return rows;
  }

  @Override
  public byte[] key(int row) {
    return Arrays.copyOfRange(bytes, keyFrom(row), keyTo(row));
  }

  @Override
  public int compareKey(int row, byte[] key) {
    return Arrays.compareUnsigned(bytes, keyFrom(row), keyTo(row), key, 0, key.length);
  }

  @Override
  public int bytes(int row, boolean content) {
    int key = keyTo(row) - keyFrom(row);
    return content ? key + contentTo(row) - contentFrom(row) : key;
  }

  @Override
  public long version(int row) {
    return (long) LONGS.get(bytes, versions + 8 * row);
  }

  @Override
  public EntryKind kind(int row) {
    return EntryKind.of(kindCode(row));
  }

  /** {@link EntryKind#code()}, as it is stored. */
  byte kindCode(int row) {
    return bytes[keys - rows + row];
  }

  @Override
  public Entry entry(int row) {
    int split = deltaBytes(row);
    int from = contentFrom(row) + DELTA_LENGTH_BYTES;
    byte[] deltas = split == 0 ? Entry.NO_DELTAS : Arrays.copyOfRange(bytes, from, from + split);
    byte[] values = Arrays.copyOfRange(bytes, from + split, contentTo(row));
    return new Entry(new Key(key(row)), new Version(version(row)), kind(row), deltas, values);
  }
}
