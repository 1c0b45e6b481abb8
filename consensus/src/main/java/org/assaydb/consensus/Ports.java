package org.assaydb.consensus;

/**
 * What one validator works with: the state machine above consensus, its disk and the network. The
 * stores belong to who made them.
 */
public record Ports(
    Application application,
    BlockStore blocks,
    VoteLog votes,
    EvidenceLog evidence,
    Transport transport) {}
