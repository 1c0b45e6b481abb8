package org.assaydb.proofs.read;

/**
 * A history run as the read algorithms see it.
 *
 * @param floor reads at snapshots below it need the run
 */
public record HistoryRun(long floor, RunView view) {}
