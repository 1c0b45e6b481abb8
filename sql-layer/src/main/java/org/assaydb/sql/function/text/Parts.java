package org.assaydb.sql.function.text;

import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;

/** Functions whose result is a part of their argument: where it begins and where it ends. */
public final class Parts {
  private Parts() {}

  /** A range of bytes in one number. */
  private static long range(int from, int to) {
    return (long) from << 32 | to;
  }

  public static int from(long range) {
    return (int) (range >> 32);
  }

  public static int to(long range) {
    return (int) range;
  }

  /**
   * SUBSTRING of text: characters {@code start} (1 is the first) to {@code start + length}, as far
   * as the text has them; 22011 for a negative length.
   */
  public static long substring(byte[] bytes, int from, int to, long start, long length) {
    long end = end(start, length);
    int begin = Utf8.skip(bytes, from, to, start - 1);
    return range(begin, Utf8.skip(bytes, begin, to, end - Math.max(1, start)));
  }

  /** SUBSTRING of bytes. */
  public static long subBytes(int from, int to, long start, long length) {
    long end = end(start, length);
    long size = to - from;
    long first = Math.min(size, Math.max(0, start - 1));
    return range(from + (int) first, from + (int) Math.max(first, Math.min(size, end - 1)));
  }

  /** The place behind the last character; saturates. */
  private static long end(long start, long length) {
    if (length < 0) {
      throw new SqlLayerException(
          SqlStates.SUBSTRING, "negative substring length " + length + " not allowed");
    }
    return start > 0 && length > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + length;
  }

  /** The first characters; of a negative number, all but that many of the last. */
  public static long left(byte[] bytes, int from, int to, long count) {
    long taken = count >= 0 ? count : Utf8.length(bytes, from, to) + count;
    return range(from, Utf8.skip(bytes, from, to, taken));
  }

  /** The last characters; of a negative number, all but that many of the first. */
  public static long right(byte[] bytes, int from, int to, long count) {
    long skipped = count >= 0 ? Utf8.length(bytes, from, to) - count : negated(count);
    return range(Utf8.skip(bytes, from, to, skipped), to);
  }

  private static long negated(long count) {
    return count == Long.MIN_VALUE ? Long.MAX_VALUE : -count;
  }

  /** Without characters that are among {@code set}, at the ends asked for. */
  public static long trimmed(
      byte[] bytes, int from, int to, int[] set, boolean leading, boolean trailing) {
    int begin = from;
    int end = to;
    while (leading && begin < end && contains(set, Utf8.at(bytes, begin))) {
      begin += Utf8.size(bytes[begin]);
    }
    while (trailing && end > begin) {
      int last = end - 1;
      while (bytes[last] < -64) {
        last--;
      }
      if (!contains(set, Utf8.at(bytes, last))) {
        break;
      }
      end = last;
    }
    return range(begin, end);
  }

  private static boolean contains(int[] set, int point) {
    for (int member : set) {
      if (member == point) {
        return true;
      }
    }
    return false;
  }

  /**
   * The field with a number (1 is the first, -1 the last) between delimiters, empty when there is
   * none; 22023 for field 0. An empty delimiter is nowhere.
   */
  public static long field(byte[] bytes, int from, int to, ByteSearch delimiter, long number) {
    if (number == 0) {
      throw new SqlLayerException(
          SqlStates.INVALID_PARAMETER, "SPLIT_PART has no field 0, the first one is 1");
    }
    long wanted = number > 0 ? number : fields(bytes, from, to, delimiter) + 1 + number;
    int begin = from;
    for (long i = 1; i <= wanted; i++) {
      int end = delimiter.length() == 0 ? -1 : delimiter.find(bytes, begin, to);
      if (i == wanted) {
        return range(begin, end < 0 ? to : end);
      }
      if (end < 0) {
        break;
      }
      begin = end + delimiter.length();
    }
    return range(from, from);
  }

  private static long fields(byte[] bytes, int from, int to, ByteSearch delimiter) {
    long count = 1;
    int place = delimiter.length() == 0 ? -1 : delimiter.find(bytes, from, to);
    while (place >= 0) {
      count++;
      place = delimiter.find(bytes, place + delimiter.length(), to);
    }
    return count;
  }
}
