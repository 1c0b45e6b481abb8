package org.assaydb.benchmarks.micro;

import java.math.BigDecimal;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.ColumnVector;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encoding and decoding one column of a chunk of 1,024 rows, every 16th value NULL. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ColumnBenchmark {
  private static final int ROWS = 1_024;

  @Param({"BIGINT", "DECIMAL", "VARCHAR"})
  public Kind kind = Kind.BIGINT;

  private ColumnType type = ColumnType.of(Kind.BIGINT);
  private byte[] encoded = new byte[0];
  private final @Nullable Object[] values = new @Nullable Object[ROWS];

  @Setup
  public void encode() {
    type =
        switch (kind) {
          case DECIMAL -> ColumnType.decimal(12, 2);
          case VARCHAR -> ColumnType.of(kind, 100);
          default -> ColumnType.of(kind);
        };
    Random random = new Random(1);
    for (int i = 0; i < ROWS; i++) {
      values[i] = i % 16 == 0 ? null : value(random);
    }
    encoded = ColumnCodec.encodeValues(type, values);
  }

  @Benchmark
  public byte[] encode1024Values() {
    return ColumnCodec.encodeValues(type, values);
  }

  private Object value(Random random) {
    return switch (kind) {
      case DECIMAL -> BigDecimal.valueOf(random.nextInt(1_000_000), 2);
      case VARCHAR -> "text " + random.nextInt();
      default -> random.nextLong();
    };
  }

  @Benchmark
  public ColumnVector decode1024Values() {
    return ColumnCodec.decodeValues(type, encoded, 0, encoded.length, ROWS);
  }
}
