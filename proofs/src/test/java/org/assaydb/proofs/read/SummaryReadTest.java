package org.assaydb.proofs.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ReadModel;
import org.assaydb.proofs.testing.SpecGenerator;
import org.assaydb.proofs.testing.SummaryTable;
import org.assaydb.proofs.tree.Entry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Totals, skips and tops over plain runs equal their definition. */
class SummaryReadTest {
  private static final int ROUNDS = Integer.getInteger("assay.reads.rounds", 12);
  private static final int READS = 25;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void readsEqualTheModel(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      SummaryTable table = SummaryTable.random(random, 300);
      ModelIndex index = index(random, table);
      RunReader reader = reader(index);
      SpecGenerator specs = new SpecGenerator(random, table, index);
      for (int i = 0; i < READS; i++) {
        ReadSpec spec = specs.next();
        assertThat(ReadModel.actual(reader, spec))
            .as("seed %s round %s %s", seed, round, spec)
            .isEqualTo(ReadModel.expected(index.schema(), index.live(spec.snapshotHeight()), spec));
      }
    }
  }

  private static ModelIndex index(Random random, SummaryTable table) {
    IndexId id = random.nextBoolean() ? SummaryTable.PRIMARY : SummaryTable.SECONDARY;
    return table.index(id, 64);
  }

  private static RunReader reader(ModelIndex index) {
    List<RunView> views =
        index.runs().stream()
            .map(r -> (RunView) new MemoryRun(index.schema(), r.entries()))
            .toList();
    IndexRuns runs = new IndexRuns(index.schema(), index.descriptor(), views);
    return new RunReader(SummaryTable.HEIGHT, id -> runs);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void ownWritesCountOnTop(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      SummaryTable table = SummaryTable.random(random, 200);
      ModelIndex index = index(random, table);
      IndexSchema schema = index.schema();
      List<Entry> own =
          table.ownWrites(1 + random.nextInt(30)).getOrDefault(schema.id(), List.of());
      if (own.isEmpty()) {
        continue;
      }
      MemoryRun run = MemoryRun.sorted(schema, own);
      RunReader reader = reader(index).withOwnWrites(id -> run);
      Map<Key, Entry> live = new TreeMap<>(index.live(SummaryTable.HEIGHT));
      for (Entry entry : own) {
        live.remove(entry.key());
        if (entry.kind().isPut()) {
          live.put(entry.key(), entry);
        }
      }
      SpecGenerator specs = new SpecGenerator(random, table, index);
      for (int i = 0; i < READS; i++) {
        ReadSpec spec = specs.next(SummaryTable.HEIGHT);
        assertThat(ReadModel.actual(reader, spec))
            .as("seed %s round %s %s", seed, round, spec)
            .isEqualTo(ReadModel.expected(schema, live, spec));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void totalsFromRowsEqualTotalsFromSummaries(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      SummaryTable table = SummaryTable.random(random, 200);
      ModelIndex index = index(random, table);
      RunReader reader = reader(index);
      SpecGenerator specs = new SpecGenerator(random, table, index);
      for (int i = 0; i < READS; i++) {
        ReadSpec.Aggregate spec = specs.aggregate(random.nextInt(61));
        AggregateCursor rows =
            new RowTotals(reader.read(RowTotals.scan(spec)), spec, index.schema());
        assertThat(ReadModel.text(rows, spec)).isEqualTo(ReadModel.actual(reader, spec));
      }
    }
  }
}
