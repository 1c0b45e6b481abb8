package org.assaydb.proofs.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.Generators;
import org.junit.jupiter.api.Test;

/** System columns: keys, versions, kinds and deltas have one encoding. */
class SystemColumnTest {
  private static final byte[] NOTHING = {};

  private static SystemColumn decode(byte[] bytes, int rows) {
    return ColumnCodec.decodeSystem(bytes, 0, bytes.length, rows);
  }

  private static List<Entry> entriesOf(SystemColumn column) {
    List<Entry> out = new ArrayList<>();
    for (int i = 0; i < column.rows(); i++) {
      out.add(entry(column.key(i), column.version(i), column.kind(i), column.deltas(i)));
    }
    return out;
  }

  private static Entry entry(Key key, long version, EntryKind kind, byte[] deltas) {
    return new Entry(key, new Version(version), kind, deltas, NOTHING);
  }

  private static String text(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    for (Entry e : entries) {
      text.append(e.key()).append('@').append(e.version()).append(e.kind());
      text.append(Arrays.toString(e.deltas())).append('\n');
    }
    return text.toString();
  }

  /** Keys of fixed length, with long shared prefixes, of any length, equal; with deltas or not. */
  private static List<List<Entry>> contents(int rows) {
    Random random = new Random(rows);
    List<List<Entry>> all = new ArrayList<>();
    for (int shape = 0; shape < 7; shape++) {
      TreeMap<Key, Integer> keys = new TreeMap<>();
      while (keys.size() < (shape == 6 ? 1 : rows)) {
        keys.put(new Key(key(random, shape, keys.size())), 1);
      }
      List<Entry> entries = new ArrayList<>();
      for (Key key : keys.keySet()) {
        for (int v = shape == 6 ? rows : 1; v > 0; v--) {
          EntryKind kind = EntryKind.of(shape % 2 == 0 ? 1 : 1 + random.nextInt(4));
          byte[] deltas = shape % 3 == 0 ? NOTHING : new byte[random.nextInt(4)];
          entries.add(entry(key, (10L + v) << 20, kind, deltas));
        }
      }
      all.add(entries);
    }
    all.add(Generators.index(7, random, 4096, rows).entries());
    return all;
  }

  private static byte[] key(Random random, int shape, int i) {
    byte[] key = new byte[shape == 0 ? 9 : shape == 4 ? 0 : 12];
    switch (shape) {
      case 0 -> random.nextBytes(key);
      case 1, 2 -> {
        int number = shape == 1 ? i * 3 : random.nextInt();
        for (int b = 0; b < 4; b++) {
          key[8 + b] = (byte) (number >>> (24 - 8 * b));
        }
      }
      case 3 -> {
        random.nextBytes(key);
        Arrays.fill(key, 0, 4, (byte) 7);
      }
      case 4, 5 -> {
        key = new byte[1 + random.nextInt(6) + (shape == 5 ? 1000 : 0)];
        random.nextBytes(key);
        Arrays.fill(key, 0, Math.max(0, key.length - 4), (byte) random.nextInt(3));
      }
      default -> key = new byte[] {1, 2};
    }
    return key;
  }

  @Test
  void systemColumnsRoundTrip() {
    for (int rows : new int[] {1, 2, 3, 63, 64, 65, 1023, 1024, 1025, 4096}) {
      for (List<Entry> entries : contents(rows)) {
        byte[] bytes = ColumnCodec.encodeSystem(entries);
        SystemColumn column = decode(bytes, entries.size());
        assertThat(text(entriesOf(column))).isEqualTo(text(entries));
        ColumnCodec.requireChosen(column, bytes);
        assertSummary(column, entries);
      }
    }
  }

  private static void assertSummary(SystemColumn column, List<Entry> entries) {
    long live = entries.stream().mapToLong(e -> e.kind().liveDelta()).sum();
    Version min = entries.stream().map(Entry::version).min(Version::compareTo).orElseThrow();
    Version max = entries.stream().map(Entry::version).max(Version::compareTo).orElseThrow();
    int count = entries.size();
    assertThat(column.agreesWith(new Summary(count, live, min, max))).isTrue();
    assertThat(column.agreesWith(new Summary(count + 1, live, min, max))).isFalse();
    assertThat(column.agreesWith(new Summary(count, live + 1, min, max))).isFalse();
    Version other = new Version(max.packed() + 1);
    assertThat(column.agreesWith(new Summary(count, live, min, other))).isFalse();
    assertThat(column.agreesWith(new Summary(count, live, new Version(1), max))).isFalse();
  }

  @Test
  void noBitCanBeFlippedUnnoticedE2() {
    int accepted = 0;
    for (int rows : new int[] {1, 2, 30, 65}) {
      for (List<Entry> entries : contents(rows)) {
        byte[] honest = ColumnCodec.encodeSystem(entries);
        int step = Math.max(1, honest.length * 8 / 200);
        for (int bit = 0; bit < honest.length * 8; bit += bit < 512 ? 1 : step) {
          byte[] mutant = honest.clone();
          mutant[bit >> 3] ^= (byte) (1 << (bit & 7));
          try {
            List<Entry> decoded = entriesOf(decode(mutant, entries.size()));
            assertThat(text(decoded)).isNotEqualTo(text(entries));
            assertOrder(decoded);
            accepted++;
          } catch (VerificationException refused) {
            assertThat(refused.reason()).isNotNull();
          }
        }
      }
    }
    // Other keys, versions and kinds are other columns, not other encodings.
    assertThat(accepted).isPositive();
  }

  private static void assertOrder(List<Entry> entries) {
    for (int i = 1; i < entries.size(); i++) {
      assertThat(entries.get(i - 1).compareTo(entries.get(i))).isNegative();
    }
  }

  @Test
  void rejectsRowsOutOfOrderOrDoubledS4() {
    for (List<Entry> entries : contents(30)) {
      if (entries.size() > 5) {
        List<Entry> swapped = new ArrayList<>(entries);
        swapped.set(3, entries.get(4));
        swapped.set(4, entries.get(3));
        assertRejected(swapped);
        List<Entry> doubled = new ArrayList<>(entries);
        doubled.set(3, entries.get(4));
        assertRejected(doubled);
      }
    }
  }

  private static void assertRejected(List<Entry> entries) {
    byte[] bytes = ColumnCodec.encodeSystem(entries);
    assertRejected(bytes, entries.size());
  }

  @Test
  void rejectsAnotherRowCountE5() {
    List<Entry> entries = contents(30).get(3);
    byte[] bytes = ColumnCodec.encodeSystem(entries);
    for (int rows : new int[] {0, 1, entries.size() - 1, entries.size() + 1, 4096, 4097, -1}) {
      assertRejected(bytes, rows);
    }
  }

  @Test
  void rejectsKeysBeyondTheirLimitE7() {
    // PREFIXED, one key that shares 0 bytes and has 1,025 more.
    byte[] bytes = Arrays.copyOf(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0x82, 0x10, 0}, 2000);
    assertThatThrownBy(() -> decode(bytes, 1))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("key length");
  }

  @Test
  void garbageIsRefusedByName() {
    Random random = new Random(5);
    byte[] honest = ColumnCodec.encodeSystem(contents(20).get(3));
    for (int round = 0; round < 30_000; round++) {
      byte[] bytes = Arrays.copyOf(honest, honest.length + random.nextInt(3) - 1);
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(random.nextBoolean() ? 4 : 256);
      }
      try {
        assertOrder(entriesOf(decode(bytes, 1 + random.nextInt(40))));
      } catch (VerificationException refused) {
        assertThat(refused.reason()).isNotNull();
      }
    }
  }

  private static void assertRejected(byte[] bytes, int rows) {
    assertThatThrownBy(() -> decode(bytes, rows)).isInstanceOf(VerificationException.class);
  }
}
