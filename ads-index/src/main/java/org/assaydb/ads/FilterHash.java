package org.assaydb.ads;

import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.KeyRange;

/**
 * What of a key goes into {@link KeyFilter}: the whole key of a primary index; of a secondary one
 * its key parts without the row's key behind them, so that UNIQUE checks find it useful.
 */
final class FilterHash {
  private FilterHash() {}

  static long of(IndexSchema schema, Key key) {
    return of(schema, key.bytes(), 0, key.bytes().length);
  }

  /** Of the key {@code bytes[from, to)}. */
  static long of(IndexSchema schema, byte[] bytes, int from, int to) {
    return KeyFilter.hash(bytes, from, from + bytes(schema, bytes, from, to));
  }

  /** How many bytes of the key {@code bytes[from, to)} the hash is of. */
  static int bytes(IndexSchema schema, byte[] bytes, int from, int to) {
    return schema.primary()
        ? to - from
        : KeyCodec.partsLength(schema, bytes, from, to, schema.keyParts().size());
  }

  /** Whether all keys of the range have the hash of its lower bound. */
  static boolean covers(IndexSchema schema, KeyRange range) {
    if (range.upper() == null) {
      return false;
    }
    if (range.upper().equals(range.lower().successor())) {
      return schema.primary() || holdsParts(schema, range.lower(), false);
    }
    return !schema.primary()
        && range.upper().equals(range.lower().prefixEnd())
        && holdsParts(schema, range.lower(), true);
  }

  private static boolean holdsParts(IndexSchema schema, Key key, boolean exactly) {
    try {
      int length = KeyCodec.partsLength(schema, key);
      return !exactly || length == key.bytes().length;
    } catch (VerificationException e) {
      if (e.reason() == RejectReason.MALFORMED || e.reason() == RejectReason.NONCANONICAL) {
        return false; // Any bytes may bound a range; only whole parts have a hash.
      }
      throw e;
    }
  }
}
