package org.assaydb.sql.aggregate;

import java.util.Arrays;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/** BIT_AND, BIT_OR and BIT_XOR of integers. */
final class BitAccumulator implements MergeableAccumulator {
  /** Which of the three. */
  enum Mode {
    AND,
    OR,
    XOR
  }

  private final Mode mode;
  private long[] bits = new long[0];
  private boolean[] seen = new boolean[0];

  BitAccumulator(Mode mode) {
    this.mode = mode;
  }

  @Override
  public void grow(int groups) {
    if (groups > bits.length) {
      bits = Arrays.copyOf(bits, Growth.room(groups, bits.length));
      seen = Arrays.copyOf(seen, bits.length);
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    LongVector column = (LongVector) arguments[0];
    for (int i = 0; i < count; i++) {
      if (!column.isNull(i)) {
        add(groups[i], column.get(i));
      }
    }
  }

  private void add(int group, long value) {
    long old = bits[group];
    if (!seen[group]) {
      seen[group] = true;
      bits[group] = value;
    } else {
      bits[group] =
          switch (mode) {
            case AND -> old & value;
            case OR -> old | value;
            case XOR -> old ^ value;
          };
    }
  }

  @Override
  public void merge(int group, Accumulator from, int fromGroup) {
    BitAccumulator other = (BitAccumulator) from;
    if (other.seen[fromGroup]) {
      add(group, other.bits[fromGroup]);
    }
  }

  @Override
  public Vector result(int from, int count) {
    VectorBuilder builder = new VectorBuilder(Layout.LONG);
    for (int group = from; group < from + count; group++) {
      if (seen[group]) {
        builder.addLong(bits[group]);
      } else {
        builder.addNull();
      }
    }
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return 9L * bits.length;
  }
}
