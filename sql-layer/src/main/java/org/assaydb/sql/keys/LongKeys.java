package org.assaydb.sql.keys;

import java.util.Arrays;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.Vector;

/** One column of 64-bit values. */
final class LongKeys implements KeyIndex {
  private long[] slotKeys = new long[Slots.FIRST];
  private int[] slotIds = new int[Slots.FIRST];
  private long[] keys = new long[Slots.FIRST / 2];
  private int size;
  private int nullId = -1;

  static boolean carries(ValueType type) {
    return type.layout() == Layout.LONG;
  }

  @Override
  public boolean number(Vector[] columns, int rows, int[] ids) {
    LongVector column = (LongVector) columns[0];
    long[] values = column.values();
    boolean nulls = column.mayHaveNulls();
    for (int i = 0; i < rows; i++) {
      if (nulls && column.isNull(i)) {
        ids[i] = numberOfNull();
      } else if (!nulls && i > 0 && values[i] == values[i - 1]) {
        ids[i] = ids[i - 1]; // rows in the order of a key come by groups
      } else {
        ids[i] = number(values[i]);
      }
    }
    return true;
  }

  private int number(long key) {
    int mask = slotIds.length - 1;
    int slot = (int) Slots.mix(key) & mask;
    int id;
    while ((id = slotIds[slot]) != 0) {
      if (slotKeys[slot] == key) {
        return id - 1;
      }
      slot = slot + 1 & mask;
    }
    slotKeys[slot] = key;
    slotIds[slot] = size + 1;
    return add(key);
  }

  private int numberOfNull() {
    if (nullId < 0) {
      nullId = size;
      add(0);
    }
    return nullId;
  }

  private int add(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, Slots.grown(size));
    }
    keys[size++] = key;
    if (Slots.isFull(size, slotIds.length)) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    int slots = Math.multiplyExact(slotIds.length, 2);
    int mask = slots - 1;
    slotKeys = new long[slots];
    slotIds = new int[slots];
    for (int id = 0; id < size; id++) {
      if (id == nullId) {
        continue;
      }
      int slot = (int) Slots.mix(keys[id]) & mask;
      while (slotIds[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slotKeys[slot] = keys[id];
      slotIds[slot] = id + 1;
    }
  }

  @Override
  public boolean find(Vector[] columns, int rows, int[] ids) {
    LongVector column = (LongVector) columns[0];
    long[] values = column.values();
    boolean nulls = column.mayHaveNulls();
    for (int i = 0; i < rows; i++) {
      ids[i] = nulls && column.isNull(i) ? nullId : find(values[i]);
    }
    return true;
  }

  private int find(long key) {
    int mask = slotIds.length - 1;
    int slot = (int) Slots.mix(key) & mask;
    int id;
    while ((id = slotIds[slot]) != 0 && slotKeys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return id - 1;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Vector[] keys(int from, int count) {
    long[] validity = null;
    if (nullId >= from && nullId < from + count) {
      validity = Validity.allSet(count);
      Validity.clear(validity, nullId - from);
    }
    long[] part = Arrays.copyOfRange(keys, from, from + count);
    return new Vector[] {new LongVector(part, count, validity)};
  }

  @Override
  public long sizeBytes() {
    return 12L * slotIds.length + 8L * keys.length;
  }
}
