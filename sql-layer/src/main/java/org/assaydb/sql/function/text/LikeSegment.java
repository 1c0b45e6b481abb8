package org.assaydb.sql.function.text;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a LIKE pattern without {@code %}: characters, and places where any one fits. */
final class LikeSegment {
  /** Any one character; no code point. */
  static final int ANY = -1;

  private final int[] points;
  private final @Nullable ByteSearch literal;

  LikeSegment(int[] points) {
    this.points = points;
    boolean plain = true;
    for (int point : points) {
      plain &= point != ANY;
    }
    this.literal =
        plain
            ? new ByteSearch(new String(points, 0, points.length).getBytes(StandardCharsets.UTF_8))
            : null;
  }

  boolean isEmpty() {
    return points.length == 0;
  }

  /** The place behind the segment when it fits at {@code from}; else -1. */
  int matchAt(byte[] bytes, int from, int to) {
    int place = from;
    for (int point : points) {
      if (place >= to || point != ANY && Utf8.at(bytes, place) != point) {
        return -1;
      }
      place += Utf8.size(bytes[place]);
    }
    return place;
  }

  /** Where the segment begins so that it ends at {@code to}, not before {@code from}; else -1. */
  int startBefore(byte[] bytes, int from, int to) {
    int place = to;
    for (int i = points.length - 1; i >= 0; i--) {
      if (place <= from) {
        return -1;
      }
      place--;
      while (bytes[place] < -64) {
        place--;
      }
      if (points[i] != ANY && Utf8.at(bytes, place) != points[i]) {
        return -1;
      }
    }
    return place;
  }

  /** The place behind the first occurrence; -1 when there is none. */
  int findEnd(byte[] bytes, int from, int to) {
    if (literal != null) {
      int found = literal.find(bytes, from, to);
      return found < 0 ? -1 : found + literal.length();
    }
    return shiftAnd(bytes, from, to);
  }

  /**
   * Shift-And (Baeza-Yates and Gonnet 1992): bit i of the state says that the first i + 1
   * characters of the segment fit before this place.
   */
  private int shiftAnd(byte[] bytes, int from, int to) {
    int words = (points.length + 63) >>> 6;
    Map<Integer, long[]> masks = new HashMap<>();
    long[] any = new long[words];
    for (int i = 0; i < points.length; i++) {
      if (points[i] == ANY) {
        any[i >>> 6] |= 1L << i;
      } else {
        masks.computeIfAbsent(points[i], p -> new long[words])[i >>> 6] |= 1L << i;
      }
    }
    int lastWord = points.length - 1 >>> 6;
    long lastBit = 1L << points.length - 1;
    long[] state = new long[words];
    for (int place = from; place < to; ) {
      long[] mask = masks.get(Utf8.at(bytes, place));
      long carry = 1;
      for (int w = 0; w < words; w++) {
        long fits = mask == null ? any[w] : any[w] | mask[w];
        long next = state[w] >>> 63;
        state[w] = (state[w] << 1 | carry) & fits;
        carry = next;
      }
      place += Utf8.size(bytes[place]);
      if ((state[lastWord] & lastBit) != 0) {
        return place;
      }
    }
    return -1;
  }
}
