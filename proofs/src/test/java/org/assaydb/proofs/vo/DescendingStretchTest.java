package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assaydb.proofs.read.MemoryRun;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.ReadModel;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.vo.Withholding.Lacking;
import org.assaydb.proofs.vo.Withholding.What;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Descending scans with a limit open a run in stretches. Versions of a key come oldest first then,
 * so a stretch may end between an old version of a key and the one that counts. Here one key has
 * several versions in every run and in the history, and every stretch end falls on it in turn.
 */
class DescendingStretchTest {
  private static final int KEYS = 40;
  private static final long[] SNAPSHOTS = {60, 41, 33, 22, 9, 3};

  /** Two rows a run besides the versions of the boundary key. */
  private static ModelState state(int boundary, int grouped) {
    SmallTable table = new SmallTable(grouped);
    for (int id = 0; id < KEYS; id++) {
      table.put(1, id / 10, id, (long) id, "first");
    }
    versions(table, boundary, 3);
    table.put(9, 0, 3, 1L, "x").settle(12);
    versions(table, boundary, 20);
    table.put(24, 3, 36, 2L, "y").cut();
    versions(table, boundary, 30);
    table.delete(35, boundary / 10, boundary).put(36, 1, 15, 3L, "z").cut();
    versions(table, boundary, 40);
    return new ModelState(ReadMatrix.HEIGHT, List.of(table.index(ReadMatrix.CHUNK_ROWS)));
  }

  private static void versions(SmallTable table, int boundary, long height) {
    for (int i = 0; i < 4; i++) {
      table.put(height + i, boundary / 10, boundary, 100 * height + i, "version " + i);
    }
  }

  private static ReadSpec scan(long snapshot, KeyRange range, long limit) {
    return new ReadSpec.Scan(
        SmallTable.ID, List.of(0, 1, 2), snapshot, List.of(range), true, limit);
  }

  static IntStream boundaries() {
    return IntStream.iterate(0, i -> i < KEYS, i -> i + 3);
  }

  @ParameterizedTest
  @MethodSource("boundaries")
  void everyLimitGivesTheNewestVisibleVersions(int boundary) {
    ModelState state = state(boundary, boundary % 2);
    SmallTable keys = new SmallTable();
    KeyRange near = new KeyRange(Key.MIN, keys.key((boundary + 2) / 10, boundary + 2));
    for (long snapshot : SNAPSHOTS) {
      for (int limit = 1; limit <= 9; limit++) {
        ReadSpec spec = scan(snapshot, near, limit);
        ReadMatrix.assertAnswers(state, state.prove(spec), spec);
      }
    }
  }

  /** The range ends at the boundary key, on it and behind it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 16, 17})
  void everyRangeGivesTheNewestVisibleVersions(int limit) {
    int boundary = 17;
    ModelState state = state(boundary, 0);
    SmallTable keys = new SmallTable();
    for (long snapshot : SNAPSHOTS) {
      for (int end = boundary - 1; end <= boundary + 6; end++) {
        KeyRange range = new KeyRange(keys.key(0, 5), keys.key(end / 10, end));
        ReadSpec spec = scan(snapshot, range, limit);
        ReadMatrix.assertAnswers(state, state.prove(spec), spec);
      }
    }
  }

  /** An old version at the end of a stretch is no answer without the place of the newest one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void rejectsAStretchWithoutThePlaceOfItsLastKeyS3(int limit) {
    int boundary = KEYS - 2;
    ModelState state = state(boundary, limit % 2);
    for (long snapshot : SNAPSHOTS) {
      ReadSpec spec = scan(snapshot, KeyRange.ALL, limit);
      List<Lacking> proofs =
          Withholding.all(state, spec, What.ROW, What.NEIGHBOUR, What.CHUNK, What.RUN);
      assertThat(proofs).isNotEmpty();
      for (Lacking lacking : proofs) {
        ReadMatrix.assertRefused(state, lacking.vo(), spec, INCOMPLETE_RESULT);
      }
    }
  }

  /**
   * What was sent for the limit that own DELETEs raise is all that a scan under own writes asks.
   */
  @ParameterizedTest
  @MethodSource("boundaries")
  void ownWritesAskForNothingMore(int boundary) {
    ModelState state = state(boundary, 0);
    SmallTable own = new SmallTable();
    for (int id = 0; id < KEYS; id++) {
      own.put(1, id / 10, id, 0L, "committed");
    }
    own.cut();
    for (int id = Math.max(1, boundary - 4); id < Math.min(KEYS, boundary + 5); id += 2) {
      own.delete(Version.MAX_HEIGHT - 1, id / 10, id);
    }
    own.put(Version.MAX_HEIGHT - 1, boundary / 10, boundary + 100, 7L, "own");
    List<Entry> entries = own.index(16).runs().get(0).entries();
    MemoryRun run = new MemoryRun(own.schema(), entries);
    Map<Key, Entry> live = new TreeMap<>(state.indexes().get(0).live(ReadMatrix.HEIGHT));
    entries.forEach(e -> live.remove(e.key()));
    entries.stream().filter(e -> e.kind().isPut()).forEach(e -> live.put(e.key(), e));
    long deleted = entries.stream().filter(e -> !e.kind().isPut()).count();
    for (int limit = 1; limit <= 9; limit++) {
      byte[] vo = state.prove(scan(ReadMatrix.HEIGHT, KeyRange.ALL, limit + deleted));
      RunReader reader =
          VerifiedState.verify(vo, state.root(), state::schema, VoLimits.DEFAULT)
              .reader(ReadMatrix.HEIGHT)
              .withOwnWrites(index -> run);
      ReadSpec spec = scan(ReadMatrix.HEIGHT, KeyRange.ALL, limit);
      assertThat(ReadModel.actual(reader, spec))
          .isEqualTo(ReadModel.expected(own.schema(), live, spec));
    }
  }
}
