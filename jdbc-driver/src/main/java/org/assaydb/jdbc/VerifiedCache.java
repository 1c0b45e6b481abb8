package org.assaydb.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.assaydb.proofs.BoundedMap;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Verified answers that outlive their statements, within a budget of memory; shared by the
 * connections of one client. An answer is kept under the descriptors of its indexes, which name all
 * their runs by root: it serves a later state whose certified descriptor of the index is the same,
 * and no other. What a statement uses it takes out, and gives back when it is done, because a
 * verified object serves one thread. Thread safe.
 */
final class VerifiedCache {
  private static final int MAX_STATES = 64;

  /** Shorter answers cost no more to fetch than their descriptors: nothing is asked for them. */
  private static final int WORTH_ASKING_BYTES = 8192;

  /** Stands for the height of the state that is read. */
  private static final long NEWEST = -1;

  /**
   * A read of an index as it is.
   *
   * @param spec its height is {@link #NEWEST}, or below that of the state
   */
  private record Place(ReadSpec spec, IndexDescriptor descriptor) {}

  /** An answer to some reads; itself alone is equal to it. */
  private static final class Entry {
    final FetchingReader.Fetched answer;
    final List<Place> places;
    final long bytes;

    Entry(FetchingReader.Fetched answer, List<Place> places, long bytes) {
      this.answer = answer;
      this.places = places;
      this.bytes = bytes;
    }

    boolean isWorthAsking() {
      return answer.sizeBytes() >= WORTH_ASKING_BYTES;
    }
  }

  /**
   * An answer that was taken out.
   *
   * @param specs the reads that it answers in the state that it was asked for
   */
  record Taken(FetchingReader.Fetched answer, List<ReadSpec> specs) {}

  private final Map<Place, Entry> places = new HashMap<>();

  /** The one that was used longest ago comes first. */
  private final Set<Entry> entries = new LinkedHashSet<>();

  /** How many answers that are worth asking for there are to a read. */
  private final Map<ReadSpec, Integer> reads = new HashMap<>();

  /** Bytes that statements hold and will give; a statement that nobody closes is forgotten. */
  private final Map<Answers, Long> lent = new WeakHashMap<>();

  /** Descriptors that were proved, by state root. */
  private final Map<Digest, Map<IndexId, IndexDescriptor>> states = BoundedMap.byAge(MAX_STATES);

  private long budgetBytes;
  private long bytes;

  /** A connection's budget: the largest counts. */
  synchronized void allow(long budget) {
    budgetBytes = Math.max(budgetBytes, budget);
  }

  /** The read at the height of a state, whichever that is; reads of the past stay what they are. */
  private static ReadSpec normal(ReadSpec spec, long stateHeight) {
    return spec.snapshotHeight() == stateHeight ? spec.at(NEWEST) : spec;
  }

  /** Whether a long answer to a read is kept, for some state of its index. */
  synchronized boolean knows(ReadSpec spec, long stateHeight) {
    return reads.containsKey(normal(spec, stateHeight));
  }

  /** The certified descriptor of an index in a state; null when it was not seen. */
  synchronized @Nullable IndexDescriptor descriptor(Digest stateRoot, IndexId index) {
    Map<IndexId, IndexDescriptor> known = states.get(stateRoot);
    return known == null ? null : known.get(index);
  }

  /** Notes descriptors of a state that were proved. */
  synchronized void learn(Digest stateRoot, List<IndexDescriptor> proved) {
    Map<IndexId, IndexDescriptor> known = states.computeIfAbsent(stateRoot, r -> new HashMap<>());
    proved.forEach(descriptor -> known.put(descriptor.id(), descriptor));
  }

  /** Whether {@link #take} would find an answer. */
  synchronized boolean has(ReadSpec spec, Digest stateRoot, long stateHeight) {
    IndexDescriptor descriptor = descriptor(stateRoot, spec.index());
    return descriptor != null
        && places.containsKey(new Place(normal(spec, stateHeight), descriptor));
  }

  /**
   * Takes the answer to a read out, for one statement; null when there is none for a state in which
   * the index has the descriptor that was proved.
   */
  synchronized @Nullable Taken take(ReadSpec spec, Digest stateRoot, long stateHeight) {
    IndexDescriptor descriptor = descriptor(stateRoot, spec.index());
    Entry entry =
        descriptor == null ? null : places.get(new Place(normal(spec, stateHeight), descriptor));
    if (entry == null) {
      return null;
    }
    remove(entry);
    List<ReadSpec> specs = new ArrayList<>();
    for (Place place : entry.places) {
      boolean same = place.descriptor.equals(descriptor(stateRoot, place.spec.index()));
      boolean newest = place.spec.snapshotHeight() == NEWEST;
      if (same) {
        specs.add(newest ? place.spec.at(stateHeight) : place.spec);
      }
    }
    return new Taken(entry.answer, specs);
  }

  /**
   * Keeps an answer, unless it is too large.
   *
   * @param specs that it answers, at the height of the state
   */
  synchronized void give(FetchingReader.Fetched answer, Set<ReadSpec> specs, long stateHeight) {
    Map<IndexId, IndexDescriptor> shown = new HashMap<>();
    answer.state().descriptors().forEach(descriptor -> shown.put(descriptor.id(), descriptor));
    List<Place> kept = new ArrayList<>();
    for (ReadSpec spec : specs) {
      IndexDescriptor descriptor = shown.get(spec.index());
      if (descriptor != null && !(spec instanceof ReadSpec.History)) {
        kept.add(new Place(normal(spec, stateHeight), descriptor));
      }
    }
    long size = bytesOf(answer);
    if (kept.isEmpty() || size > budgetBytes) {
      return;
    }
    for (Place place : kept) {
      Entry before = places.get(place);
      if (before != null) {
        remove(before);
      }
    }
    Entry entry = new Entry(answer, List.copyOf(kept), size);
    kept.forEach(
        place -> {
          places.put(place, entry);
          if (entry.isWorthAsking()) {
            reads.merge(place.spec, 1, Integer::sum);
          }
        });
    entries.add(entry);
    bytes += size;
    makeRoom();
  }

  private void makeRoom() {
    long lentBytes = lentBytes();
    while (bytes + lentBytes > budgetBytes && !entries.isEmpty()) {
      remove(entries.iterator().next());
    }
  }

  private long lentBytes() {
    return lent.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Lets a statement hold answers that it has passed, as part of the budget.
   *
   * @return false when other statements hold all of it
   */
  synchronized boolean lend(Answers statement, long more) {
    if (lentBytes() + more > budgetBytes) {
      return false;
    }
    lent.merge(statement, more, Long::sum);
    makeRoom();
    return true;
  }

  /** The statement holds nothing any more. */
  synchronized void takeBack(Answers statement) {
    lent.remove(statement);
  }

  private void remove(Entry entry) {
    entries.remove(entry);
    bytes -= entry.bytes;
    for (Place place : entry.places) {
      places.remove(place);
      if (entry.isWorthAsking()) {
        reads.computeIfPresent(place.spec, (spec, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  /** What an answer takes of the budget. */
  static long bytesOf(FetchingReader.Fetched answer) {
    return answer.sizeBytes() + answer.state().memoryBytes();
  }
}
