package org.assaydb.benchmarks.micro;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One tagged SHA-256. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HashingBenchmark {
  @Param({"64", "1024", "65536"})
  public int sizeBytes;

  private byte[] input = new byte[0];

  @Setup
  public void fill() {
    input = new byte[sizeBytes];
    new Random(1).nextBytes(input);
  }

  @Benchmark
  public Digest hash() {
    return Sha256.of(HashTag.VALUE, input);
  }
}
