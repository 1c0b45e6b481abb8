package org.assaydb.proofs.hash;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Domain-tagged SHA-256 over the JDK's implementation (hardware assisted). One instance per thread:
 * obtain it with {@link #get()} at the start of a loop, not per hash.
 */
public final class Sha256 {
  private static final ThreadLocal<Sha256> INSTANCES = ThreadLocal.withInitial(Sha256::new);

  private final MessageDigest md;
  private final byte[] out = new byte[Digest.SIZE_BYTES];

  private Sha256() {
    md = newDigest();
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** One hash whose input comes in parts, the tag first. Not thread safe. */
  public static final class Parts {
    private final MessageDigest md = newDigest();

    public Parts add(byte[] bytes, int from, int to) {
      md.update(bytes, from, to - from);
      return this;
    }

    /** The hash of all that was added; then it begins anew. */
    public Digest finish() {
      return Digest.read(md.digest(), 0);
    }
  }

  public static Sha256 get() {
    return INSTANCES.get();
  }

  /** H(tag, bytes[from, to)). */
  public Digest hash(HashTag tag, byte[] bytes, int from, int to) {
    md.update(tag.value());
    md.update(bytes, from, to - from);
    return finish();
  }

  /** H(tag, bytes). */
  public static Digest of(HashTag tag, byte[] bytes) {
    return get().hash(tag, bytes, 0, bytes.length);
  }

  /**
   * Hashes {@code input[0, length)}, whose first byte is the tag already, into {@code
   * target[offset, offset + 32)}. For inner loops that assemble their input in one buffer.
   */
  public void hashTagged(byte[] input, int length, byte[] target, int offset) {
    try {
      md.update(input, 0, length);
      md.digest(target, offset, Digest.SIZE_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("target too small", e);
    }
  }

  /**
   * As {@link #hashTagged(byte[], int, byte[], int)}, followed by more bytes that are not copied.
   */
  public void hashTagged(
      byte[] input, int length, byte[] more, int from, int to, byte[] target, int offset) {
    md.update(input, 0, length);
    md.update(more, from, to - from);
    try {
      md.digest(target, offset, Digest.SIZE_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("target too small", e);
    }
  }

  private Digest finish() {
    try {
      md.digest(out, 0, Digest.SIZE_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("buffer too small", e);
    }
    return Digest.read(out, 0);
  }
}
