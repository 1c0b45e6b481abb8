package org.assaydb.proofs.testing;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.ReadRange;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.ledger.Transaction;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;

/** One honest sample of every ledger format. */
public final class LedgerSamples {
  private LedgerSamples() {}

  /** Key that signs the sample transaction. */
  public static final byte[] SECRET = new byte[32];

  /** A format with one honest sample. */
  public record Format(String name, byte[] sample, Function<byte[], byte[]> decodeAndEncode) {
    @Override
    public String toString() {
      return name;
    }
  }

  public static TableDef table() {
    return new TableDef(
        new TableId(4),
        1,
        "PUBLIC",
        "PATIENTS",
        List.of(
            new Column("ID", ColumnType.of(ColumnType.Kind.UUID), false, null),
            new Column("NAME", ColumnType.of(ColumnType.Kind.VARCHAR, 40), true, "'none'"),
            new Column("COST", ColumnType.decimal(12, 2), true, null)),
        List.of(
            new IndexDef(
                new IndexId(7),
                "PK_PATIENTS",
                true,
                true,
                List.of(new IndexDef.KeyPart(0, false)),
                List.of()),
            new IndexDef(
                    new IndexId(8),
                    "BY_NAME",
                    false,
                    false,
                    List.of(new IndexDef.KeyPart(1, true)),
                    List.of(2))
                .createdAs(new IndexId(8), 300)));
  }

  public static Transaction transaction() {
    return new Transaction(
        TestChain.digest(1),
        Ed25519.publicKey(SECRET),
        new UUID(1, 2),
        900,
        12,
        TestChain.digest(2),
        List.of(
            new ReadRange(new IndexId(7), KeyRange.ALL),
            new ReadRange(new IndexId(8), KeyRange.point(new Key(new byte[] {1, 2})))),
        List.of(
            new CatalogChange.CreateTable(table()),
            new CatalogChange.DropTable(new TableId(3)),
            new CatalogChange.CreateIndex(new TableId(4), table().indexes().get(1)),
            new CatalogChange.DropIndex(new TableId(4), new IndexId(8))),
        List.of(
            new TableWrites(
                new TableId(4),
                1,
                List.of(
                    new RowWrite.Insert(new byte[] {0, 1, 2}),
                    new RowWrite.Update(new Key(new byte[] {3}), new byte[] {4}),
                    new RowWrite.Delete(new Key(new byte[] {5, 6}))))),
        "UPDATE patients SET cost = 1");
  }

  private static byte[] bytes(Consumer<ByteWriter> encode) {
    ByteWriter out = new ByteWriter();
    encode.accept(out);
    return out.toBytes();
  }

  private static <T> byte[] again(
      byte[] bytes, Function<ByteReader, T> decode, Function<T, byte[]> encode) {
    ByteReader in = new ByteReader(bytes);
    T value = decode.apply(in);
    in.end();
    return encode.apply(value);
  }

  public static Stream<Format> formats() {
    TestChain chain = new TestChain(4, 3);
    TrustedHead head = chain.append(TestChain.roots(5));
    Receipt receipt =
        new Receipt(
            TestChain.digest(1),
            Ed25519.publicKey(SECRET),
            new UUID(3, 4),
            Version.of(5, 6),
            true,
            "00000",
            "",
            1,
            2,
            3);
    SignedTransaction signed = SignedTransaction.sign(transaction(), SECRET);
    return Stream.of(
        new Format("genesis", chain.genesis().encode(), b -> Genesis.decode(b).encode()),
        new Format(
            "head", bytes(head::encode), b -> again(b, TrustedHead::decode, h -> bytes(h::encode))),
        new Format("transaction", transaction().encode(), b -> Transaction.decode(b).encode()),
        new Format(
            "signed transaction",
            bytes(signed::encode),
            b -> again(b, SignedTransaction::decode, t -> bytes(t::encode))),
        new Format(
            "receipt",
            bytes(receipt::encode),
            b -> again(b, Receipt::decode, r -> bytes(r::encode))),
        new Format(
            "catalog",
            new Catalog(5, 9, List.of(table())).encode(),
            b -> Catalog.decode(b).encode()));
  }

  private static ReadSpec scan() {
    return new ReadSpec.Scan(
        new IndexId(8),
        List.of(0, 2),
        77,
        List.of(
            KeyRange.point(new Key(new byte[] {1})), new KeyRange(new Key(new byte[] {9}), null)),
        true,
        10);
  }
}
