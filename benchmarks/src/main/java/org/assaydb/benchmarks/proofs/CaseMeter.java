package org.assaydb.benchmarks.proofs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.ads.StateTree;
import org.assaydb.ads.WitnessSession;
import org.assaydb.benchmarks.store.ScratchStore;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;

/**
 * Measures a case on one thread: first the replica's part, then the driver's, each warmed up, with
 * the reads of the case in turn. The time of one hash just then tells how fast the machine was.
 */
final class CaseMeter {
  private static final int LEAST_SAMPLES = 31;
  private static final int MOST_SAMPLES = 200_000;

  /** Bytes that an inner node of a tree of rows hashes, in two blocks of SHA-256. */
  private static final int NODE_BYTES = 85;

  private static final int HASHES = 64;

  private final ScratchStore store;
  private final long phaseNanos;
  private final Sha256 hasher = Sha256.get();
  private final byte[] node = new byte[NODE_BYTES];

  /**
   * @param phaseMs length of warming up, and of measuring, each part of a case
   */
  CaseMeter(ScratchStore store, long phaseMs) {
    this.store = store;
    this.phaseNanos = phaseMs * 1_000_000;
  }

  /** A read with its proof. */
  private record Proved(ReadSpec spec, byte[] vo) {}

  private interface Step {
    long run(int variant);
  }

  CaseFigures measure(ProofCase proofCase, String stateName) {
    StateTree state = store.state();
    List<Proved> proved = prepare(proofCase, state);
    double server = median(proved.size(), phaseNanos, i -> cut(state, proved.get(i).spec()).length);
    double verify = median(proved.size(), phaseNanos, i -> check(state, proved.get(i)));
    double hashes = median(1, phaseNanos / 10, i -> hash());
    IndexDescriptor descriptor = state.index(proofCase.table().index()).orElseThrow().descriptor();
    int[] runBytes = new int[proved.size()];
    int[] stateBytes = new int[proved.size()];
    int leaf = 0;
    for (int i = 0; i < runBytes.length; i++) {
      int ordinal = store.schemas().indexOf(proofCase.table().schema());
      VoParts parts = VoParts.of(proved.get(i).vo(), descriptor, ordinal, store.schemas().size());
      runBytes[i] = parts.runBytes();
      stateBytes[i] = parts.stateBytes() + parts.descriptorBytes();
      leaf = parts.descriptorBytes();
    }
    return new CaseFigures(
        proofCase.name(),
        stateName,
        descriptor.runs().size(),
        proofCase.rows(),
        median(runBytes),
        median(stateBytes),
        leaf,
        server,
        verify,
        hashes * 1000 / HASHES);
  }

  private long hash() {
    for (int i = 0; i < HASHES; i++) {
      hasher.hashTagged(node, node.length, node, 1);
    }
    return node[1];
  }

  /** All reads with their proofs; both sides must get the same answer. */
  private List<Proved> prepare(ProofCase proofCase, StateTree state) {
    Random random = new Random(1);
    List<Proved> proved = new ArrayList<>();
    for (int i = 0; i < proofCase.variants(); i++) {
      ReadSpec spec = proofCase.reads().at(state.height(), random);
      Proved one = new Proved(spec, cut(state, spec));
      IndexReader verified = verified(state, one);
      if (!Reading.answer(verified, spec).equals(Reading.answer(state.reader(), spec))) {
        throw new IllegalStateException(proofCase.name() + ": replay and store differ");
      }
      proved.add(one);
    }
    return proved;
  }

  /** As a replica does it, but for the budget: a case is one object. */
  private static byte[] cut(StateTree state, ReadSpec spec) {
    WitnessSession session = state.record();
    session.reader().readThrough(spec);
    return session.cut();
  }

  private long check(StateTree state, Proved proved) {
    return Reading.run(verified(state, proved), proved.spec());
  }

  private IndexReader verified(StateTree state, Proved proved) {
    VerifiedState verified =
        VerifiedState.verify(proved.vo(), state.root(), store::schemaOf, VoLimits.DEFAULT);
    verified.requireExact(state.height(), List.of(proved.spec()));
    return verified.reader(state.height());
  }

  /** In microseconds. */
  private double median(int variants, long phaseNanos, Step step) {
    long consumed = 0;
    long start = System.nanoTime();
    for (int i = 0; System.nanoTime() - start < phaseNanos || i < variants; i++) {
      consumed += step.run(i % variants);
    }
    long[] nanos = new long[MOST_SAMPLES];
    int samples = 0;
    start = System.nanoTime();
    long before = start;
    while (samples < MOST_SAMPLES && (samples < LEAST_SAMPLES || before - start < phaseNanos)) {
      consumed += step.run(samples % variants);
      long after = System.nanoTime();
      nanos[samples++] = after - before;
      before = after;
    }
    sink = consumed;
    Arrays.sort(nanos, 0, samples);
    return nanos[samples / 2] / 1000.0;
  }

  /** Keeps results alive. */
  private volatile long sink;

  long sink() {
    return sink;
  }

  private static int median(int[] values) {
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
