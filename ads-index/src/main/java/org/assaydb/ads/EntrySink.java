package org.assaydb.ads;

/** Takes the rows of a merge in run order. */
interface EntrySink {
  /** Takes the current row. */
  void add(MergeInput input);

  /**
   * Takes all of the chunk that begins with the current row, into which no other input reaches, or
   * nothing and returns false; its rows then come one by one.
   */
  boolean copyChunk(MergeInput.Sealed input);
}
