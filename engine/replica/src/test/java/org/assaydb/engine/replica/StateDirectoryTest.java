package org.assaydb.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assaydb.ads.StorageException;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.ValidatorSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir Path replica;

  private static Genesis genesis() {
    List<org.assaydb.proofs.ledger.PublicKey> keys =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(
                seat -> {
                  byte[] secret = new byte[Ed25519.SECRET_BYTES];
                  secret[0] = (byte) seat;
                  return Ed25519.publicKey(secret);
                })
            .toList();
    return new Genesis(Genesis.PROTOCOL_VERSION, "state", 0, new ValidatorSet(keys), 8, 4);
  }

  /** Opens and closes; what was found. */
  private List<String> open() {
    StateDirectory.Contents contents = new StateDirectory(replica).open(genesis());
    contents.indexes().close();
    return contents.found().stream().map(Object::toString).toList();
  }

  @Test
  void isBuiltAgainOnceWhenThatIsOrdered() {
    assertThat(open()).isEmpty();
    StateDirectory state = new StateDirectory(replica);
    state.order("a table is damaged");
    state.cancel();
    assertThat(open()).isEmpty();
    assertThat(replica.resolve("state.damaged")).doesNotExist();
    state.order("a table is damaged");
    assertThat(open()).hasSize(1).allMatch(f -> f.contains("a table is damaged"));
    assertThat(replica.resolve("state.damaged")).isDirectory();
    assertThat(open()).isEmpty();
  }

  @Test
  void isSetAsideWhereItCannotBeRead() throws IOException {
    for (int i = 0; i < 2; i++) {
      open();
      Files.writeString(replica.resolve("state").resolve("CURRENT"), "nothing");
      assertThat(open()).hasSize(1);
    }
    assertThat(open()).isEmpty();
  }

  @Test
  void onlyDamageOfTheStateOrdersANewOne() {
    StateDirectory state = new StateDirectory(replica);
    state.rebuildAfter(
        new StorageException(StorageException.Category.UNAVAILABLE, "no space left"));
    assertThat(open()).isEmpty();
    state.rebuildAfter(
        new IllegalStateException(
            new StorageException(StorageException.Category.CORRUPTION, "a run")));
    assertThat(open()).hasSize(1);
  }

  @Test
  void anotherProcessIsNoDamage() {
    StateDirectory.Contents contents = new StateDirectory(replica).open(genesis());
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.category()).isEqualTo(StorageException.Category.UNAVAILABLE));
    contents.indexes().close();
    assertThat(open()).isEmpty();
  }
}
