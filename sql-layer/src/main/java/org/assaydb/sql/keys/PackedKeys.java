package org.assaydb.sql.keys;

import java.util.Arrays;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * Keys that fit in two words and a mask of NULLs: several numbers, short text. Text of up to seven
 * bytes and decimals of 64 bits are taken on trial: {@link #number} is false for longer ones.
 */
final class PackedKeys implements KeyIndex {
  private final PackedLayout layout;
  private int[] slots = new int[Slots.FIRST];
  private long[] first = new long[Slots.FIRST / 2];
  private long[] second = new long[Slots.FIRST / 2];
  private int[] nulls = new int[Slots.FIRST / 2];
  private int size;

  /** The packed rows of the batch at hand. */
  private final long[][] packed = {new long[0], new long[0]};

  private int[] packedNulls = new int[0];

  PackedKeys(PackedLayout layout) {
    this.layout = layout;
  }

  @Override
  public boolean number(Vector[] keys, int rows, int[] ids) {
    if (!pack(keys, rows)) {
      return false;
    }
    for (int i = 0; i < rows; i++) {
      int slot = slot(i);
      int id = slots[slot] - 1;
      if (id < 0) {
        id = size;
        add(slot, i);
      }
      ids[i] = id;
    }
    return true;
  }

  @Override
  public boolean find(Vector[] keys, int rows, int[] ids) {
    if (!pack(keys, rows)) {
      return false;
    }
    for (int i = 0; i < rows; i++) {
      ids[i] = slots[slot(i)] - 1;
    }
    return true;
  }

  private static int hash(long first, long second, int nulls) {
    return (int) Slots.mix(first + Slots.mix(second + nulls));
  }

  /** The slot of a packed row, or the free one where it belongs. */
  private int slot(int row) {
    long a = packed[0][row];
    long b = packed[1][row];
    int c = packedNulls[row];
    int mask = slots.length - 1;
    int slot = hash(a, b, c) & mask;
    int id;
    while ((id = slots[slot] - 1) >= 0 && (first[id] != a || second[id] != b || nulls[id] != c)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void add(int slot, int row) {
    if (size == first.length) {
      int room = Slots.grown(size);
      first = Arrays.copyOf(first, room);
      second = Arrays.copyOf(second, room);
      nulls = Arrays.copyOf(nulls, room);
    }
    first[size] = packed[0][row];
    second[size] = packed[1][row];
    nulls[size] = packedNulls[row];
    slots[slot] = ++size;
    if (Slots.isFull(size, slots.length)) {
      int[] hashes = new int[size];
      for (int id = 0; id < size; id++) {
        hashes[id] = hash(first[id], second[id], nulls[id]);
      }
      slots = Slots.rehash(Math.multiplyExact(slots.length, 2), hashes, size);
    }
  }

  private boolean pack(Vector[] keys, int rows) {
    if (packedNulls.length < rows) {
      packed[0] = new long[rows];
      packed[1] = new long[rows];
      packedNulls = new int[rows];
    } else {
      Arrays.fill(packed[0], 0, rows, 0);
      Arrays.fill(packed[1], 0, rows, 0);
      Arrays.fill(packedNulls, 0, rows, 0);
    }
    for (int c = 0; c < layout.width(); c++) {
      if (!pack(keys[c], c, rows)) {
        return false;
      }
    }
    return true;
  }

  private boolean pack(Vector key, int column, int rows) {
    long[] target = packed[layout.words()[column]];
    int shift = layout.shifts()[column];
    if (key.mayHaveNulls()) {
      for (int i = 0; i < rows; i++) {
        packedNulls[i] |= key.isNull(i) ? 1 << column : 0;
      }
    }
    return switch (layout.layouts().get(column)) {
      case LONG -> packLongs(((LongVector) key).values(), key, column, rows);
      case DECIMAL -> packDecimals((DecimalVector) key, column, rows);
      case DOUBLE -> {
        double[] values = ((DoubleVector) key).values();
        for (int i = 0; i < rows; i++) {
          target[i] |= key.isNull(i) ? 0 : Double.doubleToLongBits(values[i]);
        }
        yield true;
      }
      case BOOLEAN -> {
        BooleanVector booleans = (BooleanVector) key;
        for (int i = 0; i < rows; i++) {
          target[i] |= booleans.isTrue(i) ? 1L << shift : 0;
        }
        yield true;
      }
      case BYTES -> packBytes((BytesVector) key, column, rows);
      case OBJECT -> false;
    };
  }

  private boolean packLongs(long[] values, Vector key, int column, int rows) {
    long[] target = packed[layout.words()[column]];
    int shift = layout.shifts()[column];
    int unused = 64 - layout.bits()[column];
    boolean mayHaveNulls = key.mayHaveNulls();
    long wrong = 0;
    for (int i = 0; i < rows; i++) {
      if (!mayHaveNulls || !key.isNull(i)) {
        long value = values[i];
        wrong |= value ^ value << unused >> unused;
        target[i] |= value << unused >>> unused << shift;
      }
    }
    return wrong == 0;
  }

  private boolean packDecimals(DecimalVector key, int column, int rows) {
    if (key.high() != null) {
      for (int i = 0; i < rows; i++) {
        if (!key.isNull(i) && key.high(i) != key.low()[i] >> 63) {
          return false;
        }
      }
    }
    return packLongs(key.low(), key, column, rows);
  }

  private boolean packBytes(BytesVector key, int column, int rows) {
    long[] target = packed[layout.words()[column]];
    int shift = layout.shifts()[column];
    int most = layout.bits()[column] / 8 - 1;
    byte[] bytes = key.bytes();
    for (int i = 0; i < rows; i++) {
      if (key.isNull(i)) {
        continue;
      }
      int start = key.start(i);
      int length = key.end(i) - start;
      if (length > most) {
        return false;
      }
      long value = 0;
      for (int k = length - 1; k >= 0; k--) {
        value = value << 8 | bytes[start + k] & 0xFF;
      }
      target[i] |= (value << 8 | length) << shift;
    }
    return true;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Vector[] keys(int from, int count) {
    Vector[] columns = new Vector[layout.width()];
    for (int c = 0; c < columns.length; c++) {
      VectorBuilder builder = new VectorBuilder(layout.layouts().get(c));
      for (int id = from; id < from + count; id++) {
        if ((nulls[id] >>> c & 1) != 0) {
          builder.addNull();
        } else {
          unpack(c, id, builder);
        }
      }
      columns[c] = builder.build();
    }
    return columns;
  }

  private void unpack(int column, int id, VectorBuilder builder) {
    long word = layout.words()[column] == 0 ? first[id] : second[id];
    int unused = 64 - layout.bits()[column];
    long value = word << unused - layout.shifts()[column] >> unused;
    switch (layout.layouts().get(column)) {
      case LONG -> builder.addLong(value);
      case DECIMAL -> builder.addDecimal(value >> 63, value);
      case DOUBLE -> builder.addDouble(Double.longBitsToDouble(value));
      case BOOLEAN -> builder.addBoolean(value != 0);
      case BYTES -> {
        byte[] bytes = new byte[(int) value & 0xFF];
        for (int k = 0; k < bytes.length; k++) {
          value >>>= 8;
          bytes[k] = (byte) value;
        }
        builder.addBytes(bytes);
      }
      case OBJECT -> throw new IllegalStateException("rows and arrays are not packed");
    }
  }

  @Override
  public long sizeBytes() {
    return 4L * slots.length + 20L * first.length + 20L * packedNulls.length;
  }
}
