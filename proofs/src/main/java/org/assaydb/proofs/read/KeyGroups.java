package org.assaydb.proofs.read;

import java.util.Arrays;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;

/**
 * Groups of keys that share their first parts. No encoded part is a prefix of another, so keys are
 * of one group iff they start with the same bytes, and a group is one run of keys.
 *
 * @param parts at most the key parts of the schema
 */
record KeyGroups(IndexSchema schema, int parts) {
  /** The encoded parts that all keys of the group start with. */
  Key of(Key key) {
    return KeyCodec.firstParts(schema, key, parts);
  }

  static boolean contains(Key group, Key key) {
    int length = group.bytes().length;
    return key.bytes().length >= length
        && Arrays.equals(group.bytes(), 0, length, key.bytes(), 0, length);
  }
}
