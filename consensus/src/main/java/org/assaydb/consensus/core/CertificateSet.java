package org.assaydb.consensus.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Statement;

/**
 * The valid certificates of slots above the final block. A slot is decided once there is one for
 * it, or a final one of a later slot.
 */
final class CertificateSet {
  private final TreeMap<Long, Certificate> notarised = new TreeMap<>();
  private final TreeMap<Long, Certificate> skips = new TreeMap<>();
  private final Map<Digest, Certificate> finals = new HashMap<>();
  private long through;
  private long finalSlot;

  /** Takes a certificate; false when nothing is new about it. */
  boolean add(Certificate certificate) {
    Statement statement = certificate.statement();
    long slot = statement.slot();
    if (slot <= through) {
      return false;
    }
    if (statement instanceof Statement.Final) {
      finalSlot = Math.max(finalSlot, slot);
      return finals.putIfAbsent(subject(certificate), certificate) == null;
    }
    Map<Long, Certificate> kind = statement instanceof Statement.Skip ? skips : notarised;
    return kind.putIfAbsent(slot, certificate) == null;
  }

  /** Whether there is a certificate of this very statement, or it is final already. */
  boolean holds(Statement statement) {
    long slot = statement.slot();
    Certificate known =
        statement instanceof Statement.Skip
            ? skips.get(slot)
            : statement instanceof Statement.Notar
                ? notarised.get(slot)
                : finals.get(((Statement.Final) statement).headerHash());
    return slot <= through || (known != null && known.statement().equals(statement));
  }

  boolean isDecided(long slot) {
    return slot <= finalSlot || notarised.containsKey(slot) || skips.containsKey(slot);
  }

  boolean isNotarised(long slot) {
    return notarised.containsKey(slot);
  }

  boolean isSkipped(long slot) {
    return skips.containsKey(slot);
  }

  /** The newest slot of which there is a certificate; 0 without any. */
  long newestSlot() {
    return Math.max(finalSlot, Math.max(lastKey(notarised), lastKey(skips)));
  }

  /** The first slot above {@code from} without a skip certificate. */
  long firstNotSkipped(long from) {
    long slot = from + 1;
    while (skips.containsKey(slot)) {
      slot++;
    }
    return slot;
  }

  /** Slots up to and including this one are forgotten. */
  long through() {
    return through;
  }

  /** Whether a quorum said this of the block, or final of it. */
  boolean isCertified(Digest hash) {
    return finals.containsKey(hash)
        || notarised.values().stream().anyMatch(c -> hash.equals(subject(c)));
  }

  /** Whether there is a skip certificate for every slot above {@code from} and below {@code to}. */
  boolean areSkipped(long from, long to) {
    return skips.subMap(from, false, to, false).size() == to - from - 1;
  }

  /** The newest notarisation of a slot below {@code slot}. */
  Optional<Certificate> newestNotarised(long slot) {
    return Optional.ofNullable(notarised.lowerEntry(slot)).map(Map.Entry::getValue);
  }

  Collection<Certificate> notarised() {
    return List.copyOf(notarised.values());
  }

  Collection<Certificate> finals() {
    return finals.values();
  }

  /** The oldest final certificate. */
  Optional<Certificate> oldestFinal() {
    Certificate oldest = null;
    for (Certificate certificate : finals.values()) {
      if (oldest == null || certificate.statement().slot() < oldest.statement().slot()) {
        oldest = certificate;
      }
    }
    return Optional.ofNullable(oldest);
  }

  /** At most {@code most} certificates of a slot and later ones, by slot; then the final ones. */
  List<Certificate> from(long slot, int most) {
    List<Certificate> found = new ArrayList<>();
    long last = Math.max(lastKey(notarised), lastKey(skips));
    for (long s = Math.max(slot, through + 1); s <= last && found.size() < most; s++) {
      if (skips.containsKey(s)) {
        found.add(skips.get(s));
      }
      if (notarised.containsKey(s)) {
        found.add(notarised.get(s));
      }
    }
    finals.values().stream().filter(c -> c.statement().slot() >= slot).forEach(found::add);
    return found.subList(0, Math.min(most, found.size()));
  }

  private static long lastKey(TreeMap<Long, Certificate> of) {
    return of.isEmpty() ? 0 : of.lastKey();
  }

  void forgetFinals(long slot) {
    finals.values().removeIf(c -> c.statement().slot() <= slot);
  }

  /** Slots up to and including this one are final. */
  void forget(long slot) {
    through = Math.max(through, slot);
    notarised.headMap(slot, true).clear();
    skips.headMap(slot, true).clear();
    forgetFinals(slot);
  }

  /** The block that a notarisation or final certificate names. */
  static Digest subject(Certificate certificate) {
    Digest hash = certificate.statement().subject();
    if (hash == null) {
      throw new IllegalStateException("a skip certificate names no block");
    }
    return hash;
  }
}
