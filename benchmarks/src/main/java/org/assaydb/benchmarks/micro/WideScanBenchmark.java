package org.assaydb.benchmarks.micro;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assaydb.ads.WitnessSession;
import org.assaydb.benchmarks.proofs.ProofTables;
import org.assaydb.benchmarks.proofs.Reading;
import org.assaydb.benchmarks.store.BenchTable;
import org.assaydb.benchmarks.store.ScratchStore;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Scan of 2 of 25 columns (a time and an amount), 10,000 of 100,000 rows in chunks of 1,024: time a
 * row. Checking is verification, exact replay and reading every value.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WideScanBenchmark {
  private static final int ROWS = 100_000;
  private static final int SCANNED = 10_000;
  private static final List<Integer> COLUMNS = List.of(5, 7);

  private final BenchTable table = ProofTables.wide();
  private final ReadSpec scan =
      new ReadSpec.Scan(
          table.index(),
          COLUMNS,
          2,
          List.of(new KeyRange(table.key(ROWS / 3), table.key(ROWS / 3 + SCANNED))),
          false,
          Long.MAX_VALUE);
  private @Nullable ScratchStore store;
  private byte[] proof = new byte[0];

  @Setup
  public void fill() throws IOException {
    ScratchStore filled = ScratchStore.open();
    store = filled;
    filled.create(List.of(table.schema()));
    filled.apply(Map.of(table.index(), table.inserts(0, ROWS, filled.height() + 1)));
    proof = cut(filled);
  }

  @TearDown
  public void close() {
    if (store != null) {
      store.close();
    }
  }

  private ScratchStore store() {
    if (store == null) {
      throw new IllegalStateException("not set up");
    }
    return store;
  }

  private byte[] cut(ScratchStore from) {
    WitnessSession session = from.state().record();
    Reading.run(session.reader(), scan);
    return session.cut();
  }

  @Benchmark
  @OperationsPerInvocation(SCANNED)
  public byte[] cutARowOf2Of25Columns() {
    return cut(store());
  }

  @Benchmark
  @OperationsPerInvocation(SCANNED)
  public long checkARowOf2Of25Columns() {
    VerifiedState verified =
        VerifiedState.verify(proof, store().state().root(), store()::schemaOf, VoLimits.DEFAULT);
    verified.requireExact(store().height(), List.of(scan));
    return Reading.run(verified.reader(store().height()), scan);
  }
}
