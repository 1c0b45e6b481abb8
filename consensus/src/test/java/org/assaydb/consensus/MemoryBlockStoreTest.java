package org.assaydb.consensus;

final class MemoryBlockStoreTest extends BlockStoreContract {
  @Override
  BlockStore open() {
    return new MemoryBlockStore();
  }
}
