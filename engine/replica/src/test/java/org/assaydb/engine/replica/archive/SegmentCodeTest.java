package org.assaydb.engine.replica.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCodeTest {
  private static List<byte[]> bodies(Random random, int count) {
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] body = new byte[random.nextInt(random.nextInt(4) == 0 ? 200_000 : 700)];
      random.nextBytes(body);
      bodies.add(body);
    }
    return bodies;
  }

  private static Map<Integer, Shard> byIndex(List<Shard> shards) {
    Map<Integer, Shard> map = new HashMap<>();
    shards.forEach(s -> map.put(s.index(), s));
    return map;
  }

  @ParameterizedTest
  @CsvSource({"2,4", "3,7", "4,10", "11,31", "1,1"})
  void anyKShardsRebuildTheSegment(int k, int n) throws Exception {
    Random random = new Random(k * 1000L + n);
    SegmentCode code = new SegmentCode(k, n);
    for (int round = 0; round < 20; round++) {
      List<byte[]> bodies = bodies(random, 1 + random.nextInt(9));
      CodedInMemory coded = CodedInMemory.encode(k, n, round, 1 + round * 9L, bodies);
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        order.add(i);
      }
      java.util.Collections.shuffle(order, random);
      Map<Integer, Shard> some = new HashMap<>();
      order.subList(0, k).forEach(i -> some.put(i, coded.shards().get(i)));
      int kept = random.nextInt(n);
      SegmentCode.Restored restored = code.decode(coded.commitment(), some, kept);
      assertThat(restored.bodies())
          .usingElementComparator(java.util.Arrays::compare)
          .isEqualTo(bodies);
      assertThat(restored.shard().encode()).isEqualTo(coded.shards().get(kept).encode());
    }
  }

  /** Coding by windows gives what coding the pieces as a whole does. */
  @Test
  void windowsAreNotSeenInTheShards() throws Exception {
    List<byte[]> bodies = List.of(new byte[70_000], "text".getBytes(), new byte[300_001]);
    new Random(9).nextBytes(bodies.get(2));
    ByteWriter segment = new ByteWriter();
    bodies.forEach(segment::bytes);
    byte[] bytes = segment.toBytes();
    int length = (bytes.length + 1) / 2;
    byte[][] pieces = {
      java.util.Arrays.copyOf(bytes, length),
      java.util.Arrays.copyOf(java.util.Arrays.copyOfRange(bytes, length, bytes.length), length)
    };
    byte[][] whole = new ReedSolomon(2, 4).encode(pieces);
    CodedInMemory coded = CodedInMemory.encode(2, 4, 0, 1, bodies);
    for (int i = 0; i < 4; i++) {
      assertThat(coded.shards().get(i).bytes()).isEqualTo(whole[i]);
      assertThat(SegmentCommitment.shardLeaf(0, i, whole[i]))
          .isEqualTo(SegmentCommitment.leafOf(0, i).add(whole[i], 0, length).finish());
    }
  }

  /** Whatever the size of a segment, as much of it is read at a time. */
  @Test
  void memoryDoesNotGrowWithTheSegment() throws Exception {
    int size = 60 << 20;
    int[] longest = new int[1];
    long[] written = new long[1];
    SegmentCode.Segment endless =
        new SegmentCode.Segment() {
          @Override
          public int sizeBytes() {
            return size;
          }

          @Override
          public void read(long offset, byte[] target, int from, int to) {
            longest[0] = Math.max(longest[0], to - from);
          }
        };
    OutputStream counted =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("byte by byte");
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            longest[0] = Math.max(longest[0], count);
            written[0] += count;
          }
        };
    new SegmentCode(2, 4).encode(0, 1, 64, endless, 3, counted);
    assertThat(written[0]).isEqualTo(size / 2);
    assertThat(longest[0]).isLessThanOrEqualTo(1 << 16);
  }

  @Test
  void emptySegmentSurvives() throws Exception {
    SegmentCode code = new SegmentCode(2, 4);
    CodedInMemory coded = CodedInMemory.encode(2, 4, 0, 1, List.of(new byte[0]));
    assertThat(code.decode(coded.commitment(), byIndex(coded.shards()), 0).bodies()).hasSize(1);
  }

  @Test
  void missingShardsAreNamed() throws Exception {
    SegmentCode code = new SegmentCode(2, 4);
    CodedInMemory coded = CodedInMemory.encode(2, 4, 7, 1, bodies(new Random(1), 3));
    Map<Integer, Shard> one = Map.of(2, coded.shards().get(2));
    assertThatThrownBy(() -> code.decode(coded.commitment(), one, 0))
        .isInstanceOf(NotEnoughShardsException.class)
        .hasMessageContaining("[0, 1, 3]");
  }

  @Test
  void everyFlippedBitOfAShardIsNoticed() throws Exception {
    SegmentCode code = new SegmentCode(2, 4);
    CodedInMemory coded =
        CodedInMemory.encode(2, 4, 3, 1, List.of("some block".getBytes(), new byte[5]));
    Shard honest = coded.shards().get(3);
    for (int bit = 0; bit < honest.bytes().length * 8; bit++) {
      byte[] damaged = honest.bytes().clone();
      damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
      assertThat(coded.commitment().holds(3, damaged, honest.path())).isFalse();
    }
    assertThat(coded.commitment().holds(3, honest.bytes(), honest.path())).isTrue();
  }

  @Test
  void shardOfAnotherSegmentOrIndexIsRejected() throws Exception { // X2
    SegmentCode code = new SegmentCode(2, 4);
    List<byte[]> bodies = bodies(new Random(2), 4);
    CodedInMemory a = CodedInMemory.encode(2, 4, 1, 1, bodies);
    CodedInMemory b = CodedInMemory.encode(2, 4, 2, 5, bodies);
    Shard shard = a.shards().get(1);
    assertThat(b.commitment().holds(1, shard.bytes(), shard.path())).isFalse();
    assertThat(a.commitment().holds(2, shard.bytes(), shard.path())).isFalse();
  }

  @Test
  void shardSetThatIsNoCodewordIsFoundByReencoding() throws Exception { // X3
    SegmentCode code = new SegmentCode(2, 4);
    CodedInMemory coded = CodedInMemory.encode(2, 4, 0, 1, bodies(new Random(3), 4));
    byte[] wrong = coded.shards().get(3).bytes().clone();
    wrong[0] ^= 1;
    List<Digest> leaves = new ArrayList<>();
    List<byte[]> bytes = new ArrayList<>();
    for (Shard s : coded.shards()) {
      byte[] content = s.index() == 3 ? wrong : s.bytes();
      bytes.add(content);
      leaves.add(SegmentCommitment.shardLeaf(0, s.index(), content));
    }
    SegmentCommitment c = coded.commitment();
    SegmentCommitment lying =
        new SegmentCommitment(
            0, 1, c.blocks(), c.sizeBytes(), 2, 4, SegmentCommitment.shardRoot(leaves));
    Map<Integer, Shard> shards = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      shards.put(i, new Shard(0, i, SegmentCommitment.proveShard(leaves, i), bytes.get(i)));
    }
    assertThatThrownBy(() -> code.decode(lying, shards, 0))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.ROOT_MISMATCH));
  }

  @Test
  void encodingsRoundTripAndRejectTrailingBytes() throws Exception {
    SegmentCode code = new SegmentCode(2, 4);
    CodedInMemory coded = CodedInMemory.encode(2, 4, 5, 11, bodies(new Random(4), 2));
    Shard shard = Shard.decode(coded.shards().get(2).encode());
    assertThat(coded.commitment().holds(2, shard.bytes(), shard.path())).isTrue();
    byte[] longer = new ByteWriter().raw(coded.shards().get(2).encode()).u8(0).toBytes();
    assertThatThrownBy(() -> Shard.decode(longer)).isInstanceOf(VerificationException.class);
  }
}
