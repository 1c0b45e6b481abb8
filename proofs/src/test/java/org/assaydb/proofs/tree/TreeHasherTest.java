package org.assaydb.proofs.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests of rows are those of the definition, however long their parts are. */
class TreeHasherTest {
  private static final Version VERSION = Version.of(77, 3);
  private static final byte[] DELTAS = {1, 2, 3};

  private final TreeHasher hasher = new TreeHasher();
  private final byte[] found = new byte[Digest.SIZE_BYTES + 2];

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 51, 52, 1_023, 1_024, 1_025, 100_000})
  void valueDigestsOfAnyLength(int length) {
    byte[] values = bytes(length);
    ByteWriter defined = new ByteWriter().i64(VERSION.packed()).u8(EntryKind.UPDATE.code());
    defined.bytes(DELTAS).varint(0).raw(values);
    hasher.value(VERSION, EntryKind.UPDATE, DELTAS, values, found, 2);
    assertThat(Digest.read(found, 2)).isEqualTo(Sha256.of(HashTag.VALUE, defined.toBytes()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 300, 1_024})
  void rowDigestsOfAnyKey(int length) {
    byte[] key = bytes(length);
    byte[] value = bytes(Digest.SIZE_BYTES + 1);
    ByteWriter defined = new ByteWriter().varint(300).varint(7).raw(value, 1, value.length);
    hasher.row(new IndexId(300), 7, key, value, 1, found, 1);
    assertThat(Digest.read(found, 1)).isEqualTo(Sha256.of(HashTag.ROW, defined.raw(key).toBytes()));
  }
}
