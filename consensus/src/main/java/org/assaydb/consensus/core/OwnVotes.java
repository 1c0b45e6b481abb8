package org.assaydb.consensus.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.Vote;

/** What this validator has signed above the final block, and what it has asked to sign. */
final class OwnVotes {
  private record Asked(long slot, HashTag kind) {}

  private final TreeMap<Long, List<Vote>> signed = new TreeMap<>();
  private final Set<Asked> asked = new HashSet<>();

  /** Notes that a statement is to be signed; false when one of its kind and slot was before. */
  boolean ask(Statement statement) {
    return asked.add(new Asked(statement.slot(), statement.tag()));
  }

  boolean wasAsked(long slot, HashTag kind) {
    return asked.contains(new Asked(slot, kind));
  }

  /** Takes a vote that is synced. */
  void add(Vote vote) {
    ask(vote.statement());
    List<Vote> votes = signed.computeIfAbsent(vote.statement().slot(), s -> new ArrayList<>());
    if (votes.stream().noneMatch(v -> v.statement().equals(vote.statement()))) {
      votes.add(vote);
    }
  }

  /** Votes of a slot and later ones, by slot. */
  List<Vote> from(long slot) {
    List<Vote> votes = new ArrayList<>();
    signed.tailMap(slot, true).values().forEach(votes::addAll);
    return votes;
  }

  void forgetThrough(long slot) {
    signed.headMap(slot, true).clear();
    asked.removeIf(a -> a.slot() <= slot);
  }
}
