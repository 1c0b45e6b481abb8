package org.assaydb.benchmarks.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assaydb.ads.StateTree;
import org.assaydb.ads.WitnessSession;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Building a run, cutting proofs from it and checking them; 100,000 rows of about 150 bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class IndexBenchmark {
  private static final int BUILT_ROWS = 10_000;
  private static final int SCANNED_ROWS = 10_000;

  private SampleIndex index = SampleIndex.empty();
  private List<Entry> toBuild = List.of();
  private byte[] pointProof = new byte[0];
  private byte[] scanProof = new byte[0];
  private ReadSpec scan = index.scan(0, 1);
  private ReadSpec point = index.point(0);
  private long next;

  @Setup
  public void fill() {
    index.close();
    index = SampleIndex.filled();
    toBuild = index.entries(BUILT_ROWS);
    point = index.point(SampleIndex.ROWS / 2);
    scan = index.scan(SampleIndex.ROWS / 3, SCANNED_ROWS);
    pointProof = cut(point);
    scanProof = cut(scan);
  }

  @TearDown
  public void close() {
    index.close();
  }

  private byte[] cut(ReadSpec spec) {
    WitnessSession session = index.state().record();
    SampleIndex.drain(session.reader().read(spec), spec);
    return session.cut();
  }

  private long check(byte[] proof, ReadSpec spec) {
    VerifiedState state =
        VerifiedState.verify(proof, index.state().root(), index::schemaOf, VoLimits.DEFAULT);
    state.requireExact(1, List.of(spec));
    return SampleIndex.drain(state.reader(1).read(spec), spec);
  }

  /** Hashing, chunk encoding and RocksDB for 10,000 sorted rows. */
  @Benchmark
  public StateTree buildRunOf10000Rows() {
    return index.build(toBuild);
  }

  @Benchmark
  public byte[] cutProofOfOneRow() {
    next = (next + 7_919) % SampleIndex.ROWS;
    return cut(index.point(next));
  }

  @Benchmark
  public byte[] cutProofOf10000Rows() {
    return cut(scan);
  }

  @Benchmark
  public long checkProofOfOneRow() {
    return check(pointProof, point);
  }

  @Benchmark
  public long checkProofOf10000Rows() {
    return check(scanProof, scan);
  }
}
