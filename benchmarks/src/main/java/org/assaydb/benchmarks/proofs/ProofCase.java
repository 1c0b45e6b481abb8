package org.assaydb.benchmarks.proofs;

import java.util.Random;
import org.assaydb.benchmarks.store.BenchTable;
import org.assaydb.proofs.read.ReadSpec;

/**
 * One shape of read.
 *
 * @param variants different reads of the shape that are measured in turn
 * @param rows rows that one read returns; 0 when that says nothing
 */
record ProofCase(String name, BenchTable table, int variants, int rows, Reads reads) {
  /** Makes reads of the shape. */
  @FunctionalInterface
  interface Reads {
    ReadSpec at(long height, Random random);
  }
}
