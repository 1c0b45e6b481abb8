package org.assaydb.sql.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/** Keys of any columns, kept as {@link RowBytes}. */
final class ByteKeys implements KeyIndex {
  /** Rows that are encoded at a time. */
  private static final int STRETCH = 1024;

  private static final int CHUNK_BYTES = 1 << 16;

  private final RowBytes rowBytes;
  private int[] slots = new int[Slots.FIRST];
  private int[] hashes = new int[Slots.FIRST / 2];
  private int[] chunkOf = new int[Slots.FIRST / 2];
  private int[] starts = new int[Slots.FIRST / 2];
  private int[] ends = new int[Slots.FIRST / 2];
  private int size;

  /** The bytes of all keys; a key lies in one chunk. */
  private final List<byte[]> chunks = new ArrayList<>();

  private int used;
  private long chunkBytes;

  ByteKeys(List<ValueType> types) {
    rowBytes = new RowBytes(types);
  }

  @Override
  public boolean number(Vector[] keys, int rows, int[] ids) {
    for (int from = 0; from < rows; from += STRETCH) {
      int count = Math.min(STRETCH, rows - from);
      rowBytes.encode(keys, from, count);
      for (int i = 0; i < count; i++) {
        int hash = (int) rowBytes.hash(i);
        int slot = slot(i, hash);
        int id = slots[slot] - 1;
        if (id < 0) {
          id = size;
          add(slot, i, hash);
        }
        ids[from + i] = id;
      }
    }
    return true;
  }

  @Override
  public boolean find(Vector[] keys, int rows, int[] ids) {
    for (int from = 0; from < rows; from += STRETCH) {
      int count = Math.min(STRETCH, rows - from);
      rowBytes.encode(keys, from, count);
      for (int i = 0; i < count; i++) {
        ids[from + i] = slots[slot(i, (int) rowBytes.hash(i))] - 1;
      }
    }
    return true;
  }

  private int slot(int row, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    int id;
    while ((id = slots[slot] - 1) >= 0 && (hashes[id] != hash || !equals(id, row))) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean equals(int id, int row) {
    return Arrays.equals(
        chunks.get(chunkOf[id]),
        starts[id],
        ends[id],
        rowBytes.bytes(),
        rowBytes.start(row),
        rowBytes.end(row));
  }

  private void add(int slot, int row, int hash) {
    if (size == hashes.length) {
      int room = Slots.grown(size);
      hashes = Arrays.copyOf(hashes, room);
      chunkOf = Arrays.copyOf(chunkOf, room);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
    }
    int length = rowBytes.end(row) - rowBytes.start(row);
    byte[] chunk = chunkFor(length);
    System.arraycopy(rowBytes.bytes(), rowBytes.start(row), chunk, used, length);
    hashes[size] = hash;
    chunkOf[size] = chunks.size() - 1;
    starts[size] = used;
    used += length;
    ends[size] = used;
    slots[slot] = ++size;
    if (Slots.isFull(size, slots.length)) {
      slots = Slots.rehash(Math.multiplyExact(slots.length, 2), hashes, size);
    }
  }

  /** Chunks grow with what is there, so that a table of few keys stays small. */
  private byte[] chunkFor(int length) {
    if (chunks.isEmpty() || chunks.get(chunks.size() - 1).length - used < length) {
      long room = Math.max(256, Math.min(CHUNK_BYTES, chunkBytes));
      chunks.add(new byte[(int) Math.max(room, length)]);
      chunkBytes += Math.max(room, length);
      used = 0;
    }
    return chunks.get(chunks.size() - 1);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Vector[] keys(int from, int count) {
    RowBytes.Decoder decoder = rowBytes.decoder();
    for (int id = from; id < from + count; id++) {
      decoder.add(chunks.get(chunkOf[id]), starts[id]);
    }
    return decoder.build();
  }

  @Override
  public long sizeBytes() {
    return chunkBytes + 4L * slots.length + 16L * hashes.length + rowBytes.sizeBytes();
  }
}
