package org.assaydb.consensus.store;

import java.util.Optional;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.proofs.ledger.BlockHeader;

/** What a block store is mended from. Any thread; no method may need the store that it mends. */
public interface BlockSource {
  /**
   * Header and certificate of a final block, without its body, as this replica keeps them
   * elsewhere.
   */
  Optional<FinalBlock> block(long height);

  /** The body of a final block from elsewhere; what it gives {@link #belongs} to the header. */
  Optional<byte[]> body(BlockHeader header);

  /** Whether a body is that of a header. */
  boolean belongs(BlockHeader header, byte[] body);

  /** For a store of its own. */
  BlockSource NONE =
      new BlockSource() {
        @Override
        public Optional<FinalBlock> block(long height) {
          return Optional.empty();
        }

        @Override
        public Optional<byte[]> body(BlockHeader header) {
          return Optional.empty();
        }

        @Override
        public boolean belongs(BlockHeader header, byte[] body) {
          return false;
        }
      };
}
