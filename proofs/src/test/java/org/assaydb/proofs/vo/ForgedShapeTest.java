package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.vo.ReadMatrix.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.Campaign;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.ReadModel;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ReadMatrix.Case;
import org.assaydb.proofs.vo.prove.RunSource;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Families C5 and E1 to E8 against every read: other shapes and other bytes for the same tree. */
class ForgedShapeTest {
  private static final String CASES = "org.assaydb.proofs.vo.ReadMatrix#cases";

  /** Each lie in turn; those that this read shows nothing of leave the honest proof. */
  private static void assertRefusedWith(
      Case read, List<Function<ModelRun, RunSource>> lies, RejectReason... reasons) {
    ModelState state = read.state();
    byte[] honest = state.prove(read.spec());
    int refused = 0;
    for (Function<ModelRun, RunSource> lie : lies) {
      byte[] vo = ReadMatrix.prove(state, read.spec(), lie);
      if (!Arrays.equals(vo, honest)) {
        refused++;
        assertRefused(state, vo, read.spec(), reasons);
      }
    }
    assertThat(refused).isPositive();
  }

  private static Function<ModelRun, RunSource> rows(UnaryOperator<Entry> lie) {
    return run -> LyingRun.ofRows(run, lie);
  }

  private static Function<ModelRun, RunSource> nodes(UnaryOperator<TreeNode> lie) {
    return run -> LyingRun.ofNodes(run, lie);
  }

  /** A node with no entries would be absence for nothing. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsNodesThatCountNothingC5(Case read) {
    ModelState state = read.state();
    byte[] vo = Forgery.withCounts(state, state.prove(read.spec()), count -> 0);
    if (!Arrays.equals(vo, state.prove(read.spec()))) {
      assertRefused(state, vo, read.spec(), MALFORMED);
    }
    assertRefused(state, new byte[] {1, 0, 0}, read.spec(), NONCANONICAL);
    assertRefused(state, new byte[] {1, 1, 0}, read.spec(), NONCANONICAL);
    assertRefused(state, new byte[0], read.spec(), MALFORMED);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsZeroAndDefaultDigestsC5E4(Case read) {
    assertRefusedWith(
        read, List.of(nodes(n -> new TreeNode(Digest.ZERO, n.summary()))), ROOT_MISMATCH);
  }

  /** What is hashed as one thing is shown as another. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsNodesAsLeavesAndLeavesAsNodesE1(Case read) {
    ModelRun run = read.state().indexes().get(0).runs().get(2);
    TreeNode chunk = run.chunks(0, 1);
    TreeNode row = run.chunk(0).rows(0, 1);
    TreeNode rows = run.chunk(0).rows(0, 16);
    ByteWriter node = new ByteWriter();
    run.chunk(0).rows(0, 8).encode(node);
    run.chunk(0).rows(8, 16).encode(node);
    // The inputs of an inner node as the key of a row, or as a column.
    List<Function<ModelRun, RunSource>> lies = new ArrayList<>();
    lies.add(rows(e -> withKey(e, new Key(node.toBytes()))));
    lies.add(r -> LyingRun.ofColumns(r, column -> node.toBytes()));
    // A node of one level in place of one of another.
    for (TreeNode other : List.of(chunk, row, rows)) {
      lies.add(nodes(n -> new TreeNode(other.digest(), n.summary())));
    }
    assertRefusedWith(read, lies, ROOT_MISMATCH);
    // As the values of a row it is no row of the schema either.
    byte[] asValues =
        ReadMatrix.prove(read.state(), read.spec(), rows(e -> withValues(e, node.toBytes())));
    if (!Arrays.equals(asValues, read.state().prove(read.spec()))) {
      assertRefused(read.state(), asValues, read.spec(), ROOT_MISMATCH, MALFORMED, NONCANONICAL);
    }
  }

  private static Entry withValues(Entry e, byte[] values) {
    return e.kind().isPut() ? new Entry(e.key(), e.version(), e.kind(), e.deltas(), values) : e;
  }

  private static Entry withKey(Entry e, Key key) {
    return new Entry(key, e.version(), e.kind(), e.deltas(), e.values());
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsTrailingBytesAndPaddedIntegersE2(Case read) {
    ModelState state = read.state();
    byte[] vo = state.prove(read.spec());
    for (int value : new int[] {0, 1, 255}) {
      byte[] longer = Arrays.copyOf(vo, vo.length + 1);
      longer[vo.length] = (byte) value;
      assertRefused(state, longer, read.spec(), NONCANONICAL);
    }
    // Number of indexes, of ordinals and the ordinal, each with a byte too many.
    for (int at = 1; at <= 3; at++) {
      ByteWriter padded = new ByteWriter().raw(vo, 0, at).u8(vo[at] | 0x80).u8(0);
      assertRefused(state, padded.raw(vo, at + 1, vo.length).toBytes(), read.spec(), NONCANONICAL);
    }
    assertRefused(state, doubled(vo), read.spec(), NONCANONICAL);
  }

  private static byte[] doubled(byte[] vo) {
    return new ByteWriter().raw(vo).raw(vo).toBytes();
  }

  /** Every byte reaches a hash or a check. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsEveryFlippedBitE3(Case read) {
    ModelState state = read.state();
    byte[] vo = state.prove(read.spec());
    // Every eighth byte, and of each the bit that the case and the place choose.
    int first = read.operator().ordinal() + read.time().ordinal();
    for (int i = first % 8; i < vo.length; i += 8 * Campaign.STEP) {
      byte[] changed = vo.clone();
      changed[i] ^= (byte) (1 << (first + i) % 8);
      assertNoAnswer(state, changed, read, "byte " + i);
    }
  }

  private static void assertNoAnswer(ModelState state, byte[] vo, Case read, String change) {
    List<String> rows;
    try {
      rows = ReadMatrix.read(state, vo, read.spec());
    } catch (VerificationException expected) {
      return;
    }
    fail(read + " was answered after a change of " + change + ": " + rows);
  }

  /** The object shows another read's rows and nodes besides; they never change the answer. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsWhatIsShownForNothingE4(Case read) {
    ModelState state = read.state();
    byte[] honest = state.prove(read.spec());
    int more = 0;
    for (ReadMatrix.Operator operator : ReadMatrix.Operator.values()) {
      Case other = new Case(operator, read.time(), read.grouped());
      byte[] both = state.prove(read.spec(), other.spec());
      VerifiedState shown =
          VerifiedState.verify(both, state.root(), state::schema, VoLimits.DEFAULT);
      assertThat(ReadModel.actual(shown.reader(ReadMatrix.HEIGHT), read.spec()))
          .isEqualTo(ReadMatrix.truth(state, read.spec()));
      if (!Arrays.equals(both, honest)) {
        more++;
        // Many rows of a chunk come as columns: then the read's own rows are missing.
        assertRefused(state, both, read.spec(), MALFORMED, INCOMPLETE_RESULT);
      }
    }
    assertThat(more).isPositive();
  }

  /** Rows in another order, and one of them twice in place of its neighbour. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsUnorderedAndRepeatedLeavesE4E5(Case read) {
    ModelState state = read.state();
    List<UnaryOperator<List<Entry>>> lies =
        List.of(
            entries -> {
              List<Entry> swapped = new ArrayList<>(entries);
              for (int i = 0; i + 1 < swapped.size(); i += 2) {
                swapped.set(i, entries.get(i + 1));
                swapped.set(i + 1, entries.get(i));
              }
              return swapped;
            },
            entries -> {
              List<Entry> repeated = new ArrayList<>(entries);
              for (int i = 0; i + 1 < repeated.size(); i += 2) {
                repeated.set(i + 1, entries.get(i));
              }
              return repeated;
            });
    for (UnaryOperator<List<Entry>> lie : lies) {
      ModelState forged = Forgery.state(state, lie);
      if (read.grouped() == 0) {
        byte[] vo = ReadMatrix.prove(state, read.spec(), swap(state, forged));
        assertRefused(state, vo, read.spec(), ROOT_MISMATCH);
      }
    }
  }

  /** The forged run in place of the true one. */
  private static Function<ModelRun, RunSource> swap(ModelState state, ModelState forged) {
    return run -> {
      int place = state.indexes().get(0).runs().indexOf(run);
      return place >= 0
          ? forged.indexes().get(0).runs().get(place)
          : forged.indexes().get(0).history().get(0).run();
    };
  }

  /** The last of an odd number of rows counts twice, as trees of another shape have it. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsADoubledOddLeafE5(Case read) {
    ModelState state = read.state();
    ModelState forged =
        Forgery.state(
            state,
            entries -> {
              List<Entry> even = new ArrayList<>(entries);
              if (even.size() % 2 == 1) {
                even.add(even.get(even.size() - 1));
              }
              return even;
            });
    assertThat(forged.root()).isNotEqualTo(state.root());
    byte[] vo = Forgery.graft(state, forged, read.spec());
    if (!Arrays.equals(vo, state.prove(read.spec()))) {
      assertRefused(state, vo, read.spec(), ROOT_MISMATCH);
    }
  }

  /** Counts of closed nodes that differ from their shape shift all positions behind them. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsCountsThatAreNotThoseOfTheTreeE5(Case read) {
    ModelState state = read.state();
    for (long by : new long[] {1, 16, 1L << 39}) {
      byte[] vo = Forgery.withCounts(state, state.prove(read.spec()), count -> count + by);
      if (!Arrays.equals(vo, state.prove(read.spec()))) {
        assertRefused(state, vo, read.spec(), ROOT_MISMATCH, MALFORMED);
      }
    }
  }

  /** The same bytes cut into other fields. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsMovedFieldBoundariesE6(Case read) {
    List<Function<ModelRun, RunSource>> lies = new ArrayList<>();
    // The first byte of the values becomes the last of the key, and the other way round.
    lies.add(
        rows(
            e -> {
              if (!e.kind().isPut()) {
                return e;
              }
              ByteWriter key = new ByteWriter().raw(e.key().bytes()).u8(e.values()[0]);
              byte[] values = Arrays.copyOfRange(e.values(), 1, e.values().length);
              return withKey(withValues(e, values), new Key(key.toBytes()));
            }));
    lies.add(
        rows(
            e -> {
              byte[] key = e.key().bytes();
              ByteWriter values = new ByteWriter().u8(key[key.length - 1]).raw(e.values());
              Entry moved = withValues(e, values.toBytes());
              return withKey(moved, new Key(Arrays.copyOf(key, key.length - 1)));
            }));
    // One byte of a version, as of the key before it.
    lies.add(
        rows(
            e ->
                new Entry(
                    e.key(),
                    new Version(e.version().packed() + 1),
                    e.kind(),
                    e.deltas(),
                    e.values())));
    lies.add(r -> LyingRun.ofColumns(r, ForgedShapeTest::rotated));
    // Values that no row has are refused before they are hashed.
    assertRefusedWith(read, lies, ROOT_MISMATCH, MALFORMED, NONCANONICAL);
  }

  private static byte[] rotated(byte[] bytes) {
    ByteWriter out = new ByteWriter().raw(bytes, 1, bytes.length).u8(bytes[0]);
    return Arrays.equals(out.toBytes(), bytes) ? new byte[] {1} : out.toBytes();
  }

  /** At every place of the object a number that reaches beyond it. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsHugeAndNegativeLengthsE7(Case read) {
    ModelState state = read.state();
    byte[] vo = state.prove(read.spec());
    for (long number : new long[] {-1, Integer.MAX_VALUE, 1L << 62}) {
      byte[] bytes = new ByteWriter().varint(number).toBytes();
      // Number of indexes and of those shown: nothing is hashed before they are refused.
      for (int at = 1; at <= 2; at++) {
        byte[] head =
            new ByteWriter().raw(vo, 0, at).raw(bytes).raw(vo, at + 1, vo.length).toBytes();
        assertRefused(
            state, head, read.spec(), MALFORMED, RejectReason.LIMIT_EXCEEDED, NONCANONICAL);
      }
      for (int at = 3; at < vo.length; at += 31 * Campaign.STEP) {
        ByteWriter changed = new ByteWriter().raw(vo, 0, at).raw(bytes).raw(vo, at + 1, vo.length);
        assertNoAnswer(state, changed.toBytes(), read, "number at " + at);
      }
    }
  }
}
