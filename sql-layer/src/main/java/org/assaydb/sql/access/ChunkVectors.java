package org.assaydb.sql.access;

import java.util.Arrays;
import org.assaydb.proofs.read.RowBatch;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.tree.ColumnVector;
import org.assaydb.sql.vector.BooleanVector;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.DoubleVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.Validity;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Columns of verified chunks as vectors: the same values in the form that is computed with. */
final class ChunkVectors {
  private static final long MICROS = 1000;
  private static final int WORD = 8;

  private ChunkVectors() {}

  /** The rows of a batch of one column of its chunk. */
  static Vector of(RowBatch batch, ColumnVector column) {
    int rows = batch.rows();
    ColumnType type = column.type();
    return switch (type.kind()) {
      case BOOLEAN -> booleans(batch, column);
      case SMALLINT, INTEGER, BIGINT, DATE ->
          new LongVector(longs(batch, column), rows, validity(batch, column));
      case TIME, TIMESTAMP -> micros(batch, column);
      case DOUBLE -> doubles(batch, column);
      case DECIMAL ->
          ColumnVector.isNumeric(type)
              ? new DecimalVector(longs(batch, column), null, rows, validity(batch, column))
              : wideDecimals(batch, column);
      case VARCHAR, VARBINARY -> strings(batch, column, false);
      case CHAR -> strings(batch, column, true);
      case UUID -> uuids(batch, column);
    };
  }

  private static long @Nullable [] validity(RowBatch batch, ColumnVector column) {
    if (column.validity() == null) {
      return null;
    }
    int rows = batch.rows();
    long[] bits = null;
    for (int i = 0; i < rows; i++) {
      if (column.isNull(batch.place(i))) {
        if (bits == null) {
          bits = Validity.allSet(rows);
        }
        Validity.clear(bits, i);
      }
    }
    return bits;
  }

  private static long[] longs(RowBatch batch, ColumnVector column) {
    int rows = batch.rows();
    long[] all = column.longs();
    if (batch.contiguous()) {
      int first = batch.place(0);
      return first == 0 ? all : Arrays.copyOfRange(all, first, first + rows);
    }
    long[] taken = new long[rows];
    for (int i = 0; i < rows; i++) {
      taken[i] = all[batch.place(i)];
    }
    return taken;
  }

  private static Vector micros(RowBatch batch, ColumnVector column) {
    int rows = batch.rows();
    long[] all = column.longs();
    long[] taken = new long[rows];
    for (int i = 0; i < rows; i++) {
      taken[i] = all[batch.place(i)] * MICROS;
    }
    return new LongVector(taken, rows, validity(batch, column));
  }

  private static Vector doubles(RowBatch batch, ColumnVector column) {
    int rows = batch.rows();
    long[] all = column.longs();
    double[] taken = new double[rows];
    for (int i = 0; i < rows; i++) {
      taken[i] = Double.longBitsToDouble(all[batch.place(i)]);
    }
    return new DoubleVector(taken, rows, validity(batch, column));
  }

  private static Vector booleans(RowBatch batch, ColumnVector column) {
    int rows = batch.rows();
    long[] all = column.longs();
    long[] bits = Validity.noneSet(rows);
    for (int i = 0; i < rows; i++) {
      if (all[batch.place(i)] != 0) {
        Validity.set(bits, i);
      }
    }
    return new BooleanVector(bits, rows, validity(batch, column));
  }

  private static Vector wideDecimals(RowBatch batch, ColumnVector column) {
    int rows = batch.rows();
    long[] low = new long[rows];
    long[] high = new long[rows];
    boolean wide = false;
    for (int i = 0; i < rows; i++) {
      int place = batch.place(i);
      if (!column.isNull(place)) {
        int end = column.stringEnd(place);
        int start = column.stringStart(place);
        int middle = Math.max(start, end - WORD);
        low[i] = word(column.bytes(), middle, end);
        high[i] = middle == start ? low[i] >> 63 : word(column.bytes(), start, middle);
        wide |= high[i] != low[i] >> 63;
      }
    }
    return new DecimalVector(low, wide ? high : null, rows, validity(batch, column));
  }

  /** Big-endian two's complement of 1 to 8 bytes. */
  private static long word(byte[] bytes, int from, int to) {
    long value = bytes[from];
    for (int i = from + 1; i < to; i++) {
      value = value << 8 | bytes[i] & 0xff;
    }
    return value;
  }

  private static Vector strings(RowBatch batch, ColumnVector column, boolean trimmed) {
    int rows = batch.rows();
    byte[] bytes = column.bytes();
    int[] starts = new int[rows];
    int[] ends = new int[rows];
    for (int i = 0; i < rows; i++) {
      int place = batch.place(i);
      if (!column.isNull(place)) {
        starts[i] = column.stringStart(place);
        int end = column.stringEnd(place);
        while (trimmed && end > starts[i] && bytes[end - 1] == ' ') {
          end--;
        }
        ends[i] = end;
      }
    }
    return new BytesVector(bytes, starts, ends, rows, validity(batch, column));
  }

  private static Vector uuids(RowBatch batch, ColumnVector column) {
    int rows = batch.rows();
    byte[] bytes = new byte[16 * rows];
    int[] starts = new int[rows];
    int[] ends = new int[rows];
    for (int i = 0; i < rows; i++) {
      int place = batch.place(i);
      starts[i] = 16 * i;
      ends[i] = 16 * i + 16;
      if (!column.isNull(place)) {
        System.arraycopy(column.bytes(), column.stringStart(place), bytes, 16 * i, 16);
        bytes[16 * i] ^= (byte) 0x80;
        bytes[16 * i + WORD] ^= (byte) 0x80;
      }
    }
    return new BytesVector(bytes, starts, ends, rows, validity(batch, column));
  }
}
