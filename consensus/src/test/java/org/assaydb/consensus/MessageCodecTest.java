package org.assaydb.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.assaydb.proofs.VerificationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a peer sends: a message of exactly these bytes, or a typed rejection, in memory that is
 * in proportion to what came.
 */
class MessageCodecTest { // D1, D4, E2
  private static final int ROUNDS = 20_000;

  /** A length that is allowed in some places, of which nothing follows. */
  private static final byte[] EIGHT_MIB_LESS_ONE = {-1, -1, -1, 3};

  private static final byte[] HUGE = {-1, -1, -1, -1, -1, -1, -1, -1, 127};

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<MessageSamples.Sample> samples() {
    return MessageSamples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void changedMessagesAreRejectedOrCanonical(MessageSamples.Sample sample) {
    byte[] honest = sample.message().encode();
    Random random = new Random(honest[0]);
    int rejected = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutant = honest;
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        mutant = edit(mutant, random);
      }
      if (!isAccepted(mutant)) {
        rejected++;
      }
    }
    assertThat(rejected).isBetween(1, ROUNDS - 1);
  }

  private boolean isAccepted(byte[] bytes) {
    long before = threads.getCurrentThreadAllocatedBytes();
    Message message = null;
    try {
      message = Message.decode(bytes);
    } catch (VerificationException expected) {
      assertThat(expected.reason()).isNotNull();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("%s", Arrays.toString(bytes)).isLessThan(64_000 + 64L * bytes.length);
    if (message != null) {
      assertThat(message.encode()).isEqualTo(bytes);
    }
    return message != null;
  }

  private static byte[] edit(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> join(bytes, at, new byte[random.nextInt(9)], at);
      case 2 -> join(bytes, at, EIGHT_MIB_LESS_ONE, Math.min(bytes.length, at + 1));
      case 3 -> join(bytes, at, HUGE, Math.min(bytes.length, at + 1));
      case 4 -> join(bytes, at, new byte[0], random.nextInt(bytes.length + 1)); // left out, doubled
      default -> {
        byte[] one = {(byte) random.nextInt(256)};
        yield join(bytes, at, one, Math.min(bytes.length, at + 1));
      }
    };
  }

  /** What stands before {@code to}, other bytes, and what stands from {@code from} on. */
  private static byte[] join(byte[] bytes, int to, byte[] between, int from) {
    byte[] joined = Arrays.copyOf(bytes, to + between.length + bytes.length - from);
    System.arraycopy(between, 0, joined, to, between.length);
    System.arraycopy(bytes, from, joined, to + between.length, bytes.length - from);
    return joined;
  }
}
