package org.assaydb.proofs.ledger;

import static org.assaydb.proofs.VerificationException.malformed;

import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;

/** One data definition. Ids in proposed definitions are 0; the ledger assigns them in order. */
public sealed interface CatalogChange {
  record CreateTable(TableDef definition) implements CatalogChange {}

  record DropTable(TableId table) implements CatalogChange {}

  /** Adds a secondary index and fills it from the table's rows. */
  record CreateIndex(TableId table, IndexDef definition) implements CatalogChange {}

  record DropIndex(TableId table, IndexId index) implements CatalogChange {}

  default void encode(ByteWriter out) {
    if (this instanceof CreateTable create) {
      create.definition().encode(out.u8(1));
    } else if (this instanceof DropTable drop) {
      out.u8(2).varint(drop.table().value());
    } else if (this instanceof CreateIndex create) {
      out.u8(3).varint(create.table().value());
      create.definition().encode(out);
    } else if (this instanceof DropIndex drop) {
      out.u8(4).varint(drop.table().value()).varint(drop.index().value());
    }
  }

  static CatalogChange decode(ByteReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 1 -> new CreateTable(TableDef.decode(in));
      case 2 -> new DropTable(tableId(in));
      case 3 -> new CreateIndex(tableId(in), IndexDef.decode(in));
      case 4 ->
          new DropIndex(tableId(in), new IndexId(in.varintAtMost(Integer.MAX_VALUE, "index id")));
      default -> throw malformed("catalog change kind " + kind);
    };
  }

  private static TableId tableId(ByteReader in) {
    return new TableId(in.varintAtMost(Integer.MAX_VALUE, "table id"));
  }
}
