package org.assaydb.benchmarks.tamper;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.benchmarks.tamper.ContentMap.Span;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;

/** Makes mutants of one victim. Not thread safe. */
final class Mutator {
  private static final Mutation[] ALL = Mutation.values();
  private static final int LONGEST_SECTION = 200;
  private static final long[] NUMBERS = {
    0, 1, 2, 127, 128, 4096, Integer.MAX_VALUE, 1L << 31, 1L << 40, Long.MAX_VALUE, -1
  };

  private final byte[] vo;
  private final ContentMap map;
  private final List<Victim> donors;
  private final Random random;

  /**
   * @param donors other victims, of the same state and of others, of this world and another
   */
  Mutator(Victim victim, ContentMap map, List<Victim> donors, Random random) {
    vo = victim.vo();
    this.map = map;
    this.donors = donors;
    this.random = random;
  }

  Mutation choose() {
    return ALL[random.nextInt(ALL.length)];
  }

  /** A changed object; now and then it equals the honest one. */
  byte[] mutant(Mutation mutation) {
    return switch (mutation) {
      case FLIP_BIT -> flipped();
      case SET_BYTES -> set();
      case DROP -> section(0);
      case DOUBLE -> section(2);
      case SWAP -> swapped();
      case MOVE -> moved();
      case TRUNCATE -> Arrays.copyOf(vo, random.nextInt(vo.length));
      case APPEND -> appended();
      case NUMBER -> number();
      case SWAP_CONTENT -> contentSwapped();
      case FOREIGN_CONTENT -> foreignContent();
      case SPLICE -> splice();
      case FOREIGN_SECTION -> foreignSection();
    };
  }

  private byte[] flipped() {
    byte[] mutant = vo.clone();
    mutant[random.nextInt(vo.length)] ^= (byte) (1 << random.nextInt(8));
    return mutant;
  }

  private byte[] set() {
    byte[] mutant = vo.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      boolean steering = random.nextBoolean();
      int at = steering ? pick(map.steering()) : random.nextInt(vo.length);
      mutant[at] = (byte) random.nextInt(random.nextBoolean() ? 256 : 8);
    }
    return mutant;
  }

  /** A section {@code times} times. */
  private byte[] section(int times) {
    int from = start();
    int to = end(from, vo.length);
    ByteWriter out = new ByteWriter(vo.length + LONGEST_SECTION).raw(vo, 0, from);
    for (int i = 0; i < times; i++) {
      out.raw(vo, from, to);
    }
    return out.raw(vo, to, vo.length).toBytes();
  }

  /** Two sections side by side change places. */
  private byte[] swapped() {
    int from = start();
    int middle = end(from, vo.length);
    int to = middle == vo.length ? middle : end(middle, vo.length);
    ByteWriter out = new ByteWriter(vo.length).raw(vo, 0, from).raw(vo, middle, to);
    return out.raw(vo, from, middle).raw(vo, to, vo.length).toBytes();
  }

  private byte[] moved() {
    int from = start();
    int to = end(from, vo.length);
    int target = start();
    ByteWriter out = new ByteWriter(vo.length);
    if (target <= from) {
      out.raw(vo, 0, target).raw(vo, from, to).raw(vo, target, from);
      return out.raw(vo, to, vo.length).toBytes();
    }
    int after = Math.max(target, to);
    out.raw(vo, 0, from).raw(vo, to, after).raw(vo, from, to);
    return out.raw(vo, after, vo.length).toBytes();
  }

  private byte[] appended() {
    byte[] more = new byte[1 + random.nextInt(40)];
    if (random.nextBoolean()) {
      random.nextBytes(more);
    }
    return new ByteWriter(vo.length + more.length).raw(vo).raw(more).toBytes();
  }

  private byte[] number() {
    int at = pick(map.steering());
    ByteWriter out = new ByteWriter(vo.length + 10).raw(vo, 0, at);
    switch (random.nextInt(4)) {
      case 0 -> out.u8(vo[at] + 1);
      case 1 -> out.u8(vo[at] - 1);
      case 2 -> out.u8(vo[at] | 0x80).u8(0);
      default -> out.varint(NUMBERS[random.nextInt(NUMBERS.length)]);
    }
    return out.raw(vo, at + 1, vo.length).toBytes();
  }

  private byte[] contentSwapped() {
    if (map.hashed().size() < 2) {
      return vo;
    }
    Span a = pick(map.hashed());
    Span b = pick(map.hashed());
    int length = Math.min(Digest.SIZE_BYTES, Math.min(a.length(), b.length()));
    int fromA = random.nextBoolean() ? a.from() : a.to() - length;
    int fromB = random.nextBoolean() ? b.from() : b.to() - length;
    byte[] mutant = vo.clone();
    System.arraycopy(vo, fromA, mutant, fromB, length);
    System.arraycopy(vo, fromB, mutant, fromA, length);
    return mutant;
  }

  private byte[] foreignContent() {
    if (map.hashed().isEmpty()) {
      return vo;
    }
    Span span = pick(map.hashed());
    byte[] donor = pick(donors).vo();
    int length = Math.min(Math.min(Digest.SIZE_BYTES, span.length()), donor.length);
    // The same place in a proof of a like read most often.
    boolean like = random.nextBoolean() && span.from() + length <= donor.length;
    int from = like ? span.from() : random.nextInt(donor.length - length + 1);
    byte[] mutant = vo.clone();
    System.arraycopy(donor, from, mutant, span.from(), length);
    return mutant;
  }

  private byte[] splice() {
    byte[] donor = pick(donors).vo();
    int front = random.nextInt(vo.length + 1);
    int back = random.nextBoolean() ? Math.min(front, donor.length) : random.nextInt(donor.length);
    ByteWriter out = new ByteWriter(front + donor.length - back);
    return out.raw(vo, 0, front).raw(donor, back, donor.length).toBytes();
  }

  private byte[] foreignSection() {
    byte[] donor = pick(donors).vo();
    int from = start();
    int to = end(from, vo.length);
    int donorFrom =
        random.nextBoolean() ? Math.min(from, donor.length - 1) : random.nextInt(donor.length);
    int donorTo = end(donorFrom, donor.length);
    ByteWriter out = new ByteWriter(vo.length + LONGEST_SECTION).raw(vo, 0, from);
    return out.raw(donor, donorFrom, donorTo).raw(vo, to, vo.length).toBytes();
  }

  /** Sections begin where the decoder looks as often as anywhere. */
  private int start() {
    return random.nextBoolean() ? pick(map.steering()) : random.nextInt(vo.length);
  }

  private int end(int from, int length) {
    return from + 1 + random.nextInt(Math.min(LONGEST_SECTION, length - from));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
