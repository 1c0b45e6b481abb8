package org.assaydb.consensus.node;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.Vote;

/**
 * Sees all votes of honest validators, and holds that none is for a block whose justification
 * cannot exist: there must be enough of them, with those who sign anything, for a notarisation of
 * the parent and for a skip certificate of each slot since.
 */
final class JustifiedVotes {
  private final Genesis genesis;
  private final int faults;
  private final Map<Digest, BlockHeader> headers = new HashMap<>();
  private final Map<Statement, Set<Integer>> voters = new HashMap<>();

  /** {@code faults}: seats whose votes are not seen. */
  JustifiedVotes(Genesis genesis, int faults) {
    this.genesis = genesis;
    this.faults = faults;
  }

  /** A block is stored, as it must be before somebody votes for it. */
  void stored(BlockHeader header) {
    headers.putIfAbsent(header.hash(), header);
  }

  /** Takes the vote of an honest seat; what is wrong with it, if anything is. */
  Optional<String> voted(int seat, Vote vote) {
    Statement statement = vote.statement();
    voters.computeIfAbsent(statement, s -> new HashSet<>()).add(seat);
    if (!(statement instanceof Statement.Notar notar)) {
      return Optional.empty();
    }
    BlockHeader header = headers.get(notar.headerHash());
    if (header == null) {
      return Optional.of(seat + " votes for a block that is nowhere stored");
    }
    return parentSlot(header)
        .map(slot -> gap(header, slot))
        .orElse(Optional.of(seat + " votes for a block on a parent that is not certified"));
  }

  /** Empty when the parent cannot have been notarised. */
  private Optional<Long> parentSlot(BlockHeader header) {
    if (header.parentHash().equals(genesis.chainId())) {
      return Optional.of(0L);
    }
    return Optional.ofNullable(headers.get(header.parentHash()))
        .filter(p -> isCertifiable(new Statement.Notar(0, p.slot(), p.hash())))
        .map(BlockHeader::slot);
  }

  private Optional<String> gap(BlockHeader header, long parentSlot) {
    for (long slot = parentSlot + 1; slot < header.slot(); slot++) {
      if (!isCertifiable(new Statement.Skip(0, slot))) {
        return Optional.of("a vote for a block that jumps over slot " + slot);
      }
    }
    return Optional.empty();
  }

  private boolean isCertifiable(Statement statement) {
    int honest = voters.getOrDefault(statement, Set.of()).size();
    return honest + faults >= genesis.validators().quorum();
  }
}
