package org.assaydb.sql.keys;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assaydb.sql.vector.DoubleVector;
import org.jspecify.annotations.Nullable;

/**
 * ROW and ARRAY values as bytes, equal exactly when the values are. A value is a tag and: nothing
 * for NULL (0), 8 bytes for Long (1) and Double (2), nothing for FALSE (3) and TRUE (4), a length
 * of 4 bytes and the bytes for BigInteger (5, two's complement) and byte[] (6), a count of 4 bytes
 * and the values for List (7). Big endian.
 */
public final class ValueBytes {
  private ValueBytes() {}

  public static byte[] encode(@Nullable Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(value, out);
    return out.toByteArray();
  }

  private static void write(@Nullable Object value, ByteArrayOutputStream out) {
    if (value == null) {
      out.write(0);
    } else if (value instanceof Long number) {
      out.write(1);
      out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
    } else if (value instanceof Double number) {
      out.write(2);
      double canonical = DoubleVector.canonical(number);
      out.writeBytes(ByteBuffer.allocate(8).putDouble(canonical).array());
    } else if (value instanceof Boolean truth) {
      out.write(truth ? 4 : 3);
    } else if (value instanceof BigInteger number) {
      writeBytes(5, number.toByteArray(), out);
    } else if (value instanceof byte[] bytes) {
      writeBytes(6, bytes, out);
    } else if (value instanceof List<?> list) {
      out.write(7);
      out.writeBytes(ByteBuffer.allocate(4).putInt(list.size()).array());
      for (Object element : list) {
        write(element, out);
      }
    } else {
      throw new IllegalArgumentException("not a single value: " + value.getClass());
    }
  }

  private static void writeBytes(int tag, byte[] bytes, ByteArrayOutputStream out) {
    out.write(tag);
    out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  /** The value in the bytes {@code [from, to)}. */
  public static @Nullable Object decode(byte[] bytes, int from, int to) {
    return read(ByteBuffer.wrap(bytes, from, to - from));
  }

  private static @Nullable Object read(ByteBuffer in) {
    byte tag = in.get();
    return switch (tag) {
      case 0 -> null;
      case 1 -> in.getLong();
      case 2 -> in.getDouble();
      case 3 -> false;
      case 4 -> true;
      case 5 -> new BigInteger(readBytes(in));
      case 6 -> readBytes(in);
      case 7 -> {
        int count = in.getInt();
        List<@Nullable Object> list = new ArrayList<>(Math.min(count, in.remaining()));
        for (int i = 0; i < count; i++) {
          list.add(read(in));
        }
        yield Collections.unmodifiableList(list);
      }
      default -> throw new IllegalStateException("no value has tag " + tag);
    };
  }

  private static byte[] readBytes(ByteBuffer in) {
    int length = in.getInt();
    int from = in.arrayOffset() + in.position();
    in.position(in.position() + length);
    return Arrays.copyOfRange(in.array(), from, from + length);
  }
}
