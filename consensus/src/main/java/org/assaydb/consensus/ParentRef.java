package org.assaydb.consensus;

import org.assaydb.proofs.hash.Digest;

/**
 * A notarised and applied block that the next one is built on; height 0 is the genesis, whose hash
 * is the chain id.
 */
public record ParentRef(long height, long slot, Digest hash, long timeMs) {}
