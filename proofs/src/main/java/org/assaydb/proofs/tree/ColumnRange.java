package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ValueCodec;

/** Whether decoded column values are values of their type, for whole columns at a time. */
final class ColumnRange {
  private static final long DAY_MS = 86_400_000L;
  private static final long POSITIVE_INFINITY = Double.doubleToLongBits(Double.POSITIVE_INFINITY);
  private static final long NAN = Double.doubleToLongBits(Double.NaN);

  private ColumnRange() {}

  static void checkNumbers(ColumnType type, PackedLongs.Block block, int count) {
    switch (type.kind()) {
      case BOOLEAN -> check(block, 0, 1);
      case SMALLINT -> check(block, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER, DATE -> check(block, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case TIME -> check(block, 0, DAY_MS - 1);
      case DECIMAL -> {
        long limit = 1;
        for (int i = 0; i < type.precision(); i++) {
          limit *= 10;
        }
        check(block, 1 - limit, limit - 1);
      }
      case DOUBLE -> checkDoubles(block.values(), count);
      default -> {
        // BIGINT and TIMESTAMP take all values.
      }
    }
  }

  private static void check(PackedLongs.Block block, long min, long max) {
    require(block.min() >= min && block.max() <= max, MALFORMED, "value outside its type");
  }

  /** One NaN, no negative zero. */
  private static void checkDoubles(long[] values, int count) {
    for (int i = 0; i < count; i++) {
      long bits = values[i];
      boolean number = (bits & Long.MAX_VALUE) <= POSITIVE_INFINITY && bits != Long.MIN_VALUE;
      require(number || bits == NAN, NONCANONICAL, "DOUBLE bits");
    }
  }

  /** Longest string in bytes. */
  static int maxBytes(ColumnType type) {
    return switch (type.kind()) {
      case VARCHAR, CHAR -> 4 * type.precision();
      case VARBINARY -> type.precision();
      default -> 16;
    };
  }

  static void checkStrings(ColumnType type, BytesColumn.Strings strings) {
    int[] offsets = strings.offsets();
    byte[] bytes = strings.source();
    switch (type.kind()) {
      case VARCHAR, CHAR -> checkTexts(type, bytes, offsets);
      case UUID -> {
        for (int i = 0; i + 1 < offsets.length; i++) {
          require(offsets[i + 1] - offsets[i] == 16, MALFORMED, "length of a UUID");
        }
      }
      case DECIMAL -> {
        for (int i = 0; i + 1 < offsets.length; i++) {
          int length = offsets[i + 1] - offsets[i];
          ByteWriter value = new ByteWriter(17).u8(length);
          value.raw(bytes, offsets[i], offsets[i + 1]);
          ValueCodec.decode(type, new ByteReader(value.buffer(), 0, value.size()));
        }
      }
      default -> {
        // VARBINARY: the length is bounded.
      }
    }
  }

  private static void checkTexts(ColumnType type, byte[] bytes, int[] offsets) {
    boolean padded = type.kind() == ColumnType.Kind.CHAR;
    int end = offsets[offsets.length - 1];
    byte joined = 0;
    for (int i = offsets[0]; i < end; i++) {
      joined |= bytes[i];
    }
    boolean ascii = joined >= 0;
    for (int i = 0; i + 1 < offsets.length; i++) {
      int length = offsets[i + 1] - offsets[i];
      if (!ascii) {
        String text = ByteReader.utf8(bytes, offsets[i], length, "text");
        length = text.codePointCount(0, text.length());
      }
      require(length <= type.precision(), MALFORMED, "text longer than its type");
      require(!padded || length == type.precision(), NONCANONICAL, "CHAR is padded to its length");
    }
  }
}
