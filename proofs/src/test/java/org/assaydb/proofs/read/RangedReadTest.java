package org.assaydb.proofs.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.junit.jupiter.api.Test;

/** Cutting ranges: both parts together are the whole, and a bound cuts when neither is empty. */
class RangedReadTest {
  private static final IndexId INDEX = new IndexId(4);
  private static final List<Integer> COLUMNS = List.of(1, 3);

  private static Key key(int value) {
    return new Key(new byte[] {(byte) value});
  }

  private static List<ReadSpec.Ranged> reads(List<KeyRange> ranges) {
    SkipFilter filter = new SkipFilter(List.of(), 2, 9);
    return List.of(
        new ReadSpec.Scan(INDEX, COLUMNS, 7, ranges, false, 5),
        new ReadSpec.Scan(INDEX, COLUMNS, 7, ranges, true, 5),
        new ReadSpec.Skip(INDEX, COLUMNS, 7, ranges, filter, 6),
        new ReadSpec.Aggregate(INDEX, COLUMNS, 7, ranges, 2),
        new ReadSpec.History(INDEX, COLUMNS, 7, ranges, 1, 4));
  }

  /** Ranges over the keys 0 to 19, the last one open at times. */
  private static List<KeyRange> ranges(Random random) {
    TreeSet<Integer> ends = new TreeSet<>();
    while (ends.size() < 6) {
      ends.add(random.nextInt(20));
    }
    List<Integer> list = List.copyOf(ends);
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < 6; i += 2) {
      boolean open = i == 4 && random.nextBoolean();
      ranges.add(new KeyRange(key(list.get(i)), open ? null : key(list.get(i + 1))));
    }
    return ranges;
  }

  private static List<Integer> keysIn(List<KeyRange> ranges) {
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      Key key = key(i);
      if (ranges.stream().anyMatch(r -> r.contains(key))) {
        keys.add(i);
      }
    }
    return keys;
  }

  @Test
  void theTwoPartsAreTheWhole() {
    Random random = new Random(3);
    int cuts = 0;
    for (int round = 0; round < 200; round++) {
      List<KeyRange> ranges = ranges(random);
      Key bound = random.nextInt(9) == 0 ? Key.MIN : key(random.nextInt(24));
      int at = bound.equals(Key.MIN) ? -1 : bound.bytes()[0];
      List<Integer> all = keysIn(ranges);
      for (ReadSpec.Ranged read : reads(ranges)) {
        List<KeyRange> low = (read.descending() ? read.after(bound) : read.before(bound)).ranges();
        List<KeyRange> high = (read.descending() ? read.before(bound) : read.after(bound)).ranges();
        assertThat(low).noneMatch(KeyRange::isEmpty);
        assertThat(high).noneMatch(KeyRange::isEmpty);
        assertThat(keysIn(low)).isEqualTo(all.stream().filter(k -> k < at).toList());
        assertThat(keysIn(high)).isEqualTo(all.stream().filter(k -> k >= at).toList());
        assertThat(read.isCutBy(bound)).isEqualTo(!low.isEmpty() && !high.isEmpty());
        cuts += read.isCutBy(bound) ? 1 : 0;
      }
    }
    assertThat(cuts).isGreaterThan(300);
  }

  @Test
  void aLookupIsCutBetweenItsKeys() {
    ReadSpec.Lookup lookup =
        new ReadSpec.Lookup(INDEX, COLUMNS, 7, List.of(key(2), key(4), key(9)));
    for (int at = 0; at < 12; at++) {
      int bound = at;
      List<Key> low = lookup.keys().stream().filter(k -> k.bytes()[0] < bound).toList();
      List<Key> high = lookup.keys().stream().filter(k -> k.bytes()[0] >= bound).toList();
      assertThat(lookup.before(key(at))).isEqualTo(new ReadSpec.Lookup(INDEX, COLUMNS, 7, low));
      assertThat(lookup.after(key(at))).isEqualTo(new ReadSpec.Lookup(INDEX, COLUMNS, 7, high));
      assertThat(lookup.isCutBy(key(at))).isEqualTo(!low.isEmpty() && !high.isEmpty());
    }
    assertThat(lookup.over(lookup.ranges())).isEqualTo(lookup);
    assertThat(lookup.isCutBy(key(2).successor())).isTrue();
    assertThat(lookup.over(List.of()).ranges()).isEmpty();
  }

  @Test
  void onlyTheRangesChange() {
    List<KeyRange> ranges = List.of(new KeyRange(key(2), key(9)));
    List<KeyRange> low = List.of(new KeyRange(key(2), key(5)));
    List<KeyRange> high = List.of(new KeyRange(key(5), key(9)));
    List<ReadSpec.Ranged> whole = reads(ranges);
    for (int i = 0; i < whole.size(); i++) {
      boolean down = i == 1;
      assertThat(whole.get(i).before(key(5))).isEqualTo(reads(down ? high : low).get(i));
      assertThat(whole.get(i).after(key(5))).isEqualTo(reads(down ? low : high).get(i));
    }
    assertThat(((ReadSpec.Scan) whole.get(1)).withLimit(8))
        .isEqualTo(new ReadSpec.Scan(INDEX, COLUMNS, 7, ranges, true, 8));
    assertThat(((ReadSpec.Skip) whole.get(2)).withLimit(8).limit()).isEqualTo(8);
    assertThat(whole.stream().map(ReadSpec.Ranged::limit))
        .containsExactly(5L, 5L, 6L, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  @Test
  void bytesOfABufferAreInARangeAsTheirKeyIs() {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      byte[][] keys = new byte[3][];
      for (int i = 0; i < 3; i++) {
        keys[i] = new byte[random.nextInt(4)];
        random.nextBytes(keys[i]);
      }
      KeyRange range =
          new KeyRange(new Key(keys[0]), random.nextInt(5) == 0 ? null : new Key(keys[1]));
      byte[] buffer = java.util.Arrays.copyOf(keys[2], 9);
      assertThat(range.contains(buffer, keys[2].length))
          .isEqualTo(range.contains(new Key(keys[2])));
    }
  }

  @Test
  void nothingCutsWhatIsEmptyOrOne() {
    for (ReadSpec.Ranged read : reads(List.of())) {
      assertThat(read.isCutBy(key(3))).isFalse();
    }
    for (ReadSpec.Ranged read : reads(List.of(KeyRange.point(key(3))))) {
      assertThat(read.isCutBy(key(3))).isFalse();
      assertThat(read.isCutBy(key(3).successor())).isFalse();
    }
  }
}
