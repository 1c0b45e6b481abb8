package org.assaydb.proofs.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.MemoryRun;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.prove.RunSource;
import org.assaydb.proofs.vo.prove.VoWriter;
import org.assaydb.proofs.vo.prove.WitnessRun;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;

/**
 * A state of model indexes that proves reads as an honest replica does.
 *
 * @param indexes by ascending id
 */
public record ModelState(long height, List<ModelIndex> indexes) {
  public ModelState {
    indexes = List.copyOf(indexes);
  }

  public List<Digest> leaves() {
    return indexes.stream().map(i -> TreeHasher.stateLeaf(i.descriptor().digest())).toList();
  }

  public Digest root() {
    return TreeHasher.stateRoot(indexes.size(), new RfcTree(HashTag.STATE_NODE).root(leaves()));
  }

  public Optional<IndexSchema> schema(IndexId id) {
    return indexes.stream().map(ModelIndex::schema).filter(s -> s.id().equals(id)).findFirst();
  }

  /** The verification object of an honest replica for these reads. */
  public byte[] prove(ReadSpec... specs) {
    TreeMap<Integer, IndexWitness> shown = new TreeMap<>();
    RunReader reader = new RunReader(height, id -> record(id, shown));
    for (ReadSpec spec : specs) {
      reader.readThrough(spec);
    }
    return VoWriter.write(leaves(), shown);
  }

  /** Reads what a verification object shows, which must be exactly what these reads open. */
  public RunReader verified(byte[] vo, ReadSpec... specs) {
    VerifiedState verified = VerifiedState.verify(vo, root(), this::schema, VoLimits.DEFAULT);
    verified.requireExact(height, List.of(specs));
    return verified.reader(height);
  }

  private IndexRuns record(IndexId id, TreeMap<Integer, IndexWitness> shown) {
    for (int i = 0; i < indexes.size(); i++) {
      ModelIndex index = indexes.get(i);
      if (index.schema().id().equals(id)) {
        IndexWitness witness = shown.computeIfAbsent(i, o -> witness(index));
        return views(index, witness);
      }
    }
    throw new IllegalArgumentException("no index " + id);
  }

  /** An index whose reads are noted in a witness. */
  public static IndexRuns views(ModelIndex index, IndexWitness witness) {
    List<RunView> runs = List.copyOf(witness.runs());
    return new IndexRuns(index.schema(), witness.descriptor(), runs, witness::openHistory);
  }

  /** A witness of an index that nothing was read from yet. */
  public static IndexWitness witness(ModelIndex index) {
    return witness(index, run -> run);
  }

  /**
   * A witness that is cut from something else than what was read.
   *
   * @param sources by the true run
   */
  public static IndexWitness witness(ModelIndex index, Function<ModelRun, RunSource> sources) {
    List<WitnessRun> runs = new ArrayList<>();
    index.runs().forEach(run -> runs.add(witness(index.schema(), run, sources)));
    List<IndexWitness.History> history = new ArrayList<>();
    for (ModelIndex.History old : index.history()) {
      WitnessRun run = witness(index.schema(), old.run(), sources);
      history.add(new IndexWitness.History(old.descriptor(), run));
    }
    return new IndexWitness(index.descriptor(), runs, history);
  }

  private static WitnessRun witness(
      IndexSchema schema, ModelRun run, Function<ModelRun, RunSource> sources) {
    MemoryRun view = new MemoryRun(schema, run.entries());
    return new WitnessRun(view, sources.apply(run), schema.valueTypes().size());
  }
}
