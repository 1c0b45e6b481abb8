package org.assaydb.proofs.vo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.Campaign;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No change of an accepted verification object is accepted, harmless-looking ones included. */
class TamperedVoTest {
  private static final List<KeyRange> ALL = List.of(KeyRange.ALL);

  record Case(String name, ModelState state, byte[] vo) {
    @Override
    public String toString() {
      return name;
    }

    void verify(byte[] bytes) {
      VerifiedState.verify(bytes, state.root(), state::schema, VoLimits.DEFAULT);
    }
  }

  static Stream<Case> cases() {
    Random random = new Random(11);
    ModelState state =
        new ModelState(
            60,
            List.of(
                Generators.index(3, random, 64, 5),
                Generators.index(7, random, 32, 20, 70),
                Generators.index(8, random, 64, 0, 9)));
    ModelIndex index = state.indexes().get(1);
    IndexId id = index.schema().id();
    ReadSpec lookup =
        new ReadSpec.Lookup(id, List.of(1), 60, List.of(index.entries().get(4).key()));
    ReadSpec scan = new ReadSpec.Scan(id, List.of(0, 2), 60, ALL, false, Long.MAX_VALUE);
    ReadSpec first = new ReadSpec.Scan(id, List.of(0), 60, ALL, true, 1);
    ReadSpec other = new ReadSpec.Scan(new IndexId(3), List.of(), 60, ALL, false, 5);
    return Stream.of(
        new Case("lookup", state, state.prove(lookup)),
        new Case("scan", state, state.prove(scan)),
        new Case("limited scan", state, state.prove(first)),
        new Case("several reads", state, state.prove(lookup, other)));
  }

  private static void assertRejected(Case honest, byte[] mutant, String what) {
    if (Arrays.equals(mutant, honest.vo())) {
      return;
    }
    try {
      honest.verify(mutant);
    } catch (VerificationException expected) {
      return;
    }
    fail(honest + " was accepted with " + what);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void honestOneIsAccepted(Case honest) {
    honest.verify(honest.vo());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rejectsEveryFlippedBit(Case honest) {
    for (int bit = 0; bit < honest.vo().length * 8; bit += Campaign.STEP) {
      byte[] mutant = honest.vo().clone();
      mutant[bit >> 3] ^= (byte) (1 << (bit & 7));
      assertRejected(honest, mutant, "bit " + bit + " flipped");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rejectsEveryTruncation(Case honest) {
    for (int length = 0; length < honest.vo().length; length += Campaign.STEP) {
      assertRejected(honest, Arrays.copyOf(honest.vo(), length), "length " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rejectsAppendedBytesE2(Case honest) {
    for (int value = 0; value < 256; value += 5 * Campaign.STEP) {
      byte[] mutant = Arrays.copyOf(honest.vo(), honest.vo().length + 1);
      mutant[honest.vo().length] = (byte) value;
      assertRejected(honest, mutant, "a byte " + value + " appended");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rejectsDroppedDoubledAndSwappedSectionsE4(Case honest) {
    Random random = new Random(3);
    byte[] vo = honest.vo();
    for (int round = 0; round < Campaign.rounds(3000); round++) {
      int from = random.nextInt(vo.length);
      int to = from + 1 + random.nextInt(Math.min(80, vo.length - from));
      byte[] section = Arrays.copyOfRange(vo, from, to);
      ByteWriter dropped = new ByteWriter().raw(vo, 0, from).raw(vo, to, vo.length);
      assertRejected(honest, dropped.toBytes(), "bytes dropped");
      ByteWriter doubled = new ByteWriter().raw(vo, 0, to).raw(section).raw(vo, to, vo.length);
      assertRejected(honest, doubled.toBytes(), "bytes doubled");
      int end = Math.min(vo.length, 2 * to - from);
      ByteWriter swapped = new ByteWriter().raw(vo, 0, from).raw(vo, to, end).raw(section);
      assertRejected(honest, swapped.raw(vo, end, vo.length).toBytes(), "sections swapped");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rejectsOverlongIntegersAndHugeLengthsE7(Case honest) {
    List<byte[]> numbers = new ArrayList<>();
    for (long number : new long[] {-1, Integer.MAX_VALUE, 1L << 31, 1L << 32, 1L << 62, 1L << 63}) {
      numbers.add(new ByteWriter().varint(number).toBytes());
    }
    numbers.add(new byte[] {(byte) 0x80, 0});
    byte[] vo = honest.vo();
    for (int at = 0; at < vo.length; at += Campaign.STEP) {
      for (byte[] number : numbers) {
        ByteWriter mutant = new ByteWriter().raw(vo, 0, at).raw(number);
        assertRejected(honest, mutant.raw(vo, at + 1, vo.length).toBytes(), "number at " + at);
      }
    }
  }

  @Test
  void rejectsGarbageWithTypedErrorsD4() {
    Random random = new Random(9);
    Case honest = cases().findFirst().orElseThrow();
    for (int round = 0; round < Campaign.rounds(20_000); round++) {
      byte[] garbage = new byte[random.nextInt(120)];
      random.nextBytes(garbage);
      for (int i = 0; i < Math.min(garbage.length, random.nextInt(20)); i++) {
        garbage[i] = honest.vo()[i];
      }
      assertRejected(honest, garbage, "garbage");
    }
  }

  @Test
  void rejectsTheProofOfAnotherStateC4() {
    List<Case> cases = cases().toList();
    ModelState other = new ModelState(61, List.of(Generators.index(7, new Random(77), 32, 20, 70)));
    for (Case honest : cases) {
      assertReason(
          () -> VerifiedState.verify(honest.vo(), other.root(), other::schema, VoLimits.DEFAULT),
          RejectReason.ROOT_MISMATCH,
          RejectReason.CATALOG_MISMATCH);
    }
  }

  @Test
  void rejectsSplicesOfTwoStates() {
    Case old = cases().findFirst().orElseThrow();
    ModelIndex index = old.state().indexes().get(1);
    List<ModelIndex> indexes = new ArrayList<>(old.state().indexes());
    List<ModelRun> runs = new ArrayList<>(index.runs());
    List<Entry> next = List.of(Generators.put(Generators.key(1), 61, EntryKind.INSERT, 1, "later"));
    runs.add(0, new ModelRun(index.schema(), 0, next, 64));
    indexes.set(1, new ModelIndex(index.schema(), runs));
    ModelState later = new ModelState(61, indexes);
    ReadSpec lookup =
        new ReadSpec.Lookup(
            index.schema().id(), List.of(1), 60, List.of(index.entries().get(4).key()));
    byte[] vo = later.prove(lookup);
    Case honest = new Case("later", later, vo);
    honest.verify(vo);
    for (int cut = 0; cut < Math.min(vo.length, old.vo().length); cut += Campaign.STEP) {
      byte[] front = new ByteWriter().raw(vo, 0, cut).raw(old.vo(), cut, old.vo().length).toBytes();
      assertRejected(honest, front, "splice at " + cut);
      byte[] back = new ByteWriter().raw(old.vo(), 0, cut).raw(vo, cut, vo.length).toBytes();
      assertRejected(honest, back, "splice at " + cut);
    }
  }

  @Test
  void rejectsAnotherSchemaVersionQ3() {
    Case honest = cases().findFirst().orElseThrow();
    assertReason(
        () ->
            VerifiedState.verify(
                honest.vo(),
                honest.state().root(),
                id -> honest.state().schema(id).map(TamperedVoTest::nextVersion),
                VoLimits.DEFAULT),
        RejectReason.CATALOG_MISMATCH);
  }

  private static IndexSchema nextVersion(IndexSchema s) {
    return new IndexSchema(
        s.id(),
        s.schemaVersion() + 1,
        s.primary(),
        s.valueColumns(),
        s.valueTypes(),
        s.keyParts(),
        s.keyTypes(),
        s.hiddenRowId());
  }

  @Test
  void rejectsAnOverlongObjectBeforeReadingItD1() {
    Case honest = cases().findFirst().orElseThrow();
    Digest root = honest.state().root();
    assertReason(
        () ->
            VerifiedState.verify(
                honest.vo(), root, honest.state()::schema, new VoLimits(honest.vo().length - 1)),
        RejectReason.LIMIT_EXCEEDED);
  }

  static void assertReason(Runnable attack, RejectReason... allowed) {
    assertThatThrownBy(attack::run)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(allowed).contains(e.reason()));
  }
}
