package org.assaydb.consensus;

import org.assaydb.proofs.ledger.BlockHeader;

/** What the application built: the header is hashed and signed by the node, the body is opaque. */
public record ProposedBlock(BlockHeader header, byte[] body) {}
