package org.assaydb.proofs.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelIndex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a decoder accepts, its encoder writes again, byte for byte. */
class ColumnCodecTest {
  private static final ColumnType BIGINT = ColumnType.of(ColumnType.Kind.BIGINT);

  private static List<Entry> entries(int seed, int size) {
    ModelIndex index = Generators.index(7, new Random(seed), 4096, size);
    return index.entries();
  }

  private static SystemColumn decode(byte[] bytes, int rows) {
    return ColumnCodec.decodeSystem(bytes, 0, bytes.length, rows);
  }

  private static List<Entry> entriesOf(SystemColumn column) {
    List<Entry> out = new ArrayList<>();
    for (int i = 0; i < column.rows(); i++) {
      out.add(
          new Entry(
              column.keys()[i],
              new org.assaydb.proofs.schema.Version(column.versions()[i]),
              EntryKind.of(column.kinds()[i]),
              new byte[0]));
    }
    return out;
  }

  @Test
  void systemColumnRoundTrips() {
    for (int size : new int[] {1, 2, 63, 64, 65, 500}) {
      List<Entry> entries = entries(size, size);
      SystemColumn column = decode(ColumnCodec.encodeSystem(entries), entries.size());
      for (int i = 0; i < entries.size(); i++) {
        assertThat(column.keys()[i]).isEqualTo(entries.get(i).key());
        assertThat(column.versions()[i]).isEqualTo(entries.get(i).version().packed());
        assertThat(column.kinds()[i]).isEqualTo((byte) entries.get(i).kind().code());
      }
      Summary summary =
          entries.stream()
              .map(e -> Summary.of(Generators.schema(1), e))
              .reduce(Summary::plus)
              .orElseThrow();
      assertThat(column.agreesWith(summary)).isTrue();
    }
  }

  @Test
  void systemColumnHasOneEncodingE2() {
    byte[] honest = ColumnCodec.encodeSystem(entries(4, 30));
    int rows = entries(4, 30).size();
    int accepted = 0;
    for (int bit = 0; bit < honest.length * 8; bit++) {
      byte[] mutant = honest.clone();
      mutant[bit >> 3] ^= (byte) (1 << (bit & 7));
      try {
        SystemColumn column = decode(mutant, rows);
        assertThat(ColumnCodec.encodeSystem(entriesOf(column))).isEqualTo(mutant);
        accepted++;
      } catch (VerificationException refused) {
        assertThat(refused.reason()).isNotNull();
      }
    }
    // Other keys, versions and kinds are other columns, not other encodings.
    assertThat(accepted).isPositive();
  }

  @Test
  void rejectsASharedPrefixThatIsNotMaximalE2() {
    ByteWriter padded = new ByteWriter().u8(0);
    padded.varint(0).varint(2).raw(new byte[] {1, 2});
    padded.varint(0).varint(2).raw(new byte[] {1, 3});
    padded.zigzag(5).zigzag(0).u8(1).u8(1);
    assertRejected(padded.toBytes(), 2);
  }

  @Test
  void rejectsRowsOutOfOrderOrDoubledS4() {
    List<Entry> entries = entries(4, 30);
    List<Entry> swapped = new ArrayList<>(entries);
    swapped.set(3, entries.get(4));
    swapped.set(4, entries.get(3));
    assertRejected(ColumnCodec.encodeSystem(swapped), entries.size());
    List<Entry> doubled = new ArrayList<>(entries);
    doubled.set(3, entries.get(4));
    assertRejected(ColumnCodec.encodeSystem(doubled), entries.size());
  }

  @Test
  void rejectsAnotherRowCountE5() {
    List<Entry> entries = entries(4, 30);
    byte[] bytes = ColumnCodec.encodeSystem(entries);
    for (int rows : new int[] {0, 1, entries.size() - 1, entries.size() + 1, 4096}) {
      assertRejected(bytes, rows);
    }
  }

  @Test
  void rejectsKeysBeyondTheirLimitE7() {
    ByteWriter out = new ByteWriter().u8(0).varint(0).varint(Key.MAX_BYTES + 1);
    assertRejected(out.raw(new byte[Key.MAX_BYTES + 10]).toBytes(), 1);
  }

  private static void assertRejected(byte[] bytes, int rows) {
    assertThatThrownBy(() -> decode(bytes, rows)).isInstanceOf(VerificationException.class);
  }

  @Test
  void valueColumnHasOneEncodingE2() {
    @Nullable Object[] values = {1L, null, -1L, Long.MAX_VALUE, null, 0L, 7L, 8L, 9L};
    byte[] honest = ColumnCodec.encodeValues(BIGINT, values);
    assertThat(ColumnCodec.decodeValues(BIGINT, honest, 0, honest.length, 9))
        .containsExactly(values);
    for (int bit = 0; bit < honest.length * 8; bit++) {
      byte[] mutant = honest.clone();
      mutant[bit >> 3] ^= (byte) (1 << (bit & 7));
      assertStable(mutant, 9);
    }
    for (int length = 0; length < honest.length; length++) {
      byte[] cut = Arrays.copyOf(honest, length);
      assertThatThrownBy(() -> ColumnCodec.decodeValues(BIGINT, cut, 0, cut.length, 9))
          .isInstanceOf(VerificationException.class);
    }
  }

  private static void assertStable(byte[] mutant, int rows) {
    @Nullable Object[] decoded;
    try {
      decoded = ColumnCodec.decodeValues(BIGINT, mutant, 0, mutant.length, rows);
    } catch (VerificationException refused) {
      assertThat(refused.reason()).isNotNull();
      return;
    }
    assertThat(ColumnCodec.encodeValues(BIGINT, decoded)).isEqualTo(mutant);
  }
}
