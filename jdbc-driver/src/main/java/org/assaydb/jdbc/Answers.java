package org.assaydb.jdbc;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.assaydb.jdbc.FetchingReader.Fetched;
import org.assaydb.proofs.read.ReadSpec;
import org.jspecify.annotations.Nullable;

/**
 * The verified answers that one statement has at hand. Of a read in pages the one that is read is
 * kept; those that were passed as far as there is a cache to give them to. Not thread safe.
 */
final class Answers {
  /** Verified objects kept for repeated reads. */
  private static final int MOST = 256;

  private final Map<ReadSpec, Fetched> current = new HashMap<>();
  private final Map<ReadSpec, Fetched> passed = new HashMap<>();

  @Nullable Fetched get(ReadSpec spec) {
    Fetched answer = current.get(spec);
    return answer == null ? passed.get(spec) : answer;
  }

  void put(ReadSpec spec, Fetched answer) {
    current.put(spec, answer);
  }

  /** Forgets answers when there are many: one answer can serve many reads. */
  void makeRoom() {
    if (current.size() >= MOST && current.values().stream().distinct().count() >= MOST) {
      current.clear();
    }
  }

  /** Puts a page aside, as far as the budget goes. */
  void pass(ReadSpec page, @Nullable VerifiedCache cache) {
    Fetched answer = current.remove(page);
    if (answer != null && cache != null && cache.lend(this, VerifiedCache.bytesOf(answer))) {
      passed.put(page, answer);
    }
  }

  /** Different answers with the reads that each is for. */
  Map<Fetched, Set<ReadSpec>> all() {
    Map<Fetched, Set<ReadSpec>> all = new IdentityHashMap<>();
    passed.forEach((spec, a) -> all.computeIfAbsent(a, f -> new LinkedHashSet<>()).add(spec));
    current.forEach((spec, a) -> all.computeIfAbsent(a, f -> new LinkedHashSet<>()).add(spec));
    return all;
  }
}
