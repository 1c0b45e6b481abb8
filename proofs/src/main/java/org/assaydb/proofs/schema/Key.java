package org.assaydb.proofs.schema;

import java.util.Arrays;
import java.util.HexFormat;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;

/**
 * An encoded index key: comparing bytes as unsigned numbers compares the SQL values. The array is
 * not copied; nobody changes it after construction.
 */
public record Key(byte[] bytes) implements Comparable<Key> {
  /** Longest key in bytes. */
  public static final int MAX_BYTES = 1024;

  /** Before every key. */
  public static final Key MIN = new Key(new byte[0]);

  /** The least key after all keys that start with this one; null when there is none (all 0xff). */
  public @org.jspecify.annotations.Nullable Key prefixEnd() {
    int last = bytes.length - 1;
    while (last >= 0 && bytes[last] == (byte) 0xff) {
      last--;
    }
    if (last < 0) {
      return null;
    }
    byte[] end = Arrays.copyOf(bytes, last + 1);
    end[last]++;
    return new Key(end);
  }

  /** The least key after this one. */
  public Key successor() {
    return new Key(Arrays.copyOf(bytes, bytes.length + 1));
  }

  public static int compare(byte[] left, byte[] right) {
    return Arrays.compareUnsigned(left, right);
  }

  /** Throws LIMIT_EXCEEDED, naming the limit, when the key is too long. */
  public Key checkLength() {
    VerificationException.require(
        bytes.length <= MAX_BYTES,
        RejectReason.LIMIT_EXCEEDED,
        "key of " + bytes.length + " bytes exceeds " + MAX_BYTES);
    return this;
  }

  @Override
  public int compareTo(Key other) {
    return compare(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
