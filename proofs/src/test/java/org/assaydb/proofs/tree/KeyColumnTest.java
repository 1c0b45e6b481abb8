package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.Generators;
import org.junit.jupiter.api.Test;

/** Hand-made system columns: each rule of keys, versions and kinds, at its edge. */
class KeyColumnTest {
  private static final int PREFIXED = 0;
  private static final int TAILS = 1;
  private static final int SPLIT = 2;

  private static final byte[] NONE = {};

  private static ByteWriter tails(int length, int shared, long... tails) {
    ByteWriter out = new ByteWriter().u8(TAILS).varint(length).varint(shared);
    out.raw(new byte[shared]);
    LongColumn.write(tails, tails.length, out);
    return out;
  }

  private static ByteWriter split(int length, int shared, int low, long[] upper, long... lower) {
    ByteWriter out = new ByteWriter().u8(SPLIT).varint(length).varint(shared);
    out.raw(new byte[shared]).u8(low);
    LongColumn.write(upper, upper.length, out);
    LongColumn.write(lower, lower.length, out);
    return out;
  }

  /** Keys by what they share with the one before and the bytes that follow. */
  private static ByteWriter prefixed(long[] shared, byte[]... rests) {
    ByteWriter out = new ByteWriter().u8(PREFIXED);
    LongColumn.write(shared, shared.length, out);
    long[] lengths = Arrays.stream(rests).mapToLong(r -> r.length).toArray();
    LongColumn.write(lengths, lengths.length, out);
    Arrays.stream(rests).forEach(out::raw);
    return out;
  }

  private static KeyColumn decode(ByteWriter out, int rows) {
    ByteReader in = new ByteReader(out.toBytes());
    KeyColumn keys = KeyColumn.decode(in, rows);
    in.end();
    return keys;
  }

  private static void refused(RejectReason reason, String why, ByteWriter out, int rows) {
    VerificationException e =
        catchThrowableOfType(VerificationException.class, () -> decode(out, rows));
    assertThat(e).hasMessageContaining(why);
    assertThat(e.reason()).isEqualTo(reason);
  }

  private static byte[] bytes(int length, int... last) {
    byte[] out = new byte[length];
    for (int i = 0; i < last.length; i++) {
      out[length - last.length + i] = (byte) last[i];
    }
    return out;
  }

  @Test
  void keysOfOneLengthWithTails() {
    // Eight bytes at the most, in unsigned order.
    KeyColumn keys = decode(tails(10, 2, 1, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1), 5);
    assertThat(keys.key(1)).isEqualTo(new Key(bytes(10, 1)));
    assertThat(keys.key(3)).isEqualTo(new Key(bytes(10, 0x80, 0, 0, 0, 0, 0, 0, 0)));
    assertThat(keys.distinct()).isFalse();
    assertThat(keys.sameAsPrevious(1)).isTrue();
    assertThat(keys.sameAsPrevious(2)).isFalse();
    assertThat(decode(tails(10, 2, 1, -1), 2).distinct()).isTrue();
    assertThat(decode(tails(10, 2, 1, -1), 2).sameAsPrevious(1)).isFalse();
    refused(MALFORMED, "form of the keys", new ByteWriter().u8(3).raw(new byte[9]), 1);
    refused(MALFORMED, "shared key bytes", tails(10, 1, 1, -1), 2);
    refused(LIMIT_EXCEEDED, "shared key bytes", tails(2, 3, 0), 1);
    refused(LIMIT_EXCEEDED, "key length", tails(Key.MAX_BYTES + 1, Key.MAX_BYTES, 1, 2), 2);
    assertThat(decode(tails(Key.MAX_BYTES, Key.MAX_BYTES - 1, 1, 128), 2).rows()).isEqualTo(2);
    refused(NONCANONICAL, "keys out of order", tails(10, 2, -1, 1), 2);
    refused(NONCANONICAL, "keys out of order", tails(3, 2, 7, 6), 2);
    assertThat(decode(tails(3, 3, 0, 0), 2).distinct()).isFalse();
    refused(NONCANONICAL, "keys of no bytes", tails(3, 3, 0, 1), 2);
    refused(MALFORMED, "key longer than its length", tails(3, 2, 7, 256), 2);
    refused(MALFORMED, "key longer than its length", tails(4, 2, 7, 1 << 16), 2);
    assertThat(decode(tails(4, 2, 255, 256), 2).key(1)).isEqualTo(new Key(bytes(4, 1, 0)));
    refused(NONCANONICAL, "not maximal", tails(4, 2, 256, 257), 2);
    refused(NONCANONICAL, "not maximal", tails(4, 3, 9), 1);
  }

  @Test
  void keysOfSeveralPartsInTwo() {
    long[] upper = {1, 1, 2};
    KeyColumn keys = decode(split(5, 2, 2, upper, 3, 4, 1), 3);
    assertThat(keys.key(0)).isEqualTo(new Key(bytes(5, 1, 0, 3)));
    assertThat(keys.key(2)).isEqualTo(new Key(bytes(5, 2, 0, 1)));
    assertThat(keys.distinct()).isTrue();
    assertThat(decode(split(5, 2, 2, upper, 3, 3, 1), 3).sameAsPrevious(1)).isTrue();
    // Eight bytes, the greatest last.
    long[] wide = {0, 0xffffffL};
    assertThat(decode(split(8, 0, 5, wide, 0, (1L << 40) - 1), 2).key(1))
        .isEqualTo(new Key(bytes(8, 255, 255, 255, 255, 255, 255, 255, 255)));
    refused(NONCANONICAL, "keys out of order", split(5, 2, 2, upper, 3, 2, 1), 3);
    refused(NONCANONICAL, "keys out of order", split(5, 2, 2, new long[] {2, 1}, 3, 4), 2);
    refused(MALFORMED, "low bytes", split(5, 2, 0, upper, 0, 0, 0), 3);
    refused(MALFORMED, "low bytes", split(5, 2, 3, upper, 0, 0, 0), 3);
    refused(MALFORMED, "parts of the keys", split(5, 2, 2, upper, 3, 1 << 16, 1), 3);
    refused(MALFORMED, "parts of the keys", split(5, 2, 2, upper, -1, 4, 1), 3);
    refused(MALFORMED, "parts of the keys", split(8, 0, 2, new long[] {-1, 1}, 0, 0), 2);
    refused(MALFORMED, "parts of the keys", split(8, 0, 2, new long[] {0, 1L << 48}, 0, 0), 2);
    refused(MALFORMED, "longer than its length", split(5, 2, 2, new long[] {1, 256}, 0, 0), 2);
    refused(NONCANONICAL, "not maximal", split(5, 2, 2, new long[] {1, 1}, 3, 4), 2);
    refused(MALFORMED, "shared key bytes", split(10, 1, 2, upper, 3, 4, 1), 3);
  }

  /** What an encoder writes comes back, in the smaller form. */
  @Test
  void theFormIsChosenBySize() {
    Random random = new Random(7);
    int split = 0;
    for (int round = 0; round < 400; round++) {
      int first = 1 + random.nextInt(1 << random.nextInt(16));
      int second = 1 + random.nextInt(1 << random.nextInt(12));
      TreeSet<Key> keys = new TreeSet<>();
      int base = random.nextInt(1 << 20);
      for (int i = random.nextInt(300); i >= 0; i--) {
        ByteWriter key = new ByteWriter().u8(1).i32(base + random.nextInt(first));
        keys.add(new Key(key.u8(1).i32(random.nextInt(second)).toBytes()));
      }
      List<Entry> entries = new ArrayList<>();
      keys.forEach(key -> entries.add(new Entry(key, Version.of(1, 0), EntryKind.INSERT, NONE)));
      byte[] encoded = ColumnCodec.encodeSystem(entries);
      SystemColumn column = ColumnCodec.decodeSystem(encoded, 0, encoded.length, entries.size());
      int row = 0;
      for (Key key : keys) {
        assertThat(column.key(row++)).isEqualTo(key);
      }
      split += encoded[1] == SPLIT ? 1 : 0;
    }
    assertThat(split).isBetween(100, 399);
    // A line item: 1,000 orders of some lines each take less than a byte a key.
    List<Entry> lines = new ArrayList<>();
    for (int order = 500_000; order < 501_000; order++) {
      for (int line = 1; line <= 1 + order % 7; line++) {
        byte[] key = new ByteWriter().u8(1).i32(order).u8(1).i32(line).toBytes();
        lines.add(new Entry(new Key(key), Version.of(1, 0), EntryKind.INSERT, NONE));
      }
    }
    assertThat(ColumnCodec.encodeSystem(lines).length).isLessThan(lines.size());
  }

  @Test
  void keysByWhatTheyShare() {
    byte[] longest = bytes(Key.MAX_BYTES);
    byte[] ten = bytes(10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    KeyColumn keys = decode(prefixed(new long[] {0, 1014}, longest, ten), 2);
    assertThat(keys.key(1)).isEqualTo(new Key(bytes(Key.MAX_BYTES, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
    assertThat(keys.distinct()).isTrue();
    refused(LIMIT_EXCEEDED, "key length", prefixed(new long[] {0, 1015}, longest, ten), 2);
    refused(LIMIT_EXCEEDED, "key length", prefixed(new long[] {0}, bytes(Key.MAX_BYTES + 1)), 1);
    refused(LIMIT_EXCEEDED, "key length", prefixed(new long[] {0, -1}, bytes(1), bytes(3, 1)), 2);
    refused(LIMIT_EXCEEDED, "key length", prefixed(new long[] {0, 1025}, longest, bytes(0)), 2);
    refused(MALFORMED, "shared key bytes", prefixed(new long[] {1}, bytes(9)), 1);
    refused(MALFORMED, "shared key bytes", prefixed(new long[] {0, 3}, bytes(2), bytes(1)), 2);
    ByteWriter whole = prefixed(new long[] {0, 2}, bytes(2), bytes(9, 1));
    assertThat(decode(whole, 2).key(1)).isEqualTo(new Key(bytes(11, 1)));
    byte[] cut = Arrays.copyOf(whole.toBytes(), whole.size() - 1);
    refused(MALFORMED, "truncated key", new ByteWriter().raw(cut), 2);
  }

  @Test
  void orderIsDecidedByTheFirstByteThatIsNotShared() {
    String why = "out of order or shared bytes not maximal";
    long[] shared = {0, 1};
    byte[] greater = bytes(9);
    greater[0] = (byte) 0x80;
    KeyColumn keys = decode(prefixed(shared, bytes(2, 1, 0x7f), greater), 2);
    assertThat(keys.key(1).bytes()).startsWith((byte) 1, (byte) 0x80);
    refused(NONCANONICAL, why, prefixed(shared, bytes(3, 1, 0x7f, 0), bytes(9)), 2);
    byte[] equal = bytes(9);
    equal[0] = 0x7f;
    refused(NONCANONICAL, why, prefixed(shared, bytes(2, 1, 0x7f), equal), 2);
    refused(NONCANONICAL, why, prefixed(shared, bytes(9, 1), bytes(0)), 2);
  }

  @Test
  void tailsAreTakenWhereTheyCanBe() {
    byte[] nine = bytes(9);
    nine[0] = 1;
    KeyColumn apart = decode(prefixed(new long[] {0, 0}, bytes(9), nine), 2);
    assertThat(apart.key(1)).isEqualTo(new Key(nine));
    byte[] eight = bytes(8);
    eight[0] = 1;
    String why = "keys in the wrong form";
    refused(NONCANONICAL, why, prefixed(new long[] {0, 0}, bytes(8), eight), 2);
    refused(NONCANONICAL, why, prefixed(new long[] {0, 1}, bytes(9), eight), 2);
    refused(NONCANONICAL, why, prefixed(new long[] {0}, bytes(30)), 1);
    refused(NONCANONICAL, why, prefixed(new long[] {0, 30}, bytes(30), bytes(0)), 2);
    // Equal keys and a longer one.
    long[] shared = {0, 30, 30};
    KeyColumn same = decode(prefixed(shared, bytes(30), bytes(0), bytes(1)), 3);
    assertThat(same.distinct()).isFalse();
    assertThat(same.sameAsPrevious(1)).isTrue();
    assertThat(same.sameAsPrevious(2)).isFalse();
  }

  private static ByteWriter system(int deltas, long[] versions, long[] kinds) {
    ByteWriter out = new ByteWriter().u8(deltas);
    out.raw(tails(1, 0, 1, 2, 2).toBytes());
    LongColumn.write(versions, versions.length, out);
    LongColumn.write(kinds, kinds.length, out);
    return out;
  }

  private static SystemColumn decodeSystem(ByteWriter out) {
    return ColumnCodec.decodeSystem(out.buffer(), 0, out.size(), 3);
  }

  private static void refusedSystem(RejectReason reason, String why, ByteWriter out) {
    VerificationException e =
        catchThrowableOfType(VerificationException.class, () -> decodeSystem(out));
    assertThat(e).hasMessageContaining(why);
    assertThat(e.reason()).isEqualTo(reason);
  }

  @Test
  void versionsKindsAndDeltas() {
    long[] versions = {0, 9, 8};
    SystemColumn column = decodeSystem(system(0, versions, new long[] {1, 4, 3}));
    assertThat(column.kind(1)).isEqualTo(EntryKind.KEPT);
    assertThat(column.version(0)).isZero();
    refusedSystem(MALFORMED, "version", system(0, new long[] {-1, 9, 8}, new long[] {1, 2, 1}));
    refusedSystem(MALFORMED, "entry kind", system(0, versions, new long[] {1, 5, 1}));
    refusedSystem(MALFORMED, "entry kind", system(0, versions, new long[] {1, 0, 1}));
    String order = "versions out of order";
    refusedSystem(NONCANONICAL, order, system(0, new long[] {3, 9, 9}, new long[] {1, 2, 1}));
    refusedSystem(NONCANONICAL, order, system(0, new long[] {3, 8, 9}, new long[] {1, 2, 1}));
    ByteWriter deltas = system(1, versions, new long[] {1, 2, 1});
    byte[] two = {7, 7};
    ByteWriter some = new ByteWriter().raw(deltas.toBytes());
    BytesColumn.write(two, new int[] {0, 0, 1}, new int[] {0, 1, 2}, 3, some);
    assertThat(decodeSystem(some).deltas(2)).containsExactly(7);
    assertThat(decodeSystem(some).deltas(0)).isEmpty();
    BytesColumn.write(two, new int[3], new int[3], 3, deltas);
    refusedSystem(NONCANONICAL, "deltas of no bytes", deltas);
    ByteWriter longer = system(0, versions, new long[] {1, 2, 1}).u8(0);
    refusedSystem(NONCANONICAL, "trailing", longer);
  }

  @Test
  void allLiveRowsAreAloneUnderTheirKeysAndNotNewer() {
    Version five = Version.of(5, 0);
    assertThat(live(five, put(1, 5), put(2, 4))).isTrue();
    assertThat(live(Version.of(4, 0), put(1, 5), put(2, 4))).isFalse();
    assertThat(live(five, put(1, 5), put(1, 4))).isFalse();
    assertThat(live(five, put(1, 5), put(2, 4, EntryKind.DELETE))).isFalse();
  }

  private static Entry put(int key, long height) {
    return put(key, height, EntryKind.INSERT);
  }

  private static Entry put(int key, long height, EntryKind kind) {
    return Generators.put(Generators.key(key), height, kind, 1, "x");
  }

  private static boolean live(Version snapshot, Entry... rows) {
    List<Entry> entries = new ArrayList<>(List.of(rows));
    byte[] bytes = ColumnCodec.encodeSystem(entries);
    return ColumnCodec.decodeSystem(bytes, 0, bytes.length, rows.length).allLive(snapshot);
  }
}
