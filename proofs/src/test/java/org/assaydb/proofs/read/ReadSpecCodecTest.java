package org.assaydb.proofs.read;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.SNAPSHOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.SNAPSHOT_TOO_OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadSpecCodecTest {
  private static final IndexId ID = new IndexId(7);

  private static Key key(int number) {
    return Generators.key(number);
  }

  /** Of more numbers than {@link Generators#key} keeps apart. */
  private static Key ascending(int number) {
    return new Key(new ByteWriter().i32(number).toBytes());
  }

  private static ReadSpec.Scan scan(List<Integer> columns, long snapshot, KeyRange... ranges) {
    return new ReadSpec.Scan(ID, columns, snapshot, List.of(ranges), false, Long.MAX_VALUE);
  }

  private static SkipFilter.Term term(int column, @Nullable KeyRange range) {
    return new SkipFilter.Term(column, range);
  }

  private static ReadSpec skip(
      List<Integer> columns, long from, long to, SkipFilter.Term... terms) {
    List<SkipFilter.Clause> clauses =
        Stream.of(terms).map(t -> new SkipFilter.Clause(List.of(t, t))).toList();
    return new ReadSpec.Skip(
        ID, columns, 5, List.of(KeyRange.ALL), new SkipFilter(clauses, from, to), 7);
  }

  private static ReadSpec.Lookup lookup(Key... keys) {
    return new ReadSpec.Lookup(ID, List.of(0), 5, List.of(keys));
  }

  private static ReadSpec history(long from, long to, KeyRange... ranges) {
    return new ReadSpec.History(ID, List.of(1), 5, List.of(ranges), from, to);
  }

  static Stream<ReadSpec> valid() {
    return Stream.of(
        scan(List.of(0, 2), 5, KeyRange.ALL),
        scan(List.of(), 5),
        scan(List.of(1), 9, new KeyRange(key(1), key(2)), new KeyRange(key(2), null)),
        new ReadSpec.Scan(ID, List.of(), 5, List.of(KeyRange.ALL), true, 10),
        new ReadSpec.Aggregate(ID, List.of(2), 5, List.of(KeyRange.ALL), 2),
        new ReadSpec.Aggregate(ID, List.of(), 5, List.of(), 0),
        skip(List.of(2, 3), 0, 5, term(3, KeyRange.point(key(1))), term(2, null)),
        skip(List.of(), 3, Long.MAX_VALUE),
        new ReadSpec.Top(ID, List.of(1, 3), 5, KeyRange.ALL, 3, true, 10),
        new ReadSpec.Top(ID, List.of(3), 5, new KeyRange(key(1), key(2)), 3, false, 0),
        history(0, 0, KeyRange.ALL),
        history(3, Long.MAX_VALUE, new KeyRange(key(1), key(2)), new KeyRange(key(3), null)),
        lookup(),
        lookup(key(1), key(1).successor(), key(3)));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void roundTripsAndRejectsTruncation(ReadSpec spec) {
    ByteWriter out = new ByteWriter();
    ReadSpecCodec.encode(spec, out);
    byte[] bytes = out.toBytes();
    ByteReader in = new ByteReader(bytes);
    assertThat(ReadSpecCodec.decode(in)).isEqualTo(spec);
    in.end();
    ReadSpecCodec.check(spec, 10, index());
    for (int length = 0; length < bytes.length; length++) {
      ByteReader cut = new ByteReader(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> ReadSpecCodec.decode(cut)).isInstanceOf(VerificationException.class);
    }
  }

  private static IndexRuns index() {
    IndexSchema schema = new SmallTable().schema();
    return new IndexRuns(schema, new IndexDescriptor(ID, 1, 0, 3, List.of()), List.of());
  }

  @Test
  void rejectsReadsThatBreakTheRules() {
    assertRefused(scan(List.of(0), 11, KeyRange.ALL), SNAPSHOT_MISMATCH);
    assertRefused(scan(List.of(0), 2, KeyRange.ALL), SNAPSHOT_TOO_OLD);
    assertRefused(scan(List.of(4), 5, KeyRange.ALL), MALFORMED);
    assertRefused(scan(List.of(1, 0), 5, KeyRange.ALL), MALFORMED);
    assertRefused(scan(List.of(1, 1), 5, KeyRange.ALL), MALFORMED);
    assertRefused(scan(List.of(), 5, new KeyRange(key(2), key(2))), MALFORMED);
    KeyRange second = new KeyRange(key(2), key(4));
    assertRefused(scan(List.of(), 5, second, new KeyRange(key(3), null)), MALFORMED);
    assertRefused(scan(List.of(), 5, second, new KeyRange(key(1), key(2))), MALFORMED);
    assertRefused(scan(List.of(), 5, KeyRange.ALL, second), MALFORMED);
    assertRefused(lookup(key(2), key(1)), MALFORMED);
    assertRefused(lookup(key(2), key(2)), MALFORMED);
    Key[] many =
        IntStream.rangeClosed(0, ReadSpec.MAX_ITEMS).mapToObj(i -> key(i)).toArray(Key[]::new);
    assertRefused(lookup(many), LIMIT_EXCEEDED);
  }

  @Test
  void rejectsWindowsLimitsAndRangesOfEveryRead() {
    KeyRange none = new KeyRange(key(1), key(1));
    assertRefused(history(2, 1, KeyRange.ALL), MALFORMED);
    assertRefused(history(-1, 1, KeyRange.ALL), MALFORMED);
    assertRefused(history(0, 1, none), MALFORMED);
    List<KeyRange> all = List.of(KeyRange.ALL);
    assertRefused(new ReadSpec.Scan(ID, List.of(), 5, all, false, -1), MALFORMED);
    SkipFilter any = new SkipFilter(List.of(), 0, 5);
    assertRefused(new ReadSpec.Skip(ID, List.of(), 5, List.of(none), any, 1), MALFORMED);
    KeyRange[] most =
        IntStream.range(0, ReadSpec.MAX_ITEMS)
            .mapToObj(i -> new KeyRange(ascending(2 * i), ascending(2 * i + 1)))
            .toArray(KeyRange[]::new);
    ReadSpecCodec.check(scan(List.of(), 5, most), 10, index());
    KeyRange[] tooMany = Arrays.copyOf(most, most.length + 1);
    tooMany[most.length] = new KeyRange(ascending(2 * most.length), null);
    assertRefused(scan(List.of(), 5, tooMany), LIMIT_EXCEEDED);
    Key[] keys =
        IntStream.range(0, ReadSpec.MAX_ITEMS).mapToObj(i -> ascending(i)).toArray(Key[]::new);
    ReadSpecCodec.check(lookup(keys), 10, index());
    SkipFilter.Term term = term(2, KeyRange.ALL);
    SkipFilter.Clause terms =
        new SkipFilter.Clause(Collections.nCopies(ReadSpec.MAX_ITEMS / 2, term));
    SkipFilter mostTerms = new SkipFilter(List.of(terms, terms), 0, 5);
    List<Integer> two = List.of(2);
    ReadSpecCodec.check(new ReadSpec.Skip(ID, two, 5, all, mostTerms, 1), 10, index());
    SkipFilter.Clause one = new SkipFilter.Clause(List.of(term));
    SkipFilter tooManyTerms = new SkipFilter(List.of(terms, terms, one), 0, 5);
    assertRefused(new ReadSpec.Skip(ID, two, 5, all, tooManyTerms, 1), LIMIT_EXCEEDED);
  }

  /** Whoever reads, a driver or a replica, gets the refusal and no rows. */
  @Test
  void readersRefuseWhatTheRulesForbid() {
    RunReader reader = new RunReader(10, id -> index());
    assertThat(reader.stateHeight()).isEqualTo(10);
    assertThat(reader.read(scan(List.of(0), 10, KeyRange.ALL)).next()).isFalse();
    assertThatThrownBy(() -> reader.read(scan(List.of(0), 11, KeyRange.ALL)))
        .isInstanceOf(VerificationException.class);
    List<KeyRange> all = List.of(KeyRange.ALL);
    ReadSpec.Aggregate totals = new ReadSpec.Aggregate(ID, List.of(2), 5, all, 0);
    assertThat(reader.aggregate(totals).next()).isTrue();
    ReadSpec.Aggregate unknown = new ReadSpec.Aggregate(ID, List.of(1), 5, all, 0);
    assertThatThrownBy(() -> reader.aggregate(unknown)).isInstanceOf(VerificationException.class);
    assertThatThrownBy(() -> reader.read(totals)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rejectsTotalsThatTheIndexDoesNotKeep() {
    List<KeyRange> all = List.of(KeyRange.ALL);
    assertRefused(new ReadSpec.Aggregate(ID, List.of(1), 5, all, 0), MALFORMED);
    assertRefused(new ReadSpec.Aggregate(ID, List.of(2, 3), 5, all, 0), MALFORMED);
    assertRefused(new ReadSpec.Aggregate(ID, List.of(2), 5, all, 3), MALFORMED);
    assertRefused(new ReadSpec.Aggregate(ID, List.of(2), 5, all, -1), MALFORMED);
    List<KeyRange> doubled = List.of(KeyRange.ALL, KeyRange.ALL);
    assertRefused(new ReadSpec.Aggregate(ID, List.of(2), 5, doubled, 0), MALFORMED);
    assertRefused(new ReadSpec.Aggregate(ID, List.of(2), 11, all, 0), SNAPSHOT_MISMATCH);
  }

  @Test
  void rejectsFiltersAndOrdersWithoutBounds() {
    assertRefused(skip(List.of(1, 2), 0, 5, term(1, null)), MALFORMED);
    assertRefused(skip(List.of(1), 0, 5, term(2, KeyRange.ALL)), MALFORMED);
    assertRefused(skip(List.of(), 6, 5), MALFORMED);
    assertRefused(skip(List.of(), -1, 5), MALFORMED);
    SkipFilter empty = new SkipFilter(List.of(new SkipFilter.Clause(List.of())), 0, 5);
    List<KeyRange> all = List.of(KeyRange.ALL);
    assertRefused(new ReadSpec.Skip(ID, List.of(), 5, all, empty, 1), MALFORMED);
    SkipFilter any = new SkipFilter(List.of(), 0, 5);
    assertRefused(new ReadSpec.Skip(ID, List.of(), 5, all, any, -1), MALFORMED);
    assertRefused(new ReadSpec.Top(ID, List.of(1), 5, KeyRange.ALL, 1, true, 1), MALFORMED);
    assertRefused(new ReadSpec.Top(ID, List.of(2), 5, KeyRange.ALL, 3, true, 1), MALFORMED);
    assertRefused(new ReadSpec.Top(ID, List.of(2), 5, KeyRange.ALL, 2, true, -1), MALFORMED);
    KeyRange none = new KeyRange(key(1), key(1));
    assertRefused(new ReadSpec.Top(ID, List.of(2), 5, none, 2, true, 1), MALFORMED);
  }

  private static void assertRefused(ReadSpec spec, RejectReason reason) {
    assertThatThrownBy(() -> ReadSpecCodec.check(spec, 10, index()))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void boundsCountsBeforeReadingThemE7() {
    byte[] manyKeys =
        new ByteWriter().u8(2).varint(7).varint(0).varint(5).varint(1L << 40).toBytes();
    assertThatThrownBy(() -> ReadSpecCodec.decode(new ByteReader(manyKeys)))
        .isInstanceOf(VerificationException.class);
  }
}
