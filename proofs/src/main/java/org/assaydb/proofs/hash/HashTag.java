package org.assaydb.proofs.hash;

/**
 * First byte of every hash input. Values are part of the format and never re-used; a leaf can so
 * never be read as a node, nor a message of one kind as another.
 */
public enum HashTag {
  // index trees
  VALUE(0x01),
  ROW(0x02),
  ROW_NODE(0x03),
  PREFIX(0x04),
  PREFIX_NODE(0x05),
  COLUMN(0x06),
  COLUMN_NODE(0x07),
  CHUNK(0x08),
  CHUNK_NODE(0x09),
  INDEX(0x0a),
  STATE_LEAF(0x0b),
  STATE_NODE(0x0c),
  STATE_ROOT(0x0d),
  CATALOG(0x0e),
  HISTORY_LEAF(0x10),
  HISTORY_NODE(0x11),
  // ledger
  HEADER(0x20),
  GENESIS(0x21),
  VALIDATOR_SET(0x22),
  TRANSACTION(0x23),
  TRANSACTION_LEAF(0x24),
  TRANSACTION_NODE(0x25),
  RECEIPT_LEAF(0x26),
  RECEIPT_NODE(0x27),
  BLOCK_LOG_LEAF(0x28),
  BLOCK_LOG_NODE(0x29),
  JUSTIFICATION(0x2a),
  EMPTY_LIST(0x2b),
  // votes: the tag is the first byte of the signed message too
  NOTAR_VOTE(0x30),
  SKIP_VOTE(0x31),
  FINAL_VOTE(0x32),
  TRANSACTION_SIGNATURE(0x33),
  PROPOSAL(0x34),
  SHARD_CUSTODY(0x35),
  // archive
  SHARD_LEAF(0x40),
  SHARD_NODE(0x41),
  SEGMENT(0x42),
  ARCHIVE(0x43),
  // proof files
  RESULT(0x50);

  private final byte value;

  HashTag(int value) {
    this.value = (byte) value;
  }

  public byte value() {
    return value;
  }
}
