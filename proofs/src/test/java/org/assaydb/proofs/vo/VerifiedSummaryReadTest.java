package org.assaydb.proofs.vo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.proofs.read.MemoryRun;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.ReadModel;
import org.assaydb.proofs.testing.SpecGenerator;
import org.assaydb.proofs.testing.SummaryTable;
import org.assaydb.proofs.tree.Entry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Totals, skips and tops through an honest verification object equal their definition. */
class VerifiedSummaryReadTest {
  private static final int ROUNDS = Integer.getInteger("assay.reads.rounds", 4);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 65, 128})
  void readsEqualTheModel(int chunkRows) {
    Random random = new Random(chunkRows);
    for (int round = 0; round < ROUNDS; round++) {
      SummaryTable table = SummaryTable.random(random, 250);
      ModelIndex primary = table.index(SummaryTable.PRIMARY, chunkRows);
      ModelIndex secondary = table.index(SummaryTable.SECONDARY, chunkRows);
      ModelState state = new ModelState(SummaryTable.HEIGHT, List.of(primary, secondary));
      for (int i = 0; i < 8; i++) {
        List<ReadSpec> specs = new ArrayList<>();
        for (int j = random.nextInt(2); j >= 0; j--) {
          ModelIndex index = random.nextBoolean() ? primary : secondary;
          specs.add(new SpecGenerator(random, table, index).next());
        }
        RunReader reader = verified(state, specs);
        for (ReadSpec spec : specs) {
          ModelIndex index = spec.index().equals(SummaryTable.PRIMARY) ? primary : secondary;
          assertThat(ReadModel.actual(reader, spec))
              .as("chunks of %s round %s %s", chunkRows, round, spec)
              .isEqualTo(
                  ReadModel.expected(index.schema(), index.live(spec.snapshotHeight()), spec));
        }
      }
    }
  }

  private static RunReader verified(ModelState state, List<ReadSpec> specs) {
    ReadSpec[] all = specs.toArray(ReadSpec[]::new);
    return state.verified(state.prove(all), all);
  }

  /** What was sent for a raised limit suffices whatever the own writes hide. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void ownWritesNeedOnlyWhatARaisedLimitOpens(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      SummaryTable table = SummaryTable.random(random, 200);
      ModelIndex index = table.index(SummaryTable.PRIMARY, 64);
      ModelState state = new ModelState(SummaryTable.HEIGHT, List.of(index));
      List<Entry> own =
          table.ownWrites(1 + random.nextInt(10)).getOrDefault(SummaryTable.PRIMARY, List.of());
      if (own.isEmpty()) {
        continue;
      }
      MemoryRun run = MemoryRun.sorted(index.schema(), own);
      Map<Key, Entry> live = new TreeMap<>(index.live(SummaryTable.HEIGHT));
      for (Entry entry : own) {
        live.remove(entry.key());
        if (entry.kind().isPut()) {
          live.put(entry.key(), entry);
        }
      }
      SpecGenerator specs = new SpecGenerator(random, table, index);
      for (int i = 0; i < 8; i++) {
        ReadSpec spec = specs.next(SummaryTable.HEIGHT);
        RunReader reader = verified(state, List.of(raised(spec, own)));
        assertThat(ReadModel.actual(reader.withOwnWrites(id -> run), spec))
            .as("seed %s round %s %s", seed, round, spec)
            .isEqualTo(ReadModel.expected(index.schema(), live, spec));
      }
    }
  }

  private static ReadSpec raised(ReadSpec spec, List<Entry> own) {
    int by = own.size();
    if (spec instanceof ReadSpec.Scan s && s.limit() < Long.MAX_VALUE) {
      long deleted = own.stream().filter(e -> !e.kind().isPut()).count();
      return new ReadSpec.Scan(
          s.index(),
          s.columns(),
          s.snapshotHeight(),
          s.ranges(),
          s.descending(),
          s.limit() + deleted);
    } else if (spec instanceof ReadSpec.Skip s && s.limit() < Long.MAX_VALUE) {
      return new ReadSpec.Skip(
          s.index(), s.columns(), s.snapshotHeight(), s.ranges(), s.filter(), s.limit() + by);
    } else if (spec instanceof ReadSpec.Top t && t.limit() < Long.MAX_VALUE) {
      return new ReadSpec.Top(
          t.index(),
          t.columns(),
          t.snapshotHeight(),
          t.range(),
          t.orderColumn(),
          t.greatest(),
          t.limit() + by);
    }
    return spec;
  }
}
