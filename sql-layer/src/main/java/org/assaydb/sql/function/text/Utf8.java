package org.assaydb.sql.function.text;

/** Places and characters in well-formed UTF-8. A character is a code point. */
public final class Utf8 {
  private Utf8() {}

  /** Number of characters. */
  public static int length(byte[] bytes, int from, int to) {
    int length = 0;
    for (int i = from; i < to; i++) {
      // Every byte but those of the form 10xxxxxx begins a character.
      if (bytes[i] >= -64) {
        length++;
      }
    }
    return length;
  }

  /** The place behind {@code count} characters, or {@code to} when there are fewer. */
  public static int skip(byte[] bytes, int from, int to, long count) {
    int place = from;
    for (long left = count; left > 0 && place < to; left--) {
      place += size(bytes[place]);
    }
    return place;
  }

  /** Bytes of the character that begins with this byte. */
  public static int size(byte first) {
    return first >= 0 ? 1 : first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
  }

  /** The character that begins at a place. */
  public static int at(byte[] bytes, int place) {
    int first = bytes[place];
    return switch (size(bytes[place])) {
      case 1 -> first;
      case 2 -> (first & 0x1F) << 6 | bytes[place + 1] & 0x3F;
      case 3 -> (first & 0x0F) << 12 | (bytes[place + 1] & 0x3F) << 6 | bytes[place + 2] & 0x3F;
      default ->
          (first & 0x07) << 18
              | (bytes[place + 1] & 0x3F) << 12
              | (bytes[place + 2] & 0x3F) << 6
              | bytes[place + 3] & 0x3F;
    };
  }

  public static int[] codePoints(byte[] bytes, int from, int to) {
    int[] points = new int[length(bytes, from, to)];
    int place = from;
    for (int i = 0; i < points.length; i++) {
      points[i] = at(bytes, place);
      place += size(bytes[place]);
    }
    return points;
  }
}
