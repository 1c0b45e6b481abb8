package org.assaydb.consensus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flipped bits of a block store, of votes and of evidence are found and mended. */
final class RepairTest {
  private static final int GROUP = 8;
  private static final int HEIGHTS = 21;

  @TempDir Path dir;

  private static byte[] body(long height) {
    byte[] body = new byte[(int) (height * 37 % 300)];
    new Random(height).nextBytes(body);
    return body;
  }

  private static FinalBlock block(long height) {
    return new FinalBlock(
        BlockStoreContract.header(height),
        body(height),
        BlockStoreContract.block(height, height).certificate());
  }

  /** Knows headers up to a height, and all bodies or none. */
  private record Source(long headers, boolean bodies) implements BlockSource {
    @Override
    public Optional<FinalBlock> block(long height) {
      FinalBlock known = RepairTest.block(height);
      return height > headers
          ? Optional.empty()
          : Optional.of(new FinalBlock(known.header(), null, known.certificate()));
    }

    @Override
    public Optional<byte[]> body(BlockHeader header) {
      return bodies ? Optional.of(RepairTest.body(header.height())) : Optional.empty();
    }

    @Override
    public boolean belongs(BlockHeader header, byte[] body) {
      return Arrays.equals(body, RepairTest.body(header.height()));
    }
  }

  private FileBlockStore open(long headers, boolean bodies) {
    return FileBlockStore.open(dir, GROUP, new Source(headers, bodies));
  }

  private void fill() {
    try (FileBlockStore store = open(0, false)) {
      for (long height = 1; height <= HEIGHTS; height++) {
        store.finalise(block(height));
      }
      store.putProposal(BlockStoreContract.proposal(HEIGHTS + 1));
      store.putProposal(BlockStoreContract.proposal(HEIGHTS + 2));
    }
  }

  private static void assertHolds(FileBlockStore store, long heights) {
    assertThat(store.lastFinal()).isEqualTo(heights);
    for (long height = 1; height <= heights; height++) {
      FinalBlock found = store.get(height).orElseThrow();
      assertThat(found.header()).isEqualTo(BlockStoreContract.header(height));
      assertThat(found.body()).as("height %d", height).isEqualTo(body(height));
      assertThat(found.certified()).isTrue();
    }
  }

  private static void flip(Path file, int bit) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
    Files.write(file, bytes);
  }

  private static int bits(Path file) throws IOException {
    return 8 * (int) Files.size(file);
  }

  @Test
  void damagedRecordsOfTheChainComeFromTheState() throws Exception {
    fill();
    Path chain = dir.resolve("chain.log");
    for (int bit = 0; bit < bits(chain); bit += 2_003) {
      flip(chain, bit);
      try (FileBlockStore store = open(HEIGHTS, false)) {
        assertHolds(store, HEIGHTS);
        assertThat(store.scrub(bytes -> {})).hasSize(1).allMatch(Damage::repaired);
        assertThat(store.scrub(bytes -> {})).isEmpty();
      }
    }
  }

  @Test
  void withoutTheStateTheChainEndsBeforeTheDamage() throws Exception {
    fill();
    Path chain = dir.resolve("chain.log");
    flip(chain, bits(chain) / 2);
    try (FileBlockStore store = open(4, false)) {
      assertThat(store.lastFinal()).isBetween(8L, 12L);
      assertHolds(store, store.lastFinal());
      store.finalise(block(store.lastFinal() + 1));
    }
    try (FileBlockStore store = open(HEIGHTS, false)) {
      assertHolds(store, HEIGHTS);
    }
  }

  /** A file of bodies that was unlinked comes back for the heights that are fetched again. */
  @Test
  void aShorterChainDoesNotMixUpBodies() throws Exception {
    fill();
    try (FileBlockStore store = open(0, true)) {
      store.unlinkBodies(1, 17);
    }
    Path chain = dir.resolve("chain.log");
    flip(chain, bits(chain) / 2);
    try (FileBlockStore store = open(4, true)) {
      long end = store.lastFinal();
      assertThat(end).isBetween(9L, 14L);
      for (long height = end + 1; height <= HEIGHTS; height++) {
        store.finalise(block(height));
      }
      for (int pass = 0; pass < 2; pass++) {
        for (long height = 9; height <= HEIGHTS; height++) {
          assertThat(store.get(height).orElseThrow().body()).isEqualTo(body(height));
        }
        assertThat(store.scrub(bytes -> {})).hasSize(pass == 0 ? 1 : 0);
      }
      assertThat(store.get(3).orElseThrow().body()).isNull();
    }
  }

  @Test
  void theChainIsMendedWhileItIsOpen() throws Exception {
    fill();
    Path chain = dir.resolve("chain.log");
    for (int bit = 0; bit < bits(chain); bit += 4_001) {
      try (FileBlockStore store = open(HEIGHTS, false)) {
        flip(chain, bit);
        assertThat(store.scrub(bytes -> {})).as("bit %d", bit).anyMatch(Damage::repaired);
        assertThat(store.scrub(bytes -> {})).isEmpty();
        assertHolds(store, HEIGHTS);
      }
      try (FileBlockStore store = open(0, false)) {
        assertHolds(store, HEIGHTS);
      }
    }
    try (FileBlockStore store = open(3, false)) {
      flip(chain, bits(chain) / 2);
      assertThat(store.scrub(bytes -> {})).isNotEmpty().noneMatch(Damage::repaired);
      assertThat(store.lastFinal()).isEqualTo(HEIGHTS);
    }
  }

  @Test
  void damagedBodiesComeFromOtherReplicas() throws Exception {
    fill();
    Path file = dir.resolve("bodies-1.log");
    for (int bit = 0; bit < bits(file); bit += 701) {
      int damaged = bit;
      try (FileBlockStore store = open(0, true)) {
        flip(file, bit);
        assertThat(store.scrub(bytes -> {})).as("bit %d", bit).hasSize(1);
        assertThat(store.scrub(bytes -> {})).isEmpty();
      }
      try (FileBlockStore store = open(0, false)) {
        assertHolds(store, HEIGHTS);
        flip(file, damaged);
        List<Damage> found = store.scrub(bytes -> {});
        assertThat(found).as("bit %d", bit).hasSize(1);
        assertThat(found.get(0).repaired()).as("only the format's name").isEqualTo(bit < 64);
        flip(file, bit < 64 ? 0 : damaged);
        if (bit < 64) {
          flip(file, 0);
        }
      }
    }
  }

  @Test
  void aBodyThatNobodyHasIsAnErrorAndStopsNothingElse() throws Exception {
    fill();
    Path file = dir.resolve("bodies-0.log");
    flip(file, bits(file) / 2);
    try (FileBlockStore store = open(0, false)) {
      List<Damage> found = store.scrub(bytes -> {});
      assertThat(found).hasSize(1).noneMatch(Damage::repaired);
      assertThat(found.get(0).what()).contains("height");
      long bad = Long.parseLong(found.get(0).what().replaceAll("\\D+", ""));
      assertThatThrownBy(() -> store.get(bad)).isInstanceOf(UncheckedIOException.class);
      assertThat(store.ownBody(bad)).isEmpty();
      assertThat(store.ownBody(bad + 1)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void chainAndBodiesTogether(int seed) throws Exception {
    fill();
    Random random = new Random(seed);
    for (String name : List.of("chain.log", "bodies-0.log", "bodies-1.log", "bodies-2.log")) {
      for (int i = 0; i < 4; i++) {
        flip(dir.resolve(name), random.nextInt(bits(dir.resolve(name))));
      }
    }
    try (FileBlockStore store = open(HEIGHTS, true)) {
      assertHolds(store, HEIGHTS);
      assertThat(store.scrub(bytes -> {})).isNotEmpty().allMatch(Damage::repaired);
    }
  }

  @Test
  void proposalsThatAreWholeSurvive() throws Exception {
    fill();
    Path file = dir.resolve("proposals.log");
    try (FileBlockStore store = open(0, false)) {
      flip(file, 100);
      assertThat(store.scrub(bytes -> {})).hasSize(1).allMatch(Damage::repaired);
      assertThat(store.proposals()).hasSize(2);
    }
    flip(file, 100);
    try (FileBlockStore store = open(0, false)) {
      assertThat(store.proposals()).hasSize(1);
      assertThat(store.proposal(BlockStoreContract.header(HEIGHTS + 2).hash())).isPresent();
      assertThat(store.scrub(bytes -> {})).hasSize(1);
      Message.Proposal lost = BlockStoreContract.proposal(HEIGHTS + 1);
      store.putProposal(lost);
      assertThat(store.proposals()).hasSize(2);
    }
  }

  @Test
  void votesAreWrittenAgainFromMemory() throws Exception {
    Path file = dir.resolve("votes");
    try (FileVoteLog log = FileVoteLog.open(file, true)) {
      for (int slot = 1; slot <= 3; slot++) {
        log.append(new Vote(new ValidatorId(0), new Statement.Skip(0, slot), new byte[64]));
      }
      assertThat(log.scrub()).isEmpty();
      for (int bit = 0; bit < bits(file); bit += 61) {
        flip(file, bit);
        assertThat(log.scrub()).as("bit %d", bit).hasSize(1).allMatch(Damage::repaired);
        assertThat(log.scrub()).isEmpty();
      }
      log.append(new Vote(new ValidatorId(0), new Statement.Skip(0, 4), new byte[64]));
    }
    try (FileVoteLog log = FileVoteLog.open(file, false)) {
      assertThat(log.load()).hasSize(4);
    }
  }
}
