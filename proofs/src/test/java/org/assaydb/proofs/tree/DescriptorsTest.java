package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.Generators;
import org.junit.jupiter.api.Test;

/** What a state says of an index, its runs, merges and history; and RFC 6962 paths. */
class DescriptorsTest {
  private static final IndexSchema SCHEMA = Generators.schema(7);
  private static final IndexId ID = SCHEMA.id();

  private static Digest digest(int number) {
    return new Digest(number, 2, 3, 4);
  }

  private static RunDescriptor run(int number, long from, long to) {
    Version least = Version.of(from, 0);
    return new RunDescriptor(1, 2, new Summary(9, 8, least, Version.of(to, 0)), digest(number));
  }

  private static IndexDescriptor decode(ByteWriter out) {
    ByteReader in = new ByteReader(out.toBytes());
    IndexDescriptor descriptor = IndexDescriptor.decode(in, id -> SCHEMA);
    in.end();
    return descriptor;
  }

  private static <T> void refused(
      RejectReason reason, String why, ByteWriter out, Function<ByteReader, T> decoder) {
    VerificationException e =
        catchThrowableOfType(
            VerificationException.class, () -> decoder.apply(new ByteReader(out.toBytes())));
    assertThat(e).hasMessageContaining(why);
    assertThat(e.reason()).isEqualTo(reason);
  }

  private static void refused(String why, ByteWriter out) {
    refused(MALFORMED, why, out, in -> IndexDescriptor.decode(in, id -> SCHEMA));
  }

  private static ByteWriter encoded(long floor, List<RunDescriptor> runs, int[]... merges) {
    ByteWriter out = new ByteWriter().varint(ID.value()).varint(1).varint(floor).varint(0);
    out.varint(runs.size());
    runs.forEach(r -> r.encode(out));
    out.varint(merges.length);
    for (int[] merge : merges) {
      for (int field : merge) {
        out.varint(field);
      }
    }
    return out.varint(0);
  }

  private static final List<RunDescriptor> FOUR =
      List.of(run(4, 40, 49), run(3, 30, 39), run(2, 20, 29), run(1, 10, 19));

  @Test
  void indexesWithRunsMergesAndHistory() {
    HistoryDescriptor old = new HistoryDescriptor(6, run(9, 1, 5));
    HistoryRoot history = HistoryRoot.of(List.of(old));
    List<MergeDescriptor> merges =
        List.of(new MergeDescriptor(2, 2, 2, 50, 54), new MergeDescriptor(0, 2, 2, 48, 52));
    IndexDescriptor index = new IndexDescriptor(ID, 1, 6, 3, FOUR, merges, history);
    ByteWriter out = new ByteWriter();
    index.encode(out);
    assertThat(decode(out)).isEqualTo(index);
    assertThat(index.hasHistory()).isTrue();
    assertThat(new IndexDescriptor(ID, 1, 0, 3, FOUR).hasHistory()).isFalse();
    ByteWriter one = new ByteWriter();
    old.encode(one);
    ByteReader in = new ByteReader(one.toBytes());
    assertThat(HistoryDescriptor.decode(in, SCHEMA)).isEqualTo(old);
  }

  /** Whatever is said of an index goes into its digest. */
  @Test
  void everyPartChangesTheDigest() {
    MergeDescriptor merge = new MergeDescriptor(0, 2, 2, 48, 52);
    HistoryRoot history = HistoryRoot.of(List.of(new HistoryDescriptor(6, run(9, 1, 5))));
    HistoryRoot other = HistoryRoot.of(List.of(new HistoryDescriptor(7, run(9, 1, 5))));
    List<IndexDescriptor> all = new ArrayList<>();
    all.add(new IndexDescriptor(ID, 1, 6, 3, FOUR, List.of(merge), history));
    all.add(new IndexDescriptor(new IndexId(8), 1, 6, 3, FOUR, List.of(merge), history));
    all.add(new IndexDescriptor(ID, 2, 6, 3, FOUR, List.of(merge), history));
    all.add(new IndexDescriptor(ID, 1, 5, 3, FOUR, List.of(merge), history));
    all.add(new IndexDescriptor(ID, 1, 6, 2, FOUR, List.of(merge), history));
    all.add(new IndexDescriptor(ID, 1, 6, 3, FOUR.subList(0, 3), List.of(merge), history));
    all.add(new IndexDescriptor(ID, 1, 6, 3, FOUR, List.of(), history));
    MergeDescriptor later = new MergeDescriptor(0, 2, 2, 48, 53);
    all.add(new IndexDescriptor(ID, 1, 6, 3, FOUR, List.of(later), history));
    all.add(new IndexDescriptor(ID, 1, 6, 3, FOUR, List.of(merge), other));
    assertThat(all.stream().map(IndexDescriptor::digest).distinct()).hasSize(all.size());
  }

  @Test
  void runsDoNotOverlapInVersions() {
    RunDescriptor newer = run(2, 20, 29);
    assertThat(decode(encoded(0, List.of(newer, run(1, 10, 19)))).runs()).hasSize(2);
    refused("runs overlap", encoded(0, List.of(newer, run(1, 10, 20))));
    refused("runs overlap", encoded(0, List.of(run(1, 10, 19), newer)));
  }

  @Test
  void mergesTakeRunsThatNoOtherTakes() {
    int[] newest = {2, 2, 2, 50, 54};
    int[] oldest = {0, 2, 2, 48, 52};
    assertThat(decode(encoded(0, FOUR, newest, oldest)).merges()).hasSize(2);
    refused("merges out of order", encoded(0, FOUR, oldest, newest));
    refused("merges out of order", encoded(0, FOUR, newest, new int[] {0, 3, 2, 48, 52}));
    refused("pending merge", encoded(0, FOUR, new int[] {0, 0, 2, 48, 52}));
    refused("pending merge", encoded(0, FOUR, new int[] {0, 2, 2, 52, 52}));
    Function<ByteReader, MergeDescriptor> ofFour = in -> MergeDescriptor.decode(in, 4);
    ByteWriter tooOld = new ByteWriter().varint(5).varint(1).raw(new byte[9]);
    refused(LIMIT_EXCEEDED, "older runs", tooOld, ofFour);
    ByteWriter tooMany = new ByteWriter().varint(2).varint(3).raw(new byte[9]);
    refused(LIMIT_EXCEEDED, "inputs of a merge", tooMany, ofFour);
    refused("floor without history", encoded(1, FOUR));
    ByteWriter moreMergesThanRuns = encoded(0, List.of(), oldest);
    refused(
        LIMIT_EXCEEDED,
        "pending merge count",
        moreMergesThanRuns,
        in -> IndexDescriptor.decode(in, id -> SCHEMA));
  }

  private static ByteWriter numbers(long count, long live, long min, long span) {
    return new ByteWriter().varint(count).zigzag(live).varint(min).varint(span);
  }

  @Test
  void summariesOfRuns() {
    Function<ByteReader, Summary> decoder = in -> Summary.decode(in, SCHEMA);
    long most = RunDescriptor.MAX_ENTRIES;
    for (ByteWriter valid :
        List.of(
            numbers(most, most, 0, 0), numbers(3, -3, 0, Long.MAX_VALUE), numbers(1, 1, 5, 0))) {
      assertThat(decoder.apply(new ByteReader(valid.toBytes())).count()).isPositive();
    }
    refused(MALFORMED, "entry count", numbers(0, 0, 0, 0), decoder);
    refused(MALFORMED, "entry count", numbers(most + 1, 0, 0, 0), decoder);
    refused(MALFORMED, "summary", numbers(3, 4, 0, 0), decoder);
    refused(MALFORMED, "summary", numbers(3, -4, 0, 0), decoder);
    refused(MALFORMED, "summary", numbers(3, 3, 1, Long.MAX_VALUE), decoder);
    refused(MALFORMED, "version", numbers(3, 3, -1, 0), decoder);
    refused(MALFORMED, "version span", numbers(3, 3, 0, -1), decoder);
  }

  @Test
  void runsHaveAChunkAtLeastAndNoMoreThanEntries() {
    Function<ByteReader, RunDescriptor> decoder = in -> RunDescriptor.decode(in, SCHEMA);
    for (int leaves : new int[] {1, 9}) {
      Summary nine = new Summary(9, 9, Version.of(1, 0), Version.of(2, 0));
      RunDescriptor run = new RunDescriptor(1, leaves, nine, digest(1));
      ByteWriter out = new ByteWriter();
      run.encode(out);
      assertThat(decoder.apply(new ByteReader(out.toBytes()))).isEqualTo(run);
    }
    byte[] rest = numbers(9, 9, 0, 0).digest(digest(1)).toBytes();
    for (int leaves : new int[] {0, 10}) {
      ByteWriter out = new ByteWriter().varint(1).varint(leaves).raw(rest);
      refused(MALFORMED, "leaf count", out, decoder);
    }
    ByteWriter tier = new ByteWriter().varint(RunDescriptor.MAX_TIER + 1).varint(1).raw(rest);
    refused(LIMIT_EXCEEDED, "tier", tier, decoder);
  }

  @Test
  void chunksAreDividedIntoGroups() {
    int rows = RunDescriptor.GROUP_ROWS;
    assertThat(RunDescriptor.groupsInChunk(1)).isEqualTo(1);
    assertThat(RunDescriptor.groupsInChunk(rows)).isEqualTo(1);
    assertThat(RunDescriptor.groupsInChunk(rows + 1)).isEqualTo(2);
    assertThat(RunDescriptor.rowsInGroup(rows + 1, 0)).isEqualTo(rows);
    assertThat(RunDescriptor.rowsInGroup(rows + 1, 1)).isEqualTo(1);
    assertThat(RunDescriptor.rowsInGroup(2 * rows, 1)).isEqualTo(rows);
  }

  @Test
  void kindsOfEntries() {
    assertThat(EntryKind.KEPT.written()).isEqualTo(EntryKind.UPDATE);
    for (EntryKind kind : List.of(EntryKind.INSERT, EntryKind.UPDATE, EntryKind.DELETE)) {
      assertThat(kind.written()).isEqualTo(kind);
      assertThat(EntryKind.ofDelta(kind.liveDelta())).isEqualTo(kind);
      assertThat(kind.isPut()).isEqualTo(kind != EntryKind.DELETE);
    }
    assertThat(EntryKind.KEPT.liveDelta()).isEqualTo(1);
  }

  @Test
  void pathsLeadToTheRootAndAreOfTheRightLength() {
    RfcTree tree = new RfcTree(HashTag.HISTORY_NODE);
    for (int size = 1; size <= 17; size++) {
      List<Digest> leaves = IntStream.range(0, size).mapToObj(i -> digest(i)).toList();
      Digest root = tree.root(leaves);
      for (int i = 0; i < size; i++) {
        List<Digest> path = tree.prove(leaves, i);
        assertThat(tree.rootFrom(leaves.get(i), i, size, path)).isEqualTo(root);
        List<Digest> longer = new ArrayList<>(path);
        longer.add(digest(99));
        assertPathRefused(tree, i, size, longer, "path too long");
        if (!path.isEmpty()) {
          assertPathRefused(tree, i, size, path.subList(0, path.size() - 1), "path too short");
        }
      }
      assertPathRefused(tree, size, size, List.of(), "outside its tree");
      assertPathRefused(tree, -1, size, List.of(), "outside its tree");
    }
    assertPathRefused(tree, 0, 0, List.of(), "outside its tree");
  }

  private static void assertPathRefused(
      RfcTree tree, long index, long size, List<Digest> path, String why) {
    VerificationException e =
        catchThrowableOfType(
            VerificationException.class, () -> tree.rootFrom(digest(0), index, size, path));
    assertThat(e).hasMessageContaining(why);
    assertThat(e.reason()).isEqualTo(MALFORMED);
  }
}
