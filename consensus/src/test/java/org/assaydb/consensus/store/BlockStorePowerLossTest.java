package org.assaydb.consensus.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what was synced survives: no final block, body or stored proposal may be lost. */
final class BlockStorePowerLossTest {
  private static final int GROUP = 8;

  @TempDir Path dir;

  private final ForgetfulDisk disk = new ForgetfulDisk();
  private int losses;

  private static byte[] body(long height) {
    byte[] body = new byte[(int) (1_000 + height * 7_919 % 400_000)];
    new Random(height).nextBytes(body);
    return body;
  }

  private static Message.Proposal proposal(long height) {
    return new Message.Proposal(
        BlockStoreContract.header(height), body(height), List.of(), new byte[64]);
  }

  private static FinalBlock block(long height) {
    return new FinalBlock(
        BlockStoreContract.header(height),
        body(height),
        BlockStoreContract.block(height, height).certificate());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingIsLostWhereverThePowerGoes(long seed) throws Exception {
    Random random = new Random(seed);
    long proposed = 0;
    long last = 0;
    Path live = dir.resolve("live");
    try (BlockStore store = FileBlockStore.open(live, GROUP, disk, BlockSource.NONE)) {
      for (int step = 0; step < 60; step++) {
        if (proposed == last || proposed < last + 4 && random.nextBoolean()) {
          proposed++;
          if (random.nextInt(8) != 0 || proposed > last + 1) {
            store.putProposal(proposal(proposed));
          } else {
            store.finalise(block(++last)); // came as part of the final chain
          }
        } else {
          store.finalise(block(++last));
        }
        if (random.nextInt(10) == 0 && last > 0) {
          store.get(1 + random.nextInt((int) last));
        }
        if (random.nextInt(3) == 0) {
          losePower(live, last, proposed, random);
        }
      }
    }
    assertThat(losses).isPositive();
  }

  private void losePower(Path live, long last, long proposed, Random random) throws Exception {
    Path after = dir.resolve("after-" + losses++);
    disk.lose(live, after, random);
    try (BlockStore store = FileBlockStore.open(after, GROUP, BlockSource.NONE)) {
      assertHolds(store, last, proposed);
      store.finalise(block(last + 1));
    }
    try (BlockStore store = FileBlockStore.open(after, GROUP, BlockSource.NONE)) {
      assertHolds(store, last + 1, Math.max(proposed, last + 1));
    }
  }

  private static void assertHolds(BlockStore store, long last, long proposed) {
    assertThat(store.lastFinal()).isEqualTo(last);
    for (long height = 1; height <= last; height++) {
      assertThat(Arrays.equals(store.get(height).orElseThrow().body(), body(height))).isTrue();
    }
    assertThat(store.proposals().stream().map(p -> p.header().height()))
        .containsExactlyElementsOf(
            java.util.stream.LongStream.rangeClosed(last + 1, proposed).boxed().toList());
  }

  @Test
  void bodiesThatStandInNoProposalAreSynced() throws Exception {
    Path live = dir.resolve("live");
    try (BlockStore store = FileBlockStore.open(live, GROUP, disk, BlockSource.NONE)) {
      for (long height = 1; height <= 20; height++) {
        store.finalise(block(height));
        losePower(live, height, height, new Random(height));
      }
    }
  }

  @Test
  void bodiesAreSyncedBeforeTheFileOfProposalsIsWrittenAnew() throws Exception {
    Path live = dir.resolve("live");
    Path after = dir.resolve("after");
    byte[] large = new byte[7 << 20];
    new Random(5).nextBytes(large);
    try (BlockStore store = FileBlockStore.open(live, GROUP, disk, BlockSource.NONE)) {
      for (long height = 1; height <= 5; height++) {
        store.putProposal(
            new Message.Proposal(
                BlockStoreContract.header(height), large, List.of(), new byte[64]));
      }
      store.finalise(
          new FinalBlock(
              BlockStoreContract.header(1), large, BlockStoreContract.block(1, 1).certificate()));
      disk.lose(live, after, new Random(1));
    }
    try (BlockStore store = FileBlockStore.open(after, GROUP, BlockSource.NONE)) {
      assertThat(Arrays.equals(store.get(1).orElseThrow().body(), large)).isTrue();
      assertThat(store.proposals()).hasSize(4);
    }
  }

  @Test
  void whatWasUnlinkedDoesNotComeBack() throws Exception {
    Path live = dir.resolve("live");
    try (BlockStore store = FileBlockStore.open(live, GROUP, disk, BlockSource.NONE)) {
      for (long height = 1; height <= GROUP + 1; height++) {
        store.putProposal(small(height));
        store.finalise(
            new FinalBlock(
                BlockStoreContract.header(height),
                small(height).body(),
                BlockStoreContract.block(height, height).certificate()));
      }
      store.unlinkBodies(1, GROUP + 1);
    }
    try (BlockStore store = FileBlockStore.open(live, GROUP, BlockSource.NONE)) {
      assertThat(store.get(GROUP).orElseThrow().body()).isNull();
      assertThat(store.get(GROUP + 1).orElseThrow().body()).containsExactly((byte) (GROUP + 1));
    }
    assertThat(Files.exists(live.resolve("bodies-0.log"))).isFalse();
  }

  private static Message.Proposal small(long height) {
    return new Message.Proposal(
        BlockStoreContract.header(height), new byte[] {(byte) height}, List.of(), new byte[64]);
  }
}
