package org.assaydb.engine.replica.chain;

import java.util.List;
import java.util.TreeMap;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.BlockLog;
import org.assaydb.proofs.ledger.Genesis;

/** The block log of the final chain, and its headers by time. Thread safe. */
public final class HeaderLog {
  private final BlockLog log = new BlockLog();

  /** Last height at each time. */
  private final TreeMap<Long, Long> heightByTime = new TreeMap<>();

  HeaderLog(Genesis genesis) {
    log.append(genesis.chainId());
  }

  synchronized void append(BlockHeader header) {
    log.append(header.hash());
    heightByTime.put(header.timeMs(), header.height());
  }

  /** Height of the newest header. */
  public synchronized long height() {
    return log.size() - 1;
  }

  /** Path of the header of {@code height} under the header of {@code atHeight}. */
  public synchronized List<Digest> prove(long height, long atHeight) {
    return log.prove(height, atHeight);
  }

  /** The last height whose time is at or before {@code timeMs}; 0 (genesis) when there is none. */
  public synchronized long heightAt(long timeMs) {
    var floor = heightByTime.floorEntry(timeMs);
    return floor == null ? 0 : floor.getValue();
  }

  /** Root over the final chain and the blocks on top of it, which are not final yet. */
  synchronized Digest rootAbove(List<Digest> notFinal) {
    long size = log.size();
    notFinal.forEach(log::append);
    try {
      return log.root(log.size());
    } finally {
      log.truncate(size);
    }
  }
}
