package org.assaydb.engine.replica.chain;

import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.BlockLog;
import org.assaydb.proofs.ledger.Genesis;

/** The block log of the final chain, and its headers by time. Thread safe. */
public final class HeaderLog {
  private final BlockLog log = new BlockLog();

  /** Times of the headers from height 1 on, in milliseconds; they never go back. */
  private long[] times = new long[1024];

  HeaderLog(Genesis genesis) {
    log.append(genesis.chainId());
  }

  synchronized void append(BlockHeader header) {
    int before = (int) height();
    if (before == times.length) {
      times = Arrays.copyOf(times, 2 * before);
    }
    times[before] = header.timeMs();
    log.append(header.hash());
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
    int low = 0;
    int high = (int) height();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (times[middle - 1] <= timeMs) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
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
