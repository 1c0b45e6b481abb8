package org.assaydb.proofs.vo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowBatch;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows asked for one by one, in batches, or now so and now so, are the same rows. */
class BatchedScanTest {
  private static final int ROUNDS = 40;

  private int batches;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void batchesAndRowsMixAsTheyLike(boolean handedOutAgain) {
    Random random = new Random(9);
    for (int round = 0; round < ROUNDS; round++) {
      // One run, or two, where rows come one by one.
      int[] sizes = round % 8 == 0 ? new int[] {300, 40} : new int[] {1 + random.nextInt(500)};
      ModelIndex index = Generators.index(7, random, 64, sizes);
      ModelState state = new ModelState(60, List.of(index));
      ReadSpec.Scan scan = scan(random, index);
      byte[] vo = state.prove(scan);
      RunReader reader =
          handedOutAgain
              ? state.verified(vo, scan)
              : VerifiedState.verify(vo, state.root(), state::schema, VoLimits.DEFAULT).reader(60);
      List<String> oneByOne = VerifiedReadTest.rows(reader.read(scan), scan);
      for (int bound : new int[] {1, 2, 4}) {
        assertThat(mixed(reader.read(scan), scan, random, bound))
            .as("round %s %s", round, scan)
            .isEqualTo(oneByOne);
      }
    }
    assertThat(batches).isGreaterThan(ROUNDS);
  }

  private static ReadSpec.Scan scan(Random random, ModelIndex index) {
    List<Key> keys = new ArrayList<>(index.live(60).keySet());
    KeyRange range = KeyRange.ALL;
    if (keys.size() > 2 && random.nextBoolean()) {
      int from = random.nextInt(keys.size() - 1);
      int to = from + 1 + random.nextInt(keys.size() - from - 1);
      range = new KeyRange(keys.get(from), keys.get(to));
    }
    long limit = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(400);
    long snapshot = random.nextInt(3) == 0 ? random.nextInt(61) : 60;
    boolean descending = random.nextInt(6) == 0;
    return new ReadSpec.Scan(
        new IndexId(7), List.of(0, 2), snapshot, List.of(range), descending, limit);
  }

  /** A batch is asked for once in {@code bound} times on average. */
  private List<String> mixed(RowCursor cursor, ReadSpec spec, Random random, int bound) {
    List<String> rows = new ArrayList<>();
    while (true) {
      RowBatch batch = random.nextInt(bound) == 0 ? cursor.nextBatch() : null;
      if (batch != null) {
        batches++;
        for (int i = 0; i < batch.rows(); i++) {
          StringBuilder text = new StringBuilder(batch.key(i) + "@" + batch.version(i));
          for (int column : spec.columns()) {
            text.append(' ').append(batch.column(column).value(batch.place(i)));
          }
          rows.add(text.toString());
        }
      } else if (cursor.next()) {
        StringBuilder text = new StringBuilder(cursor.key() + "@" + cursor.version());
        spec.columns().forEach(c -> text.append(' ').append(cursor.value(c)));
        rows.add(text.toString());
      } else {
        return rows;
      }
    }
  }
}
