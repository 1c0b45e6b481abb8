package org.assaydb.engine.replica.chain;

import java.util.Optional;
import org.assaydb.engine.replica.state.LedgerState;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;

/** A final block whose state can still be read. */
public record Snapshot(FinalBlock block, LedgerState state) {
  public long height() {
    return state.height();
  }

  public BlockHeader header() {
    return block.header();
  }

  /** The final certificate over exactly this block; empty when only a descendant has one. */
  public Optional<Certificate> certificate() {
    return block.certificate();
  }
}
