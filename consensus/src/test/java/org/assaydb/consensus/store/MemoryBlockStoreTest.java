package org.assaydb.consensus.store;

import org.assaydb.consensus.BlockStore;

final class MemoryBlockStoreTest extends BlockStoreContract {
  @Override
  BlockStore open() {
    return new MemoryBlockStore();
  }
}
