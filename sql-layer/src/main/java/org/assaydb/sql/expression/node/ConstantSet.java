package org.assaydb.sql.expression.node;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;

/** A set of values of one layout (not BOOLEAN or OBJECT), asked by rows of vectors. Immutable. */
final class ConstantSet {
  private final Layout layout;
  private final LongSet longs;
  private final Set<BigInteger> wide = new HashSet<>();
  private final byte[][] strings;

  /**
   * @param values single values without null
   */
  ConstantSet(Layout layout, List<?> values) {
    this.layout = layout;
    List<Long> words = new ArrayList<>();
    List<byte[]> bytes = new ArrayList<>();
    for (Object value : values) {
      switch (layout) {
        case LONG -> words.add((Long) value);
        case DOUBLE -> words.add(bits(DoubleVector.canonical((Double) value)));
        case DECIMAL -> {
          BigInteger number = (BigInteger) value;
          if (number.bitLength() > 63) {
            wide.add(number);
          } else {
            words.add(number.longValue());
          }
        }
        case BYTES -> bytes.add((byte[]) value);
        case BOOLEAN, OBJECT -> throw new IllegalStateException("no set of " + layout);
      }
    }
    this.longs = new LongSet(words);
    this.strings = table(bytes);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  /** Whether each row, NULL or not, is one of the values. */
  boolean[] contains(Vector vector, int rows) {
    boolean[] found = new boolean[rows];
    switch (layout) {
      case LONG -> longs.contains(((LongVector) vector).values(), found);
      case DOUBLE -> {
        double[] values = ((DoubleVector) vector).values();
        for (int i = 0; i < rows; i++) {
          found[i] = longs.contains(bits(values[i]));
        }
      }
      case DECIMAL -> {
        DecimalVector decimals = (DecimalVector) vector;
        if (decimals.high() == null) {
          longs.contains(decimals.low(), found);
        } else {
          for (int i = 0; i < rows; i++) {
            found[i] = contains(decimals, i);
          }
        }
      }
      default -> {
        BytesVector values = (BytesVector) vector;
        for (int i = 0; i < rows; i++) {
          found[i] = contains(values.bytes(), values.start(i), values.end(i));
        }
      }
    }
    return found;
  }

  private boolean contains(DecimalVector decimals, int row) {
    long low = decimals.low()[row];
    return decimals.high(row) == low >> 63
        ? longs.contains(low)
        : wide.contains(decimals.unscaled(row));
  }

  /** Open addressing. */
  private static byte[][] table(List<byte[]> values) {
    byte[][] table = new byte[Integer.highestOneBit(Math.max(4, values.size() * 3))][];
    for (byte[] value : values) {
      int slot = hash(value, 0, value.length) & table.length - 1;
      while (table[slot] != null && !Arrays.equals(table[slot], value)) {
        slot = slot + 1 & table.length - 1;
      }
      table[slot] = value;
    }
    return table;
  }

  private boolean contains(byte[] bytes, int start, int end) {
    int slot = hash(bytes, start, end) & strings.length - 1;
    while (strings[slot] != null) {
      byte[] value = strings[slot];
      if (value.length == end - start && equal(value, bytes, start)) {
        return true;
      }
      slot = slot + 1 & strings.length - 1;
    }
    return false;
  }

  /** Short values are the rule: a loop is faster than a call of {@code Arrays.equals}. */
  private static boolean equal(byte[] value, byte[] bytes, int start) {
    for (int i = 0; i < value.length; i++) {
      if (value[i] != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }

  private static int hash(byte[] bytes, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash ^ hash >>> 15;
  }

  /** Open addressing over longs; 0 is kept apart, for it marks a free slot. */
  private static final class LongSet {
    private final long[] table;
    private final boolean zero;

    LongSet(List<Long> values) {
      table = new long[Integer.highestOneBit(Math.max(4, values.size() * 3))];
      zero = values.contains(0L);
      for (long value : values) {
        if (value == 0) {
          continue;
        }
        int slot = slot(value);
        while (table[slot] != 0 && table[slot] != value) {
          slot = slot + 1 & table.length - 1;
        }
        table[slot] = value;
      }
    }

    private int slot(long value) {
      long mixed = value * 0x9E3779B97F4A7C15L;
      return (int) (mixed ^ mixed >>> 32) & table.length - 1;
    }

    boolean contains(long value) {
      if (value == 0) {
        return zero;
      }
      int slot = slot(value);
      while (table[slot] != 0) {
        if (table[slot] == value) {
          return true;
        }
        slot = slot + 1 & table.length - 1;
      }
      return false;
    }

    void contains(long[] values, boolean[] found) {
      for (int i = 0; i < found.length; i++) {
        found[i] = contains(values[i]);
      }
    }
  }
}
