package org.assaydb.sql.aggregate;

import java.util.Arrays;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.BytesVector;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;

/**
 * LISTAGG and STRING_AGG of text or binary: the values as the rows come, with each row's separator
 * before its value, but for the first. NULL is no value and no separator.
 */
final class TextAccumulator implements Accumulator {
  private static final int MOST_BYTES = 1 << 29;

  private final byte[] separator;
  private byte[][] texts = new byte[0][];
  private int[] lengths = new int[0];
  private long textBytes;

  /**
   * @param separator for calls with one argument only
   */
  TextAccumulator(byte[] separator) {
    this.separator = separator.clone();
  }

  @Override
  public void grow(int groups) {
    int before = texts.length;
    if (groups > before) {
      texts = Arrays.copyOf(texts, Growth.room(groups, before));
      Arrays.fill(texts, before, texts.length, new byte[0]);
      lengths = Arrays.copyOf(lengths, texts.length);
      Arrays.fill(lengths, before, lengths.length, -1);
    }
  }

  @Override
  public void add(Vector[] arguments, int[] groups, int count) {
    BytesVector values = (BytesVector) arguments[0];
    for (int i = 0; i < count; i++) {
      if (!values.isNull(i)) {
        int group = groups[i];
        if (lengths[group] < 0) {
          lengths[group] = 0;
        } else if (arguments.length == 1) {
          append(group, separator, 0, separator.length);
        } else if (!arguments[1].isNull(i)) {
          append(group, (BytesVector) arguments[1], i);
        }
        append(group, values, i);
      }
    }
  }

  private void append(int group, BytesVector source, int row) {
    append(group, source.bytes(), source.start(row), source.end(row));
  }

  private void append(int group, byte[] source, int from, int to) {
    int length = lengths[group];
    int wanted = length + to - from;
    if (wanted < 0 || wanted > MOST_BYTES) {
      throw new SqlLayerException(SqlStates.LIMIT, "text of an aggregate is longer than 512 MB");
    }
    if (wanted > texts[group].length) {
      int room = Math.max(wanted, Math.max(16, length + (length >> 1)));
      textBytes += room - texts[group].length;
      texts[group] = Arrays.copyOf(texts[group], room);
    }
    System.arraycopy(source, from, texts[group], length, to - from);
    lengths[group] = wanted;
  }

  @Override
  public Vector result(int from, int count) {
    VectorBuilder builder = new VectorBuilder(Layout.BYTES);
    for (int group = from; group < from + count; group++) {
      if (lengths[group] < 0) {
        builder.addNull();
      } else {
        builder.addBytes(texts[group], 0, lengths[group]);
      }
    }
    return builder.build();
  }

  @Override
  public long sizeBytes() {
    return 24L * texts.length + textBytes;
  }
}
