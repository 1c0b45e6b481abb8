package org.assaydb.sql.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class SpillFileTest {
  @TempDir private Path directory;

  private static Workspace workspace() {
    return new Workspace(0, () -> {});
  }

  @Test
  void givesBackBatchesOfAllTypesInAnyOrder() {
    try (Workspace workspace = workspace()) {
      SpillFile file = workspace.openFile();
      List<ValueType> types = new ArrayList<>();
      for (Kind kind : Kind.values()) {
        types.add(SampleRows.type(kind));
      }
      List<Batch> batches = new ArrayList<>();
      List<Long> places = new ArrayList<>();
      for (int seed = 0; seed < 60; seed++) {
        Random random = new Random(seed);
        int n = seed == 0 ? 0 : seed == 1 ? 5000 : random.nextInt(130);
        List<ValueType> some = types.subList(random.nextInt(types.size()), types.size());
        Batch batch = SampleRows.batch(some, SampleRows.rows(some, n, random));
        batches.add(batch);
        places.add(file.append(batch));
      }
      for (int i = batches.size() - 1; i >= 0; i--) {
        Batch read = file.read(places.get(i));
        assertThat(SampleRows.rows(read)).isEqualTo(SampleRows.rows(batches.get(i)));
        assertThat(read.width()).isEqualTo(batches.get(i).width());
      }
      assertThat(file.read(file.append(new Batch(7))).rows()).isEqualTo(7);
    }
  }

  @Test
  void keepsNumbersOfAnyDistance() {
    try (Workspace workspace = workspace()) {
      SpillFile file = workspace.openFile();
      for (int bits = 0; bits < 64; bits++) {
        long step = bits == 0 ? 0 : 1L << bits;
        long[] values = {5 - step, 5, 5 - step + 1, 5 + (step >> 1), Long.MIN_VALUE >> bits};
        Batch batch = new Batch(5, new LongVector(values, 5, null));
        assertThat(SampleRows.rows(file.read(file.append(batch))))
            .isEqualTo(SampleRows.rows(batch));
      }
    }
  }

  @Test
  void readsOnlyAPartOfLongerArrays() {
    try (Workspace workspace = workspace()) {
      SpillFile file = workspace.openFile();
      Batch batch = new Batch(2, new LongVector(new long[] {1, 2, 99}, 2, null));
      assertThat(SampleRows.rows(file.read(file.append(batch))))
          .isEqualTo(List.of(List.of(1L), List.of(2L)));
    }
  }

  @Test
  void leavesNoFileBehindAndKnowsThoseThatAreOpen() throws IOException {
    Workspace workspace = workspace();
    SpillFile file = workspace.openFile();
    SpillFile other = workspace.openFile();
    file.append(new Batch(1, LongVector.constant(1L, 1)));
    assertThat(workspace.openFiles()).isEqualTo(2);
    workspace.closeFile(other);
    workspace.closeFile(other);
    assertThat(workspace.openFiles()).isEqualTo(1);
    workspace.close();
    assertThat(workspace.openFiles()).isZero();
    assertThatThrownBy(() -> file.read(0)).isInstanceOf(SqlLayerException.class);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (var names = Files.newDirectoryStream(temporary, "assaydb-*.rows")) {
      for (Path name : names) {
        assertThat(Files.size(name)).isZero();
      }
    }
  }

  @Test
  void findsEachAlteredByteAndFramesThatChangedPlaces() throws IOException {
    Path path = directory.resolve("rows");
    try (FileChannel channel = open(path);
        SpillFile file = new SpillFile(channel)) {
      Batch batch = new Batch(3, LongVector.constant(77L, 3));
      file.append(batch);
      long second = file.append(new Batch(3, LongVector.constant(78L, 3)));
      byte[] good = Files.readAllBytes(path);
      for (int i = 0; i < second; i++) {
        byte[] bad = good.clone();
        bad[i] ^= 1;
        Files.write(path, bad);
        assertThatThrownBy(() -> file.read(0)).as("byte %s", i).hasMessageContaining("altered");
      }
      byte[] swapped = good.clone();
      System.arraycopy(good, 0, swapped, (int) second, (int) second);
      Files.write(path, swapped);
      assertThatThrownBy(() -> file.read(second)).hasMessageContaining("altered");
      Files.write(path, java.util.Arrays.copyOf(good, (int) second - 1));
      assertThatThrownBy(() -> file.read(0)).hasMessageContaining("altered");
      Files.write(path, good);
      assertThat(SampleRows.rows(file.read(0))).isEqualTo(SampleRows.rows(batch));
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  static boolean hasFullDevice() {
    return Files.isWritable(Path.of("/dev/full"));
  }

  @Test
  @EnabledIf("hasFullDevice")
  void saysThatTheDiskIsFull() throws IOException {
    try (SpillFile file =
        new SpillFile(FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE))) {
      assertThatThrownBy(() -> file.append(new Batch(1, LongVector.constant(1L, 1))))
          .isInstanceOfSatisfying(
              SqlLayerException.class, e -> assertThat(e.sqlState()).isEqualTo("53100"));
    }
  }

  @Test
  void aReservationGivesTheLeastInAnyCaseAndReturnsAll() {
    Workspace workspace = new Workspace(1600, () -> {});
    Reservation first = new Reservation(workspace);
    Reservation second = new Reservation(workspace);
    assertThat(first.resize(1600)).isTrue();
    assertThat(second.resize(100)).isTrue();
    assertThat(second.resize(101)).isFalse();
    assertThat(second.bytes()).isEqualTo(100);
    first.resize(100);
    assertThat(second.resize(1500)).isTrue();
    first.close();
    second.close();
    assertThat(workspace.reservedBytes()).isZero();
  }
}
