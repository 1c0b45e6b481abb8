package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.CATALOG_MISMATCH;
import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.vo.TamperedVoTest.assertReason;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.read.MemoryRun;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.prove.RunSource;
import org.assaydb.proofs.vo.prove.VoWriter;
import org.assaydb.proofs.vo.prove.WitnessRun;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.api.Test;

/** A prover that rebuilds the tree with a lie in it, or shows another tree. */
class ForgingProverTest extends AttackedRows {
  @Test
  void rejectsTheProofOfAnotherIndexS5() {
    ModelIndex seven = new ModelIndex(SCHEMA, List.of(run(SCHEMA, evenKeys(10, 5))));
    IndexSchema eight = Generators.schema(8);
    ModelIndex twin = new ModelIndex(eight, List.of(run(eight, evenKeys(4, 5))));
    ModelState state = new ModelState(HEIGHT, List.of(seven, twin));
    ReadSpec other =
        new ReadSpec.Lookup(eight.id(), List.of(0), HEIGHT, List.of(Generators.key(12)));
    assertRefused(state, state.prove(other), lookup(12), INCOMPLETE_RESULT);
  }

  @Test
  void bindsRowsAndColumnsToTheirIndexS5() {
    // The same entries under another index id: graft the run below the true descriptor's id.
    ModelState honest = state(List.of(evenKeys(10, 5)));
    IndexSchema foreign = Generators.schema(8);
    ModelState swapped =
        new ModelState(
            HEIGHT, List.of(new ModelIndex(SCHEMA, List.of(run(foreign, evenKeys(10, 5))))));
    for (ReadSpec spec : List.of(lookup(4), scan(0, 20))) {
      assertRefused(swapped, swapped.prove(spec), spec, ROOT_MISMATCH);
      assertRefused(honest, swapped.prove(spec), spec, ROOT_MISMATCH);
    }
  }

  @Test
  void rejectsAnAddedAlteredDroppedOrDoubledRowS1S2S4() {
    ModelState honest = state(List.of(evenKeys(40, 5)));
    List<List<Entry>> lies = new ArrayList<>();
    List<Entry> added = evenKeys(40, 5);
    added.add(3, put(5, 5, EntryKind.INSERT));
    lies.add(added);
    List<Entry> altered = evenKeys(40, 5);
    altered.set(3, Generators.put(Generators.key(6), 5, EntryKind.INSERT, 0, "row"));
    lies.add(altered);
    List<Entry> toNull = evenKeys(40, 5);
    toNull.set(3, Generators.put(Generators.key(6), 5, EntryKind.INSERT, 6, null));
    lies.add(toNull);
    List<Entry> toEmpty = evenKeys(40, 5);
    toEmpty.set(3, Generators.put(Generators.key(6), 5, EntryKind.INSERT, 6, ""));
    lies.add(toEmpty);
    List<Entry> dropped = evenKeys(40, 5);
    dropped.remove(3);
    lies.add(dropped);
    List<Entry> doubled = evenKeys(40, 5);
    doubled.add(3, doubled.get(3));
    lies.add(doubled);
    for (List<Entry> lie : lies) {
      ModelState forged = state(List.of(lie));
      for (ReadSpec spec : List.of(lookup(6), scan(0, 80))) {
        assertRefused(honest, forged.prove(spec), spec, ROOT_MISMATCH);
      }
    }
  }

  @Test
  void rejectsACertifiedRunOutOfOrder() {
    // Even a root that a faulty builder had certified does not make bisection unsound.
    List<Entry> disordered = evenKeys(40, 5);
    disordered.set(10, put(90, 5, EntryKind.INSERT));
    ModelState state = state(List.of(disordered));
    byte[] vo =
        show(
            state,
            runs -> {
              for (int position = 9; position <= 12; position++) {
                openRow(first(runs), position);
              }
            });
    assertRefused(state, vo, lookup(90), UNSOUND_ROW);
  }

  @Test
  void rejectsACertifiedSummaryThatItsRowsRefuteE8() {
    for (int tier : new int[] {0, 1}) {
      ModelRun run =
          new ModelRun(
              SCHEMA,
              tier,
              evenKeys(40, 5),
              64,
              s -> new Summary(s.count(), -1, s.minVersion(), s.maxVersion()));
      ModelState state = new ModelState(HEIGHT, List.of(new ModelIndex(SCHEMA, List.of(run))));
      assertRefused(state, state.prove(lookup(4)), lookup(4), ROOT_MISMATCH);
      assertRefused(state, state.prove(scan(0, 80)), scan(0, 80), ROOT_MISMATCH, UNSOUND_ROW);
    }
  }

  @Test
  void rejectsASummaryThatItsParentDoesNotBindE8() {
    ModelState honest = state(List.of(evenKeys(200, 5)));
    Version later = Version.of(50, 0);
    ModelRun lying =
        new ModelRun(
            SCHEMA, 1, evenKeys(200, 5), 128, s -> new Summary(s.count(), s.live(), later, later));
    ModelState forged = new ModelState(HEIGHT, List.of(new ModelIndex(SCHEMA, List.of(lying))));
    assertRefused(honest, forged.prove(lookup(4)), lookup(4), ROOT_MISMATCH, UNSOUND_ROW);
  }

  @Test
  void rejectsAnOldRootC4() {
    ModelState old = state(List.of(evenKeys(10, 5)));
    ModelState now = state(List.of(List.of(put(6, 30, EntryKind.DELETE)), evenKeys(10, 5)));
    assertRefused(now, old.prove(lookup(6)), lookup(6), ROOT_MISMATCH);
  }

  @Test
  void rejectsAnEmptyStateAndAnUnknownIndexC5() {
    ModelState state = state(List.of(evenKeys(10, 5)));
    assertRefused(state, new byte[] {1, 0, 0}, lookup(4), NONCANONICAL);
    assertRefused(state, new byte[] {1, 1, 0}, lookup(4), NONCANONICAL);
    assertRefused(state, new byte[] {2, 1, 1, 0}, lookup(4), MALFORMED);
    byte[] vo = state.prove(lookup(4));
    assertReason(
        () -> VerifiedState.verify(vo, state.root(), id -> Optional.empty(), VoLimits.DEFAULT),
        CATALOG_MISMATCH);
  }

  @Test
  void countsAllocateNothingThatWasNotReceivedD1() {
    ModelState state = state(List.of(evenKeys(10, 5)));
    ByteWriter manyIndexes = new ByteWriter().u8(1).varint(1 << 20).varint(1 << 20);
    assertRefused(state, manyIndexes.toBytes(), lookup(4), MALFORMED);
    ByteWriter moreThanThereAre = new ByteWriter().u8(1).varint(1).varint(50).raw(new byte[64]);
    assertRefused(state, moreThanThereAre.toBytes(), lookup(4), MALFORMED);
  }

  /** The digest of a run's top node does not bind its own summary: the descriptor has to agree. */
  @Test
  void rejectsACertifiedDescriptorThatItsTreeRefutesE8() {
    ModelState state = state(List.of(evenKeys(40, 5)));
    IndexDescriptor d = state.indexes().get(0).descriptor();
    RunDescriptor run = d.runs().get(0);
    Summary s = run.summary();
    Summary fewer = new Summary(s.count(), s.live() - 1, s.minVersion(), s.maxVersion());
    RunDescriptor lying = new RunDescriptor(run.tier(), run.leafCount(), fewer, run.root());
    IndexDescriptor certified =
        new IndexDescriptor(d.id(), d.schemaVersion(), 0, 0, List.of(lying));
    IndexWitness honest = ModelState.witness(state.indexes().get(0));
    openRow(honest.runs().get(0), 2);
    IndexWitness witness = new IndexWitness(certified, honest.runs());
    List<Digest> leaves = List.of(TreeHasher.stateLeaf(certified.digest()));
    byte[] vo = VoWriter.write(leaves, new TreeMap<>(Map.of(0, witness)));
    Digest root = TreeHasher.stateRoot(1, leaves.get(0));
    assertReason(
        () -> VerifiedState.verify(vo, root, state::schema, VoLimits.DEFAULT), ROOT_MISMATCH);
  }

  /** Every chunk holds an entry: a node over two that counts one would shift what follows. */
  @Test
  void rejectsFewerEntriesThanChunksE5() {
    ModelState state = state(List.of(evenKeys(512, 5)));
    IndexWitness witness =
        ModelState.witness(
            state.indexes().get(0),
            run ->
                LyingRun.ofSummaries(
                    run,
                    s -> s.count() == 256 ? new Summary(1, 1, s.minVersion(), s.minVersion()) : s));
    openRow(first(witness.runs()), 2);
    byte[] vo = VoWriter.write(state.leaves(), new TreeMap<>(Map.of(0, witness)));
    assertRefused(state, vo, lookup(4), MALFORMED);
  }

  /** A chunk of a faulty builder: the digest binds both, but they say different things. */
  private record Disagreeing(ChunkSource rowsOf, ChunkSource columnsOf) implements ChunkSource {
    @Override
    public Summary summary() {
      return rowsOf.summary();
    }

    @Override
    public boolean columnar() {
      return true;
    }

    @Override
    public TreeNode rows(int from, int to) {
      return rowsOf.rows(from, to);
    }

    @Override
    public Entry entry(int row) {
      return rowsOf.entry(row);
    }

    @Override
    public Digest valueDigest(int row) {
      return rowsOf.valueDigest(row);
    }

    @Override
    public int valueColumnCount() {
      return columnsOf.valueColumnCount();
    }

    @Override
    public Digest columns() {
      return columnsOf.columns();
    }

    @Override
    public Digest valueColumns(int from, int to) {
      return columnsOf.valueColumns(from, to);
    }

    @Override
    public byte[] column(int position) {
      return columnsOf.column(position);
    }

    TreeNode node() {
      return new TreeHasher().chunk(rows(0, 40), columns());
    }
  }

  /** Rows at heights 5 and 6, so that a changed one need not change the summary. */
  private static List<Entry> twoHeights() {
    List<Entry> entries = evenKeys(40, 5);
    for (int i = 20; i < 40; i++) {
      entries.set(i, put(2 * i, 6, EntryKind.INSERT));
    }
    return entries;
  }

  private static void assertColumnsRefuteTheRow(Entry inColumns, RejectReason... reasons) {
    List<Entry> other = twoHeights();
    other.set(3, inColumns);
    ChunkSource rows = run(SCHEMA, twoHeights()).chunk(0);
    Disagreeing chunk = new Disagreeing(rows, run(SCHEMA, other).chunk(0));
    TreeNode top = chunk.node();
    RunDescriptor run = new RunDescriptor(1, 1, top.summary(), top.digest());
    ChunkOpening opening = new ChunkOpening();
    opening.openColumns(new BitSet());
    opening.openRows(3, 4, BitSet.valueOf(new long[] {1}));
    SourceRun source = new SourceRun(run, chunk);
    WitnessRun shown = new WitnessRun(new MemoryRun(SCHEMA, twoHeights()), source, 1);
    shown.openings().put(0, opening);
    IndexDescriptor index = new IndexDescriptor(ID, SCHEMA.schemaVersion(), 0, 0, List.of(run));
    List<Digest> leaves = List.of(TreeHasher.stateLeaf(index.digest()));
    IndexWitness witness = new IndexWitness(index, List.of(shown));
    byte[] vo = VoWriter.write(leaves, new TreeMap<>(Map.of(0, witness)));
    Digest root = TreeHasher.stateRoot(1, leaves.get(0));
    if (reasons.length == 0) {
      VerifiedState.verify(vo, root, id -> Optional.of(SCHEMA), VoLimits.DEFAULT);
    } else {
      assertReason(
          () -> VerifiedState.verify(vo, root, id -> Optional.of(SCHEMA), VoLimits.DEFAULT),
          reasons);
    }
  }

  /** A run of one chunk. */
  private record SourceRun(RunDescriptor descriptor, ChunkSource only) implements RunSource {
    @Override
    public int chunkAt(long position) {
      return 0;
    }

    @Override
    public long chunkStart(int chunk) {
      return chunk * 40L;
    }

    @Override
    public int chunkCount() {
      return 1;
    }

    @Override
    public ChunkSource chunk(int ordinal) {
      return only;
    }

    @Override
    public TreeNode chunks(int from, int to) {
      return new TreeNode(descriptor.root(), descriptor.summary());
    }

    @Override
    public int prefixCount() {
      return 0;
    }

    @Override
    public Prefix prefix(int ordinal) {
      throw new IllegalStateException("not grouped");
    }

    @Override
    public TreeNode prefixes(int from, int to) {
      throw new IllegalStateException("not grouped");
    }
  }

  @Test
  void rejectsACertifiedRowThatItsColumnsRefuteE8() {
    assertColumnsRefuteTheRow(put(6, 5, EntryKind.INSERT));
    assertColumnsRefuteTheRow(put(7, 5, EntryKind.INSERT), UNSOUND_ROW);
    assertColumnsRefuteTheRow(put(6, 6, EntryKind.INSERT), UNSOUND_ROW);
    // Neither changes the count of live rows: both stand for a row without one before it.
    assertColumnsRefuteTheRow(put(6, 5, EntryKind.KEPT), UNSOUND_ROW);
  }
}
