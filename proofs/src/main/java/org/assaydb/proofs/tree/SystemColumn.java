package org.assaydb.proofs.tree;

import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.Version;

/**
 * Decoded system column of a chunk: one element per row, in run order. The arrays are not copied;
 * nobody changes them.
 *
 * @param versions {@link Version#packed()}
 * @param kinds {@link EntryKind#code()}, valid codes only
 */
public record SystemColumn(Key[] keys, long[] versions, byte[] kinds) {
  public int rows() {
    return keys.length;
  }

  /** Whether the rows have the counts and versions that {@code summary} claims. */
  public boolean agreesWith(Summary summary) {
    long live = 0;
    long min = Long.MAX_VALUE;
    long max = 0;
    for (int i = 0; i < keys.length; i++) {
      live += EntryKind.of(kinds[i]).liveDelta();
      min = Math.min(min, versions[i]);
      max = Math.max(max, versions[i]);
    }
    return summary.count() == keys.length
        && summary.live() == live
        && summary.minVersion().equals(new Version(min))
        && summary.maxVersion().equals(new Version(max));
  }
}
