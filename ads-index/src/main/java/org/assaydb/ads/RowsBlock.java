package org.assaydb.ads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;

/**
 * Rows of a sealed chunk as they are stored; read in place, so that a point read decodes nothing.
 *
 * <pre>
 * rows (4), end of each key (4 each), end of each row's content (4 each), versions (8 each),
 * kinds (1 each), keys, contents         all big-endian; ends count from the start of their part
 * content = length of the deltas (2), deltas, values
 * </pre>
 */
final class RowsBlock implements Rows {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int FIXED_BYTES = 17;

  private final byte[] bytes;
  private final int rows;
  private final int versions;
  private final int keys;
  private final int values;

  /** Takes bytes whose checksum was right; their lengths are checked all the same. */
  RowsBlock(byte[] bytes) {
    this.bytes = bytes;
    rows = bytes.length < 4 ? 0 : (int) INTS.get(bytes, 0);
    if (rows < 1 || rows > bytes.length / FIXED_BYTES) {
      throw StorageException.corrupt("row count of a chunk");
    }
    versions = 4 + 8 * rows;
    keys = 4 + FIXED_BYTES * rows;
    values = keys + end(4, rows - 1);
    if (values < keys || values + end(4 + 4 * rows, rows - 1) != bytes.length) {
      throw StorageException.corrupt("length of a chunk");
    }
  }

  static byte[] encode(List<Entry> entries) {
    int count = entries.size();
    int length = 4 + FIXED_BYTES * count;
    int keyEnd = 0;
    for (Entry entry : entries) {
      keyEnd += entry.key().bytes().length;
      length += entry.key().bytes().length + 2 + entry.deltas().length + entry.values().length;
    }
    byte[] out = new byte[length];
    INTS.set(out, 0, count);
    int keyBase = 4 + FIXED_BYTES * count;
    int valueBase = keyBase + keyEnd;
    int key = keyBase;
    int value = valueBase;
    for (int i = 0; i < count; i++) {
      Entry entry = entries.get(i);
      byte[] keyBytes = entry.key().bytes();
      System.arraycopy(keyBytes, 0, out, key, keyBytes.length);
      key += keyBytes.length;
      byte[] deltas = entry.deltas();
      out[value] = (byte) (deltas.length >> 8);
      out[value + 1] = (byte) deltas.length;
      System.arraycopy(deltas, 0, out, value + 2, deltas.length);
      value += 2 + deltas.length;
      System.arraycopy(entry.values(), 0, out, value, entry.values().length);
      value += entry.values().length;
      INTS.set(out, 4 + 4 * i, key - keyBase);
      INTS.set(out, 4 + 4 * (count + i), value - valueBase);
      LONGS.set(out, 4 + 8 * (count + i), entry.version().packed());
      out[4 + 16 * count + i] = (byte) entry.kind().code();
    }
    return out;
  }

  private int end(int table, int row) {
    return row < 0 ? 0 : (int) INTS.get(bytes, table + 4 * row);
  }

  int sizeBytes() {
    return bytes.length;
  }

  @Override
  public int size() {
    return rows;
  }

  @Override
  public byte[] key(int row) {
    return Arrays.copyOfRange(bytes, keys + end(4, row - 1), keys + end(4, row));
  }

  @Override
  public int compareKey(int row, byte[] key) {
    return Arrays.compareUnsigned(
        bytes, keys + end(4, row - 1), keys + end(4, row), key, 0, key.length);
  }

  @Override
  public long version(int row) {
    return (long) LONGS.get(bytes, versions + 8 * row);
  }

  @Override
  public EntryKind kind(int row) {
    return EntryKind.of(bytes[keys - rows + row]);
  }

  @Override
  public Entry entry(int row) {
    int table = 4 + 4 * rows;
    int from = values + end(table, row - 1);
    int to = values + end(table, row);
    int deltaBytes = to - from < 2 ? -1 : (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
    if (deltaBytes < 0 || deltaBytes > to - from - 2) {
      throw StorageException.corrupt("content of a row");
    }
    int split = from + 2 + deltaBytes;
    byte[] deltas = deltaBytes == 0 ? Entry.NO_DELTAS : Arrays.copyOfRange(bytes, from + 2, split);
    byte[] content = Arrays.copyOfRange(bytes, split, to);
    return new Entry(new Key(key(row)), new Version(version(row)), kind(row), deltas, content);
  }
}
