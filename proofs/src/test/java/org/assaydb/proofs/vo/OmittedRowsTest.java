package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.CATALOG_MISMATCH;
import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.RejectReason.SNAPSHOT_TOO_OLD;
import static org.assaydb.proofs.vo.ReadMatrix.assertAnswers;
import static org.assaydb.proofs.vo.ReadMatrix.assertRefused;
import static org.assaydb.proofs.vo.TamperedVoTest.assertReason;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.ReadModel;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.vo.ReadMatrix.Case;
import org.assaydb.proofs.vo.Withholding.Lacking;
import org.assaydb.proofs.vo.Withholding.What;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.prove.VoWriter;
import org.assaydb.proofs.vo.prove.WitnessRun;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Families C1 to C7 against every read: provers that show less of the true state. */
class OmittedRowsTest {
  private static final String CASES = "org.assaydb.proofs.vo.ReadMatrix#cases";

  private static List<Lacking> assertIncomplete(Case read, What... what) {
    List<Lacking> proofs = Withholding.all(read, what);
    for (Lacking lacking : proofs) {
      assertRefused(read.state(), lacking.vo(), read.spec(), INCOMPLETE_RESULT);
    }
    return proofs;
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAProofWithoutOneOfItsRowsC1(Case read) {
    List<Lacking> proofs = assertIncomplete(read, What.ROW, What.VALUES, What.COLUMN, What.CHUNK);
    assertThat(proofs).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAProofWithoutOneOfTheNeighboursOfAPlaceC2(Case read) {
    List<Lacking> proofs = assertIncomplete(read, What.NEIGHBOUR, What.PREFIX);
    assertThat(!proofs.isEmpty() || read.isByColumns()).isTrue();
  }

  /** A read that lacks rows never gives a wrong answer, whether or not it is checked for more. */
  @ParameterizedTest
  @MethodSource(CASES)
  void readingAloneNeverTakesWhatIsNotShownForAbsentC1C3(Case read) {
    ModelState state = read.state();
    for (Lacking lacking : Withholding.all(read, What.values())) {
      VerifiedState shown =
          VerifiedState.verify(lacking.vo(), state.root(), state::schema, VoLimits.DEFAULT);
      try {
        assertThat(ReadModel.actual(shown.reader(ReadMatrix.HEIGHT), read.spec()))
            .as("%s", lacking)
            .isEqualTo(ReadMatrix.truth(state, read.spec()));
      } catch (VerificationException e) {
        assertThat(e.reason()).isEqualTo(INCOMPLETE_RESULT);
      }
    }
  }

  /** The same read with bounds moved inwards by a key, or of fewer keys. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsTheProofOfANarrowerReadC1C2(Case read) {
    ModelState state = read.state();
    byte[] honest = state.prove(read.spec());
    for (ReadSpec narrower : narrower(read.spec(), state.indexes().get(0))) {
      byte[] vo = state.prove(narrower);
      if (Arrays.equals(vo, honest)) {
        // Whole chunks, that hold the bounds as well.
        assertAnswers(state, vo, read.spec());
      } else {
        assertRefused(state, vo, read.spec(), INCOMPLETE_RESULT);
      }
    }
  }

  private static List<ReadSpec> narrower(ReadSpec spec, ModelIndex index) {
    List<ReadSpec> narrower = new ArrayList<>();
    if (spec instanceof ReadSpec.Lookup lookup) {
      for (Key key : lookup.keys()) {
        List<Key> beside = List.of(key.successor());
        narrower.add(
            new ReadSpec.Lookup(spec.index(), spec.columns(), spec.snapshotHeight(), beside));
      }
      return narrower;
    }
    KeyRange range = rangeOf(spec);
    List<Key> keys = new ArrayList<>(index.live(spec.snapshotHeight()).keySet());
    keys.removeIf(key -> !range.contains(key));
    narrower.add(with(spec, new KeyRange(keys.get(0).successor(), range.upper())));
    narrower.add(with(spec, new KeyRange(range.lower(), keys.get(keys.size() - 1))));
    narrower.add(with(spec, new KeyRange(keys.get(3), keys.get(keys.size() - 3))));
    return narrower;
  }

  private static KeyRange rangeOf(ReadSpec spec) {
    return spec instanceof ReadSpec.History history ? history.ranges().get(0) : ReadMatrix.RANGE;
  }

  private static ReadSpec with(ReadSpec spec, KeyRange range) {
    List<KeyRange> ranges = List.of(range);
    if (spec instanceof ReadSpec.Scan s) {
      return new ReadSpec.Scan(
          s.index(), s.columns(), s.snapshotHeight(), ranges, s.descending(), s.limit());
    } else if (spec instanceof ReadSpec.Skip s) {
      return new ReadSpec.Skip(
          s.index(), s.columns(), s.snapshotHeight(), ranges, s.filter(), s.limit());
    } else if (spec instanceof ReadSpec.Top t) {
      return new ReadSpec.Top(
          t.index(),
          t.columns(),
          t.snapshotHeight(),
          range,
          t.orderColumn(),
          t.greatest(),
          t.limit());
    } else if (spec instanceof ReadSpec.Aggregate a) {
      return new ReadSpec.Aggregate(
          a.index(), a.columns(), a.snapshotHeight(), ranges, a.groupParts());
    }
    ReadSpec.History h = (ReadSpec.History) spec;
    return new ReadSpec.History(
        h.index(), h.columns(), h.snapshotHeight(), ranges, h.fromHeight(), h.toHeight());
  }

  /** In place of a neighbour the proof shows the next entry further out. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsNeighboursThatAreNotAdjacentC3(Case read) {
    ModelState state = read.state();
    int attacks = 0;
    for (Lacking lacking : Withholding.all(read, What.NEIGHBOUR)) {
      for (int step : new int[] {-1, 1}) {
        IndexWitness witness = ReadMatrix.recorded(state, read.spec());
        if (lacking.run() < witness.runs().size()) {
          WitnessRun run = witness.runs().get(lacking.run());
          attacks += move(run, lacking.place(), step) ? 1 : 0;
          byte[] vo = ReadMatrix.write(state, witness);
          if (!Arrays.equals(vo, state.prove(read.spec()))) {
            // In a grouped index a prefix may tell the place: then the entry is shown for nothing.
            RejectReason more = read.grouped() > 0 ? MALFORMED : INCOMPLETE_RESULT;
            assertRefused(state, vo, read.spec(), INCOMPLETE_RESULT, more);
          }
        }
      }
    }
    assertThat(attacks > 0 || read.isByColumns()).isTrue();
  }

  /** Shows the entry beside a place; what the chunk shows else is lost, and so missing too. */
  private static boolean move(WitnessRun run, long place, int step) {
    long other = place + step;
    int chunk = run.source().chunkAt(place);
    if (other < 0
        || other >= run.summary().count()
        || run.source().chunkAt(other) != chunk
        || run.openings().get(chunk).exposes(row(run, other), row(run, other) + 1)) {
      return false;
    }
    ChunkOpening moved = new ChunkOpening();
    for (int row = 0; row < run.source().chunkRows(chunk); row++) {
      boolean shown = run.openings().get(chunk).exposes(row, row + 1);
      if (row == row(run, other) || (shown && row != row(run, place))) {
        moved.openPlace(row);
      }
    }
    run.openings().put(chunk, moved);
    return true;
  }

  private static int row(WitnessRun run, long position) {
    return (int) (position - run.source().chunkStart(run.source().chunkAt(position)));
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAnEmptyRangeAnotherIndexAnEmptyTreeAndAnOldRootC4(Case read) {
    ModelState state = read.state();
    ReadSpec nothing =
        new ReadSpec.Lookup(
            SmallTable.ID, List.of(), ReadMatrix.HEIGHT, List.of(new Key(new byte[] {9})));
    assertRefused(state, state.prove(nothing), read.spec(), INCOMPLETE_RESULT);

    ModelIndex twin = twin(state.indexes().get(0));
    ModelState both = new ModelState(ReadMatrix.HEIGHT, List.of(state.indexes().get(0), twin));
    ReadSpec.Scan foreign =
        new ReadSpec.Scan(
            twin.schema().id(), List.of(), ReadMatrix.HEIGHT, List.of(KeyRange.ALL), false, 9);
    assertRefused(both, both.prove(foreign), read.spec(), INCOMPLETE_RESULT);

    ModelIndex empty = new ModelIndex(state.indexes().get(0).schema(), List.of());
    ModelState none = new ModelState(ReadMatrix.HEIGHT, List.of(empty));
    assertRefused(state, none.prove(read.spec()), read.spec(), ROOT_MISMATCH);

    SmallTable before = ReadMatrix.table(read.grouped());
    ModelState now =
        new ModelState(ReadMatrix.HEIGHT, List.of(before.cut().put(55, 1, 45, 1L, "").index(16)));
    assertRefused(now, state.prove(read.spec()), read.spec(), ROOT_MISMATCH);
  }

  /** The same entries under the next index id. */
  private static ModelIndex twin(ModelIndex index) {
    IndexSchema s = index.schema();
    IndexSchema schema =
        new IndexSchema(
            new IndexId(s.id().value() + 1),
            s.schemaVersion(),
            s.primary(),
            s.valueColumns(),
            s.valueTypes(),
            s.keyParts(),
            s.keyTypes(),
            s.hiddenRowId());
    List<ModelRun> runs = new ArrayList<>();
    for (ModelRun run : index.runs()) {
      runs.add(new ModelRun(schema, 1, run.entries(), 16));
    }
    return new ModelIndex(schema, runs);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAProofThatLeavesOutARunC6C11(Case read) {
    List<Lacking> proofs = assertIncomplete(read, What.RUN);
    assertThat(proofs).isNotEmpty();
    ModelState state = read.state();
    ModelIndex index = state.indexes().get(0);
    for (int left = 0; left < index.runs().size(); left++) {
      List<ModelRun> fewer = new ArrayList<>(index.runs());
      fewer.remove(left);
      ModelIndex stale = new ModelIndex(index.schema(), fewer, index.history());
      ModelState forged = new ModelState(ReadMatrix.HEIGHT, List.of(stale));
      assertRefused(state, forged.prove(read.spec()), read.spec(), ROOT_MISMATCH);
    }
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsADroppedAndAHalfBuiltIndexC6(Case read) {
    ModelState state = read.state();
    byte[] vo = state.prove(read.spec());
    assertReason(
        () -> VerifiedState.verify(vo, state.root(), id -> Optional.empty(), VoLimits.DEFAULT),
        CATALOG_MISMATCH);
    // Certified, but no snapshot before its last block can be read.
    IndexDescriptor d = state.indexes().get(0).descriptor();
    IndexDescriptor young =
        new IndexDescriptor(
            d.id(),
            d.schemaVersion(),
            d.floor(),
            ReadMatrix.HEIGHT + 1,
            d.runs(),
            d.merges(),
            d.history());
    IndexWitness recorded = ReadMatrix.recorded(state, read.spec());
    IndexWitness witness = new IndexWitness(young, recorded.runs(), recorded.history());
    List<Digest> leaves = List.of(TreeHasher.stateLeaf(young.digest()));
    Digest root = TreeHasher.stateRoot(1, leaves.get(0));
    byte[] half = VoWriter.write(leaves, new TreeMap<>(Map.of(0, witness)));
    assertReason(
        () ->
            VerifiedState.verify(half, root, state::schema, VoLimits.DEFAULT)
                .requireExact(ReadMatrix.HEIGHT, List.of(read.spec())),
        SNAPSHOT_TOO_OLD);
  }

  /** Rows at the ends of chunks and of groups of keys. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsAProofWithoutTheRowsAtTheEdgeOfAChunkC7(Case read) {
    int edges = 0;
    for (Lacking lacking : Withholding.all(read, What.ROW, What.NEIGHBOUR, What.CHUNK)) {
      ModelIndex index = read.state().indexes().get(0);
      boolean current = lacking.run() < index.runs().size();
      boolean edge =
          lacking.what() == What.CHUNK
              || (current && atEdge(index.runs().get(lacking.run()), lacking.place()));
      if (edge) {
        edges++;
        assertRefused(read.state(), lacking.vo(), read.spec(), INCOMPLETE_RESULT);
      }
    }
    assertThat(edges).isPositive();
  }

  private static boolean atEdge(ModelRun run, long place) {
    int chunk = run.chunkAt(place);
    return place == run.chunkStart(chunk) || place + 1 == run.chunkStart(chunk + 1);
  }

  /** A proof for another height of the same state, as between two chunks of one result. */
  @ParameterizedTest
  @MethodSource(CASES)
  void rejectsTheProofForAnotherSnapshotS3C7(Case read) {
    ModelState state = read.state();
    byte[] honest = state.prove(read.spec());
    int refused = 0;
    for (ReadMatrix.Time time : ReadMatrix.Time.values()) {
      byte[] other = state.prove(new Case(read.operator(), time, read.grouped()).spec());
      if (!Arrays.equals(other, honest)) {
        refused++;
        assertRefused(state, other, read.spec(), INCOMPLETE_RESULT, MALFORMED);
      }
    }
    assertThat(refused).isPositive();
  }
}
