package org.assaydb.sql.keys;

import java.util.List;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of a key lie in two words of 64 bits.
 *
 * @param words which word each column is in
 * @param shifts its lowest bit there
 * @param bits its width
 */
record PackedLayout(List<Layout> layouts, int[] words, int[] shifts, int[] bits) {
  /** Null when the columns have no place even if their values are small. */
  static @Nullable PackedLayout of(List<ValueType> types) {
    int n = types.size();
    int[] words = new int[n];
    int[] shifts = new int[n];
    int[] bits = new int[n];
    int[] used = new int[2];
    for (int i = 0; i < n; i++) {
      bits[i] = bits(types.get(i));
      int word = used[0] + bits[i] <= 64 ? 0 : 1;
      if (used[word] + bits[i] > 64) {
        return null;
      }
      words[i] = word;
      shifts[i] = used[word];
      used[word] += bits[i];
    }
    return new PackedLayout(types.stream().map(ValueType::layout).toList(), words, shifts, bits);
  }

  /** Bits that values of a type usually need; more than 64 when they never fit. */
  private static int bits(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> 8;
      case SMALLINT -> 16;
      case INTEGER, DATE -> 32;
      case UUID, ROW, ARRAY -> 65;
      // Their length in the lowest byte; most declared short hold one byte a character.
      case CHAR, VARCHAR -> type.precision() < 0 ? 64 : 8 + 8 * Math.min(type.precision(), 7);
      default -> 64;
    };
  }

  int width() {
    return words.length;
  }
}
