package org.assaydb.proofs.vo.verify;

/**
 * What a client accepts before it looks at a verification object.
 *
 * @param maxBytes longest verification object in bytes
 */
public record VoLimits(int maxBytes) {
  /** 64 MiB, the longest frame. */
  public static final VoLimits DEFAULT = new VoLimits(64 << 20);
}
