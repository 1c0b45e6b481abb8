package org.assaydb.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterFilesTest {
  private static final ClusterFiles.Settings FOUR = new ClusterFiles.Settings(4, 10, 5, 99);

  @TempDir Path directory;

  private Path cluster() {
    return directory.resolve("cluster");
  }

  @Test
  void keepsGenesisAndKeysAndHidesThem() throws IOException {
    byte[] genesis;
    byte[] secret;
    try (ClusterFiles files = ClusterFiles.open(cluster(), FOUR)) {
      genesis = files.genesis().encode();
      secret = files.secret(2);
    }
    try (ClusterFiles files =
        ClusterFiles.open(cluster(), new ClusterFiles.Settings(4, 77, 77, 1))) {
      assertThat(files.genesis().encode()).isEqualTo(genesis);
      assertThat(files.secret(2)).isEqualTo(secret);
      for (String name : new String[] {"validator.key", "tls.key"}) {
        Path key = files.replicaDirectory(2).resolve(name);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void refusesADirectoryInUse() {
    try (ClusterFiles files = ClusterFiles.open(cluster(), FOUR)) {
      assertThatThrownBy(() -> ClusterFiles.open(cluster(), FOUR))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("in use");
      assertThat(files.genesis().validators().size()).isEqualTo(4);
    }
    ClusterFiles.open(cluster(), FOUR).close();
  }

  @Test
  void refusesAnotherNumberOfReplicas() {
    ClusterFiles.open(cluster(), FOUR).close();
    assertThatThrownBy(() -> ClusterFiles.open(cluster(), new ClusterFiles.Settings(7, 10, 5, 99)))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("4 replicas");
  }

  @Test
  void refusesDamagedGenesisAndForeignKeys() throws IOException {
    ClusterFiles.open(cluster(), FOUR).close();
    Path other = directory.resolve("other");
    ClusterFiles.open(other, FOUR).close();
    Files.copy(
        other.resolve("replica-1/validator.key"),
        cluster().resolve("replica-1/validator.key"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (ClusterFiles files = ClusterFiles.open(cluster(), FOUR)) {
      assertThatThrownBy(() -> files.secret(1)).isInstanceOf(ClusterException.class);
    }
    Files.write(cluster().resolve("genesis"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> ClusterFiles.open(cluster(), FOUR))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("damaged");
  }
}
