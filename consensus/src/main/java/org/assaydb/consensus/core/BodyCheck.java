package org.assaydb.consensus.core;

import org.assaydb.proofs.ledger.BlockHeader;

/** Whether a body is the one that a header names; depends on nothing else. */
@FunctionalInterface
public interface BodyCheck {
  boolean belongs(BlockHeader header, byte[] body);
}
