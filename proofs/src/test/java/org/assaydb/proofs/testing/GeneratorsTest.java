package org.assaydb.proofs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.tree.Entry;
import org.junit.jupiter.api.Test;

/** What random tests are to meet is really made, with the seeds that they use. */
class GeneratorsTest {
  private static final List<String> EDGES =
      List.of(
          "empty index",
          "run of one row",
          "run of 2^k - 1 rows",
          "run of 2^k rows",
          "run of 2^k + 1 rows",
          "several runs",
          "several versions of a key in a run",
          "a key in several runs",
          "equal values under two keys",
          "key that another one starts with",
          "NULL",
          "no value but NULL in a column",
          "DELETE",
          "range from the first key",
          "range to the last key",
          "range behind the last key",
          "range from a prefix",
          "range of all",
          "no range",
          "ranges that touch",
          "limit 0",
          "limit 1",
          "snapshot before the first version");

  private final Set<String> met = new TreeSet<>();

  private void meet(boolean condition, String edge) {
    assertThat(EDGES).contains(edge);
    if (condition) {
      met.add(edge);
    }
  }

  @Test
  void theReadsOfSummaryTestsMeetEveryEdge() {
    // As SummaryReadTest and VerifiedSummaryReadTest make them.
    for (int seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      for (int round = 0; round < 12; round++) {
        SummaryTable table = SummaryTable.random(random, 300);
        for (int i = 0; i < 2; i++) {
          ModelIndex index =
              table.index(i == 0 ? SummaryTable.PRIMARY : SummaryTable.SECONDARY, 64);
          meetIndex(index);
          SpecGenerator specs = new SpecGenerator(random, table, index);
          for (int j = 0; j < 25; j++) {
            meetSpec(index, specs.next());
          }
        }
      }
    }
    assertThat(met).containsExactlyInAnyOrderElementsOf(EDGES);
  }

  private void meetIndex(ModelIndex index) {
    meet(index.runs().isEmpty(), "empty index");
    meet(index.runs().size() > 1, "several runs");
    Set<Key> older = new TreeSet<>();
    for (ModelRun run : index.runs()) {
      int rows = run.entries().size();
      meet(rows == 1, "run of one row");
      meet(rows > 3 && Integer.bitCount(rows + 1) == 1, "run of 2^k - 1 rows");
      meet(rows > 3 && Integer.bitCount(rows) == 1, "run of 2^k rows");
      meet(rows > 3 && Integer.bitCount(rows - 1) == 1, "run of 2^k + 1 rows");
      meetRows(index, run, older);
      run.entries().forEach(e -> older.add(e.key()));
    }
  }

  private void meetRows(ModelIndex index, ModelRun run, Set<Key> newer) {
    Entry last = null;
    boolean[] value = new boolean[index.schema().valueTypes().size()];
    for (Entry entry : run.entries()) {
      meet(entry.values().length == 0, "DELETE");
      meet(newer.contains(entry.key()), "a key in several runs");
      meet(last != null && last.key().equals(entry.key()), "several versions of a key in a run");
      if (entry.kind().isPut()) {
        Object[] row = RowCodec.decode(index.schema().valueTypes(), entry.values());
        for (int i = 0; i < row.length; i++) {
          meet(row[i] == null, "NULL");
          value[i] |= row[i] != null;
        }
      }
      last = entry;
    }
    for (boolean any : value) {
      meet(!any, "no value but NULL in a column");
    }
    meet(alike(run.entries()), "equal values under two keys");
    meet(
        run.entries().stream().anyMatch(e -> startsAnother(e, run.entries())),
        "key that another one starts with");
  }

  private static boolean alike(List<Entry> entries) {
    Set<Key> columns = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry.kind().isPut() && !columns.add(new Key(tail(entry.values())))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] tail(byte[] values) {
    return java.util.Arrays.copyOfRange(values, Math.max(0, values.length - 6), values.length);
  }

  /** Keys have several parts: the start of one is all parts but the last of another. */
  private static boolean startsAnother(Entry entry, List<Entry> entries) {
    byte[] key = entry.key().bytes();
    Key start = new Key(java.util.Arrays.copyOf(key, Math.min(5, key.length)));
    KeyRange range = KeyRange.prefix(start);
    return entries.stream().filter(e -> range.contains(e.key())).count() > 1;
  }

  private void meetSpec(ModelIndex index, ReadSpec spec) {
    List<Key> keys = index.entries().stream().map(Entry::key).sorted().toList();
    long first = index.entries().stream().mapToLong(e -> e.version().height()).min().orElse(0);
    meet(spec.snapshotHeight() < first, "snapshot before the first version");
    long limit = limit(spec);
    meet(limit == 0, "limit 0");
    meet(limit == 1, "limit 1");
    List<KeyRange> ranges = ranges(spec);
    meet(ranges.isEmpty(), "no range");
    meet(ranges.contains(KeyRange.ALL), "range of all");
    for (int i = 0; i < ranges.size() && !keys.isEmpty(); i++) {
      KeyRange range = ranges.get(i);
      Key last = keys.get(keys.size() - 1);
      meet(range.lower().equals(keys.get(0)), "range from the first key");
      meet(last.equals(range.upper()), "range to the last key");
      meet(range.lower().compareTo(last) > 0, "range behind the last key");
      meet(
          range.lower().bytes().length > 0 && isPrefix(range.lower(), keys), "range from a prefix");
      meet(i > 0 && range.lower().equals(ranges.get(i - 1).upper()), "ranges that touch");
    }
  }

  private static boolean isPrefix(Key start, List<Key> keys) {
    return !keys.contains(start) && keys.stream().anyMatch(KeyRange.prefix(start)::contains);
  }

  private static long limit(ReadSpec spec) {
    if (spec instanceof ReadSpec.Scan scan) {
      return scan.limit();
    } else if (spec instanceof ReadSpec.Skip skip) {
      return skip.limit();
    }
    return spec instanceof ReadSpec.Top top ? top.limit() : Long.MAX_VALUE;
  }

  private static List<KeyRange> ranges(ReadSpec spec) {
    if (spec instanceof ReadSpec.Scan scan) {
      return scan.ranges();
    } else if (spec instanceof ReadSpec.Skip skip) {
      return skip.ranges();
    } else if (spec instanceof ReadSpec.Aggregate aggregate) {
      return aggregate.ranges();
    }
    return spec instanceof ReadSpec.Top top ? List.of(top.range()) : List.of(KeyRange.ALL);
  }
}
