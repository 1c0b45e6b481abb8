package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.KeyRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flipped bits in the files of an open store are found, and repaired from another replica. */
class StoreScrubTest {
  private static final StoreOptions OPTIONS =
      new StoreOptions(new RunSizing(100, 100, 4, 3, 128), 0);
  private static final StoreScrub.Chunks NOBODY = (index, run, chunk) -> Stream.empty();

  @TempDir Path top;

  private Path dir;
  private StateTree expected;

  @BeforeEach
  void fillTwo() {
    dir = top.resolve("own");
    try (IndexStore own = IndexStore.open(dir, OPTIONS);
        IndexStore other = IndexStore.open(top.resolve("other"), OPTIONS)) {
      expected = StoreModel.fill(own, 8);
      assertThat(StoreModel.fill(other, 8).root()).isEqualTo(expected.root());
    }
  }

  /** The other replica, as it answers. */
  private static StoreScrub.Chunks from(IndexStore other) {
    return (index, run, chunk) -> other.chunk(index, run, chunk).stream();
  }

  private static List<String> rows(StateTree state) {
    ReadSpec all =
        new ReadSpec.Scan(
            StoreModel.PRIMARY.id(),
            List.of(0, 1, 2),
            state.height(),
            List.of(KeyRange.ALL),
            false,
            Long.MAX_VALUE);
    WitnessSession session = state.record();
    RowCursor cursor = session.reader().read(all);
    List<String> rows = new ArrayList<>();
    while (cursor.next()) {
      rows.add(cursor.key().toString());
    }
    session.cut();
    return rows;
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      return all.filter(f -> f.getFileName().toString().matches(ending)).sorted().toList();
    }
  }

  /** Changes one bit of each of {@code count} equally long parts of a file. */
  private static void damage(Path file, int count) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < count; i++) {
      bytes[(int) ((i + 0.5) * bytes.length / count)] ^= 1 << i % 8;
    }
    Files.write(file, bytes);
  }

  private static StateTree state(IndexStore store) {
    return store.loadState().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 40})
  void damagedRunsAreWrittenAnewFromAnotherReplica(int flips) throws Exception {
    List<String> rows;
    try (IndexStore own = IndexStore.open(dir, OPTIONS);
        IndexStore other = IndexStore.open(top.resolve("other"), OPTIONS)) {
      rows = rows(state(other));
      assertThat(own.scrub(NOBODY, bytes -> {}).damage()).isEmpty();
      List<Path> tables = own.scrub().tablesOfRuns();
      assertThat(tables).hasSizeGreaterThan(4);
      for (Path table : tables) {
        damage(table, flips);
      }
      StoreScrub.Report report = own.scrub(from(other), bytes -> {});
      assertThat(report.damage()).hasSize(tables.size()).allMatch(StoreScrub.Damage::repaired);
      assertThat(report.bytes()).isPositive();
      assertThat(rows(state(own))).isEqualTo(rows);
      StateTree next = state(own).apply(9, Map.of(), List.of(), List.of());
      for (long height = 10; height < 13; height++) {
        own.commit(next, new StoreBatch(), true);
        next = next.apply(height, Map.of(), List.of(), List.of());
      }
      assertThat(own.scrub(NOBODY, bytes -> {}).damage()).as("old bodies are gone").isEmpty();
    }
    try (IndexStore own = IndexStore.open(dir, OPTIONS)) {
      assertThat(rows(state(own))).isEqualTo(rows);
      assertThat(own.scrub(NOBODY, bytes -> {}).damage()).isEmpty();
    }
  }

  @Test
  void whatOtherReplicasInventIsNotTaken() throws Exception {
    try (IndexStore own = IndexStore.open(dir, OPTIONS);
        IndexStore other = IndexStore.open(top.resolve("other"), OPTIONS)) {
      List<String> rows = rows(state(other));
      for (Path table : own.scrub().tablesOfRuns()) {
        damage(table, 40);
      }
      StoreScrub.Chunks liars =
          (index, run, chunk) -> {
            List<byte[]> good = other.chunk(index, run, chunk).orElseThrow();
            return Stream.of(
                List.of(),
                List.of(new byte[3]),
                good.subList(1, good.size()),
                flipped(good, 9),
                flipped(good, good.get(0).length / 2),
                flipped(good, good.get(0).length - 1));
          };
      assertThat(own.scrub(liars, bytes -> {}).damage())
          .filteredOn(d -> !d.repaired())
          .as("runs whose rows cannot be read here")
          .hasSizeGreaterThan(3);
      StoreScrub.Chunks liarsAndOne =
          (index, run, chunk) ->
              Stream.concat(liars.of(index, run, chunk), from(other).of(index, run, chunk));
      assertThat(own.scrub(liarsAndOne, bytes -> {}).damage())
          .isNotEmpty()
          .allMatch(StoreScrub.Damage::repaired);
      assertThat(rows(state(own))).isEqualTo(rows);
    }
  }

  private static List<byte[]> flipped(List<byte[]> groups, int at) {
    List<byte[]> copy = new ArrayList<>(groups);
    byte[] first = copy.get(0).clone();
    first[at] ^= 1;
    copy.set(0, first);
    return copy;
  }

  @Test
  void aDamagedLogIsWrittenOut() throws Exception {
    try (IndexStore own = IndexStore.open(dir, OPTIONS)) {
      own.commit(state(own).apply(9, Map.of(), List.of(), List.of()), new StoreBatch(), true);
      List<Path> logs = files("\\d+\\.log");
      assertThat(logs).hasSize(1);
      damage(logs.get(0), 1);
      assertThat(own.scrub(NOBODY, bytes -> {}).damage())
          .hasSize(1)
          .allMatch(d -> d.repaired() && d.what().contains("write-ahead log"));
      assertThat(own.scrub(NOBODY, bytes -> {}).damage()).isEmpty();
    }
    try (IndexStore own = IndexStore.open(dir, OPTIONS)) {
      assertThat(state(own).height()).isEqualTo(9);
    }
  }

  @Test
  void whatOnlyBlocksCanBringBackIsTold() throws Exception {
    try (IndexStore own = IndexStore.open(dir, OPTIONS)) {
      for (Path file : files("MANIFEST-.*|CURRENT")) {
        damage(file, 1);
        assertThat(own.scrub(NOBODY, bytes -> {}).damage())
            .as(file.toString())
            .hasSize(1)
            .noneMatch(StoreScrub.Damage::repaired);
      }
    }
    assertThatThrownBy(() -> IndexStore.open(dir, OPTIONS).close())
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.category()).isEqualTo(StorageException.Category.CORRUPTION));
  }

  @Test
  void onlyCurrentRunsAreGivenToOthers() {
    try (IndexStore own = IndexStore.open(dir, OPTIONS)) {
      assertThat(own.chunk(StoreModel.PRIMARY.id(), Digest.ZERO, 0)).isEmpty();
      Digest run =
          state(own)
              .index(StoreModel.PRIMARY.id())
              .orElseThrow()
              .sealed()
              .runs()
              .get(0)
              .descriptor()
              .root();
      assertThat(own.chunk(StoreModel.PRIMARY.id(), run, 0)).isPresent();
      assertThat(own.chunk(StoreModel.SECONDARY.id(), run, 0)).isEmpty();
      assertThat(own.chunk(StoreModel.PRIMARY.id(), run, -1)).isEmpty();
      assertThat(own.chunk(StoreModel.PRIMARY.id(), run, 1 << 20)).isEmpty();
    }
  }
}
