package org.assaydb.proofs.schema;

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
