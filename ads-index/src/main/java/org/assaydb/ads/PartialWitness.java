package org.assaydb.ads;

import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.jspecify.annotations.Nullable;

/**
 * The first reads of a request, as many as a budget allows, proved together. A first read that is
 * too long for it alone is cut in two, and the part {@linkplain ReadSpec.Ranged#before before} the
 * bound is proved. The client asks again for the rest.
 *
 * @param specs number of reads that it covers, at least one
 * @param bound where the only read was cut; null when all are covered whole
 */
public record PartialWitness(int specs, @Nullable Key bound, byte[] verificationObject) {
  /** As much as the longest answer has: a good bound for what a request may open. */
  public static final long MOST_BYTES = 64 << 20;

  /**
   * Reads a state.
   *
   * @param specs at least one
   * @param runBytes what they may open of each run, in estimated bytes of proof; less when an index
   *     has so many runs that all of them would come near the most
   * @param mostBytes what all reads may open, those too that cannot be cut
   * @param memory told what the reads are about to open, all in all
   * @throws ReadTooLargeException for a read that cannot be cut
   * @throws org.assaydb.proofs.VerificationException for a read that the index does not offer
   */
  public static PartialWitness of(
      StateTree state, List<ReadSpec> specs, long runBytes, long mostBytes, Reservation memory) {
    List<ReadSpec> tried = specs;
    Key bound = null;
    while (true) {
      ReadBudget budget = new ReadBudget(runBytes, mostBytes, memory);
      WitnessSession session = state.record(budget);
      int read = 0;
      try {
        for (ReadSpec spec : tried) {
          budget.begin(spec);
          session.reader().readThrough(spec);
          read++;
        }
        return new PartialWitness(read, bound, session.cut());
      } catch (ReadBudget.Spent spent) {
        // What was read in vain is recorded: begin anew.
        if (read > 0) {
          tried = tried.subList(0, read);
        } else {
          bound = spent.bound();
          tried = List.of(((ReadSpec.Ranged) tried.get(0)).before(bound));
        }
      }
    }
  }
}
