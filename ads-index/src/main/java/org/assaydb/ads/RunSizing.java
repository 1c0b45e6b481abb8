package org.assaydb.ads;

/**
 * The schedule of seals and merges. Part of the protocol: replicas with different sizings compute
 * different roots, so production has one and only tests use others.
 *
 * @param sealRows run 0 is sealed at the end of a block in which it holds at least so many entries
 * @param idleRows ... or holds at least so many and was not written for {@code idleBlocks} heights
 * @param fanIn so many runs of a tier become one of the next tier
 * @param chunkRows rows of a sealed chunk, all but the last of a run
 */
record RunSizing(int sealRows, int idleRows, int idleBlocks, int fanIn, int chunkRows) {
  static final RunSizing PRODUCTION = new RunSizing(8192, 256, 32, 4, 1024);

  boolean sealsAt(long height, Run0 run) {
    long rows = run.size();
    return rows >= sealRows
        || (rows >= idleRows && height - run.summary().maxVersion().height() >= idleBlocks);
  }
}
