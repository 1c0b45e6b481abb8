package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * A merge that is under way: at its install height one run takes the place of its inputs. They stay
 * readable until then.
 *
 * <p>Encoding: all fields as varints, in order.
 *
 * @param older number of runs older than the oldest input
 * @param inputs number of inputs, consecutive runs
 * @param tier of the result
 * @param startHeight block at whose end it was decided
 * @param installHeight block at whose end the result takes the place of the inputs
 */
public record MergeDescriptor(
    int older, int inputs, int tier, long startHeight, long installHeight) {

  public void encode(ByteWriter out) {
    out.varint(older).varint(inputs).varint(tier).varint(startHeight).varint(installHeight);
  }

  /** Decodes hostile bytes; {@code runs} is the number of runs of the index. */
  public static MergeDescriptor decode(ByteReader in, int runs) {
    int older = in.varintAtMost(runs, "older runs");
    int inputs = in.varintAtMost(runs - older, "inputs of a merge");
    int tier = in.varintAtMost(RunDescriptor.MAX_TIER, "tier");
    long start = in.varintNonNegative("start height");
    long install = in.varintNonNegative("install height");
    require(inputs > 0 && start < install, MALFORMED, "pending merge");
    return new MergeDescriptor(older, inputs, tier, start, install);
  }
}
