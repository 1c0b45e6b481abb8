package org.assaydb.proofs.tree;

import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Version;

/**
 * What a node says of all entries below it; bound by the parent together with the node's digest.
 *
 * <p>Encoding: count (varint, at least 1), live (zigzag), minimum version (varint of packed),
 * maximum minus minimum version (varint).
 *
 * @param count physical entries, at least 1
 * @param live sum of the live deltas
 */
public record Summary(long count, long live, Version minVersion, Version maxVersion) {
  public static Summary of(Entry entry) {
    return new Summary(1, entry.kind().liveDelta(), entry.version(), entry.version());
  }

  public Summary plus(Summary other) {
    return new Summary(
        Math.addExact(count, other.count),
        Math.addExact(live, other.live),
        minVersion.compareTo(other.minVersion) <= 0 ? minVersion : other.minVersion,
        maxVersion.compareTo(other.maxVersion) >= 0 ? maxVersion : other.maxVersion);
  }

  public void encode(ByteWriter out) {
    out.varint(count).zigzag(live).varint(minVersion.packed());
    out.varint(maxVersion.packed() - minVersion.packed());
  }

  public static Summary decode(ByteReader in) {
    long count = in.varintNonNegative("entry count");
    VerificationException.require(
        count >= 1 && count <= RunDescriptor.MAX_ENTRIES, RejectReason.MALFORMED, "entry count");
    long live = in.zigzag();
    long min = in.varintNonNegative("version");
    long span = in.varintNonNegative("version span");
    VerificationException.require(
        live >= -count && live <= count && min + span >= min, RejectReason.MALFORMED, "summary");
    return new Summary(count, live, new Version(min), new Version(min + span));
  }
}
