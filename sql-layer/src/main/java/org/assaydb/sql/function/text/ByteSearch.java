package org.assaydb.sql.function.text;

/**
 * Finds one string of bytes in others in time linear in both (Knuth, Morris, Pratt 1977): a plain
 * search takes the product of the lengths, for texts made to that end. Immutable.
 */
public final class ByteSearch {
  private final byte[] part;
  private final int[] border;

  /** Takes the array as it is. */
  public ByteSearch(byte[] part) {
    this.part = part;
    this.border = new int[part.length];
    int length = 0;
    for (int i = 1; i < part.length; i++) {
      while (length > 0 && part[i] != part[length]) {
        length = border[length - 1];
      }
      if (part[i] == part[length]) {
        length++;
      }
      border[i] = length;
    }
  }

  public int length() {
    return part.length;
  }

  /** Where the part first begins in {@code bytes[from, to)}; -1 when it does not. */
  public int find(byte[] bytes, int from, int to) {
    if (part.length == 0) {
      return from;
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      while (length > 0 && bytes[i] != part[length]) {
        length = border[length - 1];
      }
      if (bytes[i] == part[length] && ++length == part.length) {
        return i - length + 1;
      }
    }
    return -1;
  }
}
