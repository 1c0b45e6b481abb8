package org.assaydb.engine.replica.state;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.read.RowEntries.RowImage;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexDef.KeyPart;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.jspecify.annotations.Nullable;

/**
 * The tables that the ledger itself writes, under fixed ids; they exist from block 1.
 *
 * <pre>
 * SYS.OBJECTS       TABLE_ID INTEGER key, SCHEMA_NAME, TABLE_NAME, DEFINITION (TableDef encoding)
 * SYS.TRANSACTIONS  SENDER, CLIENT_ID key, PAYLOAD_HASH, HEIGHT, POSITION, STATUS (1 committed, 0
 *                   aborted), SQL_STATE, MESSAGE, INSERTED, UPDATED, DELETED
 * </pre>
 */
public final class SystemTables {
  public static final String SCHEMA = "SYS";
  public static final TableId OBJECTS = new TableId(1);
  public static final TableId TRANSACTIONS = new TableId(2);
  public static final IndexId TRANSACTIONS_INDEX = new IndexId(2);

  /** The block that creates the indexes of these tables. */
  private static final long FIRST_BLOCK = 1;

  /** Longest encoded definition of a table. */
  static final int MAX_DEFINITION_BYTES = ColumnType.MAX_LENGTH;

  private static final Catalog GENESIS = buildGenesis();
  private static final TableDef OBJECTS_TABLE = GENESIS.table(OBJECTS).orElseThrow();
  private static final IndexSchema OBJECTS_SCHEMA =
      IndexSchema.of(OBJECTS_TABLE, OBJECTS_TABLE.primaryIndex());
  private static final TableDef TRANSACTIONS_TABLE = GENESIS.table(TRANSACTIONS).orElseThrow();
  private static final IndexSchema TRANSACTIONS_SCHEMA =
      IndexSchema.of(TRANSACTIONS_TABLE, TRANSACTIONS_TABLE.primaryIndex());

  private SystemTables() {}

  /** Catalog before block 1. */
  public static Catalog genesisCatalog() {
    return GENESIS;
  }

  private static Catalog buildGenesis() {
    TableDef objects =
        new TableDef(
            OBJECTS,
            1,
            SCHEMA,
            "OBJECTS",
            List.of(
                column("TABLE_ID", ColumnType.of(Kind.INTEGER)),
                column("SCHEMA_NAME", ColumnType.of(Kind.VARCHAR, Column.MAX_NAME_BYTES)),
                column("TABLE_NAME", ColumnType.of(Kind.VARCHAR, Column.MAX_NAME_BYTES)),
                column("DEFINITION", ColumnType.of(Kind.VARBINARY, MAX_DEFINITION_BYTES))),
            List.of(primary(new IndexId(1), "OBJECTS_PK", 1)));
    TableDef transactions =
        new TableDef(
            TRANSACTIONS,
            1,
            SCHEMA,
            "TRANSACTIONS",
            List.of(
                column("SENDER", ColumnType.of(Kind.VARBINARY, 32)),
                column("CLIENT_ID", ColumnType.of(Kind.UUID)),
                column("PAYLOAD_HASH", ColumnType.of(Kind.VARBINARY, 32)),
                column("HEIGHT", ColumnType.of(Kind.BIGINT)),
                column("POSITION", ColumnType.of(Kind.INTEGER)),
                column("STATUS", ColumnType.of(Kind.SMALLINT)),
                column("SQL_STATE", ColumnType.of(Kind.CHAR, 5)),
                column("MESSAGE", ColumnType.of(Kind.VARCHAR, 1024)),
                column("INSERTED", ColumnType.of(Kind.BIGINT)),
                column("UPDATED", ColumnType.of(Kind.BIGINT)),
                column("DELETED", ColumnType.of(Kind.BIGINT))),
            List.of(primary(TRANSACTIONS_INDEX, "TRANSACTIONS_PK", 2)));
    return new Catalog(16, 16, List.of(objects, transactions));
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, false, null);
  }

  private static IndexDef primary(IndexId id, String name, int keyColumns) {
    List<KeyPart> parts =
        java.util.stream.IntStream.range(0, keyColumns)
            .mapToObj(i -> new KeyPart(i, false))
            .toList();
    return new IndexDef(id, name, true, true, parts, List.of()).createdAs(id, FIRST_BLOCK);
  }

  /** Row of SYS.OBJECTS that describes a table. */
  static RowImage objectRow(TableDef table, byte[] definition) {
    @Nullable Object[] row = {table.id().value(), table.schema(), table.name(), definition};
    return new RowImage(KeyCodec.primaryKey(OBJECTS_SCHEMA, row), row);
  }

  /** Row of SYS.TRANSACTIONS that remembers a receipt. */
  static RowImage transactionRow(Receipt receipt) {
    @Nullable Object[] row = {
      receipt.sender().toBytes(),
      receipt.clientId(),
      receipt.payloadHash().toBytes(),
      receipt.version().height(),
      receipt.version().transaction(),
      (short) (receipt.committed() ? 1 : 0),
      receipt.sqlState(),
      receipt.message(),
      receipt.inserted(),
      receipt.updated(),
      receipt.deleted()
    };
    return new RowImage(KeyCodec.primaryKey(TRANSACTIONS_SCHEMA, row), row);
  }

  /** Where SYS.TRANSACTIONS remembers what became of a client's transaction. */
  public static Key transactionKey(PublicKey sender, UUID clientId) {
    @Nullable Object[] row = {sender.toBytes(), clientId};
    return KeyCodec.primaryKey(TRANSACTIONS_SCHEMA, row);
  }

  /** The receipt that a row of SYS.TRANSACTIONS remembers. */
  public static Receipt receipt(byte[] values) {
    @Nullable Object[] row = RowCodec.decode(TRANSACTIONS_SCHEMA.valueTypes(), values);
    return new Receipt(
        Digest.read((byte[]) field(row, 2), 0),
        PublicKey.of((byte[]) field(row, 0)),
        (UUID) field(row, 1),
        Version.of((Long) field(row, 3), (Integer) field(row, 4)),
        (Short) field(row, 5) == 1,
        (String) field(row, 6),
        (String) field(row, 7),
        (Long) field(row, 8),
        (Long) field(row, 9),
        (Long) field(row, 10));
  }

  private static Object field(@Nullable Object[] row, int ordinal) {
    return Optional.ofNullable(row[ordinal]).orElseThrow();
  }

  static byte[] encode(TableDef table) {
    ByteWriter out = new ByteWriter(512);
    table.encode(out);
    return out.toBytes();
  }
}
