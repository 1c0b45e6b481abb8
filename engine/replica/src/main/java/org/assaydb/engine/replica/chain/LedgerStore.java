package org.assaydb.engine.replica.chain;

import java.util.Optional;
import org.assaydb.ads.IndexStore;
import org.assaydb.ads.StateTree;
import org.assaydb.ads.StorageException;
import org.assaydb.ads.StoreBatch;
import org.assaydb.engine.replica.state.LedgerState;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.schema.Catalog;

/**
 * The chain's records in the {@link IndexStore}, each final block in one batch with its state.
 *
 * <pre>
 * 'b' height 8      {@link FinalBlock}
 * 'c' digest 32     catalog with this digest
 * 'm'               chain id 32, height varint, header hash 32, roots 96: the last committed block
 * </pre>
 */
final class LedgerStore {
  private static final byte[] META = {'m'};

  /** A power loss takes so many blocks of the state at most; replaying them takes moments. */
  private static final int SYNCED_BLOCKS = 32;

  private final IndexStore store;
  private final Genesis genesis;

  LedgerStore(IndexStore store, Genesis genesis) {
    this.store = store;
    this.genesis = genesis;
  }

  /** Makes a final block durable with its state, on top of the one committed before. */
  void commit(FinalBlock block, LedgerState after, boolean catalogChanged) {
    StoreBatch batch = new StoreBatch();
    batch.put(blockKey(after.height()), block.encode());
    if (catalogChanged || after.height() == 1) {
      batch.put(catalogKey(after.catalog().digest()), after.catalog().encode());
    }
    ByteWriter meta = new ByteWriter(200);
    meta.digest(genesis.chainId()).varint(after.height()).digest(after.headerHash());
    after.roots().encode(meta);
    batch.put(META, meta.toBytes());
    // Mostly not synced: bodies and votes are, and what a power loss takes is replayed from them.
    // What merges replaced is deleted by commits that are.
    store.commit(after.tree(), batch, after.height() % SYNCED_BLOCKS == 0);
  }

  Optional<FinalBlock> block(long height) {
    byte[] bytes = store.get(blockKey(height));
    return bytes == null ? Optional.empty() : Optional.of(FinalBlock.decode(bytes));
  }

  Optional<Catalog> catalog(Digest digest) {
    byte[] bytes = store.get(catalogKey(digest));
    return bytes == null ? Optional.empty() : Optional.of(Catalog.decode(bytes));
  }

  /**
   * The state after the last committed block, genesis when there is none.
   *
   * @throws StorageException CORRUPTION when records and state disagree
   */
  LedgerState load() {
    byte[] meta = store.get(META);
    Optional<StateTree> tree = store.loadState();
    if (meta == null) {
      return LedgerState.genesis(genesis, store.emptyState());
    }
    try {
      return load(new ByteReader(meta), tree.orElseThrow(() -> corrupt("no state")));
    } catch (VerificationException e) {
      throw new StorageException(StorageException.Category.CORRUPTION, "damaged ledger record", e);
    }
  }

  private LedgerState load(ByteReader in, StateTree tree) {
    if (!in.digest().equals(genesis.chainId())) {
      throw corrupt("the store belongs to another chain");
    }
    long height = in.varintNonNegative("height");
    Digest headerHash = in.digest();
    Roots roots = Roots.decode(in);
    FinalBlock block = block(height).orElseThrow(() -> corrupt("no record of block " + height));
    Catalog catalog =
        catalog(roots.catalog()).orElseThrow(() -> corrupt("no catalog " + roots.catalog()));
    LedgerState state =
        new LedgerState(
            height,
            headerHash,
            block.header().slot(),
            block.header().timeMs(),
            tree,
            catalog,
            block.receipts(),
            roots);
    boolean consistent =
        tree.height() == height
            && tree.root().equals(roots.state())
            && catalog.digest().equals(roots.catalog())
            && LedgerState.receiptsRoot(block.receipts()).equals(roots.receipts())
            && block.header().hash().equals(headerHash);
    if (!consistent) {
      throw corrupt("state and records of height " + height + " disagree");
    }
    return state;
  }

  private static StorageException corrupt(String message) {
    return new StorageException(StorageException.Category.CORRUPTION, message);
  }

  private static byte[] blockKey(long height) {
    return new ByteWriter(9).u8('b').i64(height).toBytes();
  }

  private static byte[] catalogKey(Digest digest) {
    return new ByteWriter(33).u8('c').digest(digest).toBytes();
  }
}
