package org.assaydb.engine.replica.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assaydb.engine.replica.chain.Chain;
import org.assaydb.engine.replica.state.LedgerState;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.ReadRange;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.ledger.Transaction;
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

/** Signs transactions as a driver would; ids come from a seed. */
public final class TestClient {
  /** (ID INTEGER primary key, NAME VARCHAR(2000), QTY INTEGER), index on QTY, UNIQUE on NAME. */
  public static final TableDef ITEMS = table("ITEMS", true);

  /** The same columns without a primary key, index on QTY. */
  public static final TableDef NOTES = table("NOTES", false);

  private final Chain chain;
  private final byte[] secret;
  private final Random random;

  public TestClient(Chain chain, long seed) {
    this.chain = chain;
    this.random = new Random(seed);
    this.secret = new byte[Ed25519.SECRET_BYTES];
    random.nextBytes(secret);
  }

  private static TableDef table(String name, boolean keyed) {
    List<KeyPart> key = keyed ? List.of(new KeyPart(0, false)) : List.of();
    List<IndexDef> indexes = new ArrayList<>();
    indexes.add(index(name + "_PK", true, true, key));
    indexes.add(index(name + "_QTY", false, false, List.of(new KeyPart(2, true))));
    if (keyed) {
      indexes.add(index(name + "_NAME", false, true, List.of(new KeyPart(1, false))));
    }
    return new TableDef(
        new TableId(0),
        1,
        "PUBLIC",
        name,
        List.of(
            new Column("ID", ColumnType.of(Kind.INTEGER), false, null),
            new Column("NAME", ColumnType.of(Kind.VARCHAR, 2000), true, null),
            new Column("QTY", ColumnType.of(Kind.INTEGER), true, null)),
        indexes);
  }

  public static IndexDef index(String name, boolean primary, boolean unique, List<KeyPart> key) {
    return new IndexDef(new IndexId(0), name, primary, unique, key, List.of());
  }

  public TableDef table(String name) {
    return chain.committed().catalog().table("PUBLIC", name).orElseThrow();
  }

  public UUID newId() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  public SignedTransaction define(CatalogChange... changes) {
    return sign(newId(), snapshot(), List.of(), List.of(changes), List.of());
  }

  public SignedTransaction write(String table, RowWrite... rows) {
    return write(newId(), snapshot(), List.of(), table, rows);
  }

  public SignedTransaction write(
      UUID id, long snapshot, List<ReadRange> reads, String table, RowWrite... rows) {
    TableDef definition = table(table);
    TableWrites writes =
        new TableWrites(definition.id(), definition.schemaVersion(), List.of(rows));
    return sign(id, snapshot, reads, List.of(), List.of(writes));
  }

  public SignedTransaction sign(
      UUID id,
      long snapshot,
      List<ReadRange> reads,
      List<CatalogChange> changes,
      List<TableWrites> writes) {
    return sign(chain.genesis().chainId(), id, snapshot + 1_000, snapshot, reads, changes, writes);
  }

  public SignedTransaction sign(
      Digest chainId,
      UUID id,
      long expiry,
      long snapshot,
      List<ReadRange> reads,
      List<CatalogChange> changes,
      List<TableWrites> writes) {
    LedgerState state = chain.committed();
    return SignedTransaction.sign(
        new Transaction(
            chainId,
            Ed25519.publicKey(secret),
            id,
            expiry,
            snapshot,
            state.catalog().digest(),
            reads,
            changes,
            writes,
            "test"),
        secret);
  }

  public long snapshot() {
    return chain.committed().height();
  }

  public static RowWrite insert(Integer id, String name, Integer qty) {
    return new RowWrite.Insert(values(id, name, qty));
  }

  public RowWrite update(int key, Integer id, String name, Integer qty) {
    return new RowWrite.Update(key("ITEMS", key), values(id, name, qty));
  }

  public RowWrite delete(int key) {
    return new RowWrite.Delete(key("ITEMS", key));
  }

  private static byte[] values(Integer id, String name, Integer qty) {
    return RowCodec.encode(types(), new Object[] {id, name, qty});
  }

  private static List<ColumnType> types() {
    return ITEMS.columns().stream().map(Column::type).toList();
  }

  public Key key(String table, int id) {
    TableDef definition = table(table);
    return KeyCodec.primaryKey(
        IndexSchema.of(definition, definition.primaryIndex()), new Object[] {id, null, null});
  }
}
