package org.assaydb.engine.replica.archive;

import java.util.List;

/** Fewer than k intact shards could be had; names who is missing (attack X4). */
public final class NotEnoughShardsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotEnoughShardsException(long segment, int needed, List<Integer> missing) {
    super(
        "segment "
            + segment
            + " needs "
            + needed
            + " shards; missing or damaged at validators "
            + missing);
  }
}
