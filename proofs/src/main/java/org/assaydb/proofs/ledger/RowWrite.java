package org.assaydb.proofs.ledger;

import static org.assaydb.proofs.VerificationException.malformed;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;

/**
 * One row to write. Encoding: kind byte, then (UPDATE, DELETE) the key, then (INSERT, UPDATE) the
 * values, both length-prefixed.
 */
public sealed interface RowWrite {
  /** A new row; {@code values} are {@link RowCodec} bytes of all table columns. */
  record Insert(byte[] values) implements RowWrite {}

  /** Replaces the row at {@code key} of the primary index; its primary key may change. */
  record Update(Key key, byte[] values) implements RowWrite {}

  /** Deletes the row at {@code key} of the primary index. */
  record Delete(Key key) implements RowWrite {}

  default void encode(ByteWriter out) {
    if (this instanceof Insert insert) {
      out.u8(1).bytes(insert.values());
    } else if (this instanceof Update update) {
      out.u8(2).bytes(update.key().bytes()).bytes(update.values());
    } else if (this instanceof Delete delete) {
      out.u8(3).bytes(delete.key().bytes());
    }
  }

  static RowWrite decode(ByteReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 1 -> new Insert(in.bytes(RowCodec.MAX_BYTES, "row"));
      case 2 ->
          new Update(new Key(in.bytes(Key.MAX_BYTES, "key")), in.bytes(RowCodec.MAX_BYTES, "row"));
      case 3 -> new Delete(new Key(in.bytes(Key.MAX_BYTES, "key")));
      default -> throw malformed("row write kind " + kind);
    };
  }
}
