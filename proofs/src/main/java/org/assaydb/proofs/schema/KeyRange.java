package org.assaydb.proofs.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Keys in [lower, upper); {@code upper == null} means to the end.
 *
 * @param lower inclusive
 * @param upper exclusive, null for no bound
 */
public record KeyRange(Key lower, @Nullable Key upper) {
  public static final KeyRange ALL = new KeyRange(Key.MIN, null);

  /** All keys that start with {@code prefix}. */
  public static KeyRange prefix(Key prefix) {
    return new KeyRange(prefix, prefix.prefixEnd());
  }

  /** Just this key. */
  public static KeyRange point(Key key) {
    return new KeyRange(key, key.successor());
  }

  public boolean isEmpty() {
    return upper != null && lower.compareTo(upper) >= 0;
  }

  public boolean contains(Key key) {
    return lower.compareTo(key) <= 0 && (upper == null || key.compareTo(upper) < 0);
  }

  /** Whether it contains the key {@code bytes[0, length)}. */
  public boolean contains(byte[] bytes, int length) {
    byte[] from = lower.bytes();
    return Arrays.compareUnsigned(from, 0, from.length, bytes, 0, length) <= 0
        && (upper == null
            || Arrays.compareUnsigned(bytes, 0, length, upper.bytes(), 0, upper.bytes().length)
                < 0);
  }

  /** The keys that are in both; may be empty. */
  public KeyRange intersection(KeyRange other) {
    Key end = upper;
    if (end == null || (other.upper != null && other.upper.compareTo(end) < 0)) {
      end = other.upper;
    }
    return new KeyRange(lower.compareTo(other.lower) >= 0 ? lower : other.lower, end);
  }

  /** What a list of ranges holds of this one, without empty ranges. */
  public List<KeyRange> partsOf(List<KeyRange> ranges) {
    List<KeyRange> parts = new ArrayList<>();
    for (KeyRange range : ranges) {
      KeyRange part = range.intersection(this);
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  public void encode(ByteWriter out) {
    out.bytes(lower.bytes()).bool(upper != null);
    if (upper != null) {
      out.bytes(upper.bytes());
    }
  }

  /** Bounds may be one byte longer than a key ({@link Key#successor()}). */
  public static KeyRange decode(ByteReader in) {
    Key lower = new Key(in.bytes(Key.MAX_BYTES + 1, "key"));
    return new KeyRange(lower, in.bool() ? new Key(in.bytes(Key.MAX_BYTES + 1, "key")) : null);
  }
}
