package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.vo.ReadMatrix.assertRefused;
import static org.assaydb.proofs.vo.TamperedVoTest.assertReason;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.testing.Campaign;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.HistoryRoot;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.ReadMatrix.Case;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Families D1, D3 and D4 against every read: objects that are long, deep or anything at all. */
class HostileSizeTest {
  private static final String CASES = "org.assaydb.proofs.vo.ReadMatrix#cases";

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAnObjectOverTheLimitBeforeItIsReadD1(Case read) {
    ModelState state = read.state();
    byte[] vo = state.prove(read.spec());
    VoLimits less = new VoLimits(vo.length - 1);
    assertReason(() -> VerifiedState.verify(vo, state.root(), state::schema, less), LIMIT_EXCEEDED);
    assertReason(
        () -> VerifiedState.verify(new byte[vo.length], state.root(), state::schema, less),
        LIMIT_EXCEEDED);
  }

  /** A descriptor may claim any size; what is allocated and how deep it goes follows the bytes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void rejectsATreeOfTenMillionNodesD1D3(int form) {
    ModelState state = ReadMatrix.state(0);
    RunDescriptor run = state.indexes().get(0).runs().get(0).descriptor();
    Summary s = run.summary();
    Summary huge = new Summary(1L << 40, 0, s.minVersion(), s.maxVersion(), s.sums(), s.bounds());
    RunDescriptor claimed = new RunDescriptor(1, Integer.MAX_VALUE, huge, run.root());
    IndexDescriptor d = state.indexes().get(0).descriptor();
    IndexDescriptor index =
        new IndexDescriptor(
            d.id(),
            d.schemaVersion(),
            0,
            0,
            java.util.List.of(claimed),
            java.util.List.of(),
            HistoryRoot.NONE);
    ByteWriter vo = new ByteWriter().u8(1).varint(1).varint(1).varint(0);
    index.encode(vo);
    vo.u8(1);
    byte[] forms = new byte[10_000_000];
    Arrays.fill(forms, (byte) form);
    byte[] hostile = vo.raw(forms).toBytes();
    assertRefused(
        state, hostile, ReadMatrix.Operator.POINT_ROW.spec.apply(ReadMatrix.Time.HEAD), MALFORMED);
  }

  @Test
  void rejectsAllRunsThatADescriptorCanHaveD3() {
    ModelState state = ReadMatrix.state(0);
    ByteWriter vo = new ByteWriter().u8(1).varint(1).varint(1).varint(0);
    vo.varint(7).varint(1).varint(0).varint(0).varint(IndexDescriptor.MAX_RUNS + 1);
    assertRefused(
        state,
        vo.raw(new byte[100_000]).toBytes(),
        ReadMatrix.Operator.POINT_ROW.spec.apply(ReadMatrix.Time.HEAD),
        LIMIT_EXCEEDED);
  }

  /** Fronts of true objects, then anything. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsGarbageWithTypedErrorsD4(Case read) {
    ModelState state = read.state();
    byte[] vo = state.prove(read.spec());
    Random random =
        new Random(100L * read.operator().ordinal() + 10L * read.time().ordinal() + read.grouped());
    for (int round = 0; round < Campaign.rounds(400); round++) {
      byte[] garbage = new byte[random.nextInt(2 * vo.length)];
      random.nextBytes(garbage);
      int front = random.nextInt(Math.min(garbage.length, vo.length) + 1);
      System.arraycopy(vo, 0, garbage, 0, front);
      if (random.nextBoolean()) {
        // Small numbers come further.
        for (int i = front; i < garbage.length; i++) {
          garbage[i] &= 3;
        }
      }
      try {
        assertThat(ReadMatrix.read(state, garbage, read.spec())).as("garbage").isNull();
      } catch (VerificationException expected) {
        assertThat(expected.reason()).isNotNull();
      }
    }
  }
}
