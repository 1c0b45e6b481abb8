package org.assaydb.ads;

/**
 * The schedule of seals and merges. Part of the protocol: replicas with different sizings compute
 * different roots, so production has one and only tests use others. {@link MergeSchedule} has the
 * rules.
 *
 * @param sealRows run 0 is sealed at the end of a block in which it would hold at least so many
 *     entries; a block with so many entries becomes a run by itself
 * @param idleRows ... or holds at least so many and was not written for {@code idleBlocks} heights
 * @param fanIn so many runs of a tier become one of the next tier
 * @param chunkRows rows of a sealed chunk, all but the last of a run and those around copied ones
 * @param mergeBlocks least number of heights from the start of a merge to its installation
 * @param mergeRows one more height for so many entries of the inputs, unless a load overtakes the
 *     merge; also the pace of merging down when idle
 * @param retainBlocks versions that were superseded in the last so many heights stay in the current
 *     runs
 * @param maxRuns with more runs than this a block installs all pending merges of the index
 */
record RunSizing(
    int sealRows,
    int idleRows,
    int idleBlocks,
    int fanIn,
    int chunkRows,
    int mergeBlocks,
    int mergeRows,
    int retainBlocks,
    int maxRuns) {
  static final RunSizing PRODUCTION = new RunSizing(8192, 256, 32, 5, 1024, 4, 8192, 128, 64);

  /** Sizes for tests: merges take few heights and history begins at once. */
  RunSizing(int sealRows, int idleRows, int idleBlocks, int fanIn, int chunkRows) {
    this(sealRows, idleRows, idleBlocks, fanIn, chunkRows, 2, sealRows, 0, 24);
  }

  /** Whether run 0 is sealed because nobody writes to it. */
  boolean sealsIdle(long height, Run0 run) {
    return run.size() >= idleRows && height - run.summary().maxVersion().height() >= idleBlocks;
  }

  /** The tier that a run of {@code rows} entries deserves by its size. */
  int tierOf(long rows) {
    int tier = 1;
    for (long bound = (long) sealRows * fanIn; rows >= bound; bound *= fanIn) {
      tier++;
    }
    return tier;
  }

  /** Height at which a merge of {@code rows} entries that starts now is installed at the latest. */
  long installHeight(long startHeight, long rows) {
    return startHeight + Math.max(mergeBlocks, rows / mergeRows);
  }

  /**
   * Whether a merge is installed at {@code height}: at its install height, or earlier when a load
   * has brought half as many entries as it takes, so that loads do not pile up runs behind it.
   *
   * @param since sealed entries newer than the start of the merge
   */
  boolean due(PendingMerge merge, long height, long since) {
    return height >= merge.installHeight()
        || (height >= merge.startHeight() + mergeBlocks && since >= (merge.rows() + 1) / 2);
  }

  /** Heights without a write after which an index of {@code rows} sealed entries is merged down. */
  long idleHeights(long rows) {
    return Math.max(idleBlocks, rows / mergeRows);
  }
}
