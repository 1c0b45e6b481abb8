package org.assaydb.jdbc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.RowWrite;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.TestChain;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;

/** Replicas of one chain in memory, honest unless a test rewrites their answers. One table, T. */
final class FakeReplica implements Transport.Connector {
  static final List<ColumnType> TYPES =
      List.of(
          ColumnType.of(Kind.INTEGER), ColumnType.of(Kind.VARCHAR, 20), ColumnType.decimal(10, 2));
  static final TableDef TABLE =
      new TableDef(
          new TableId(1),
          1,
          "PUBLIC",
          "T",
          List.of(
              new Column("ID", TYPES.get(0), false, null),
              new Column("NAME", TYPES.get(1), true, null),
              new Column("AMOUNT", TYPES.get(2), true, null)),
          List.of(
              new IndexDef(
                  new IndexId(1),
                  "T_PK",
                  true,
                  true,
                  List.of(new IndexDef.KeyPart(0, false)),
                  List.of())));

  final TestChain chain = new TestChain(4, 7);
  final Catalog catalog = new Catalog(2, 2, List.of(TABLE));
  final Set<Integer> brokenPorts = new HashSet<>();
  final List<Integer> connected = new ArrayList<>();
  final List<Request> requests = new ArrayList<>();
  final Map<Request, Response> receipts = new HashMap<>();
  final List<ModelState> states = new ArrayList<>();
  int conflicts;
  int applied;
  boolean loseNextCommit;
  BiFunction<Request, Response, Response> tamper = (request, response) -> response;
  private final IndexSchema schema = IndexSchema.of(TABLE, TABLE.primaryIndex());
  private List<ModelRun> runs = List.of();

  FakeReplica() {
    appendBlock(new RfcTree(HashTag.RECEIPT_NODE).root(List.of()));
  }

  TrustedHead head() {
    return chain.head(states.size());
  }

  private TrustedHead appendBlock(org.assaydb.proofs.hash.Digest receiptsRoot) {
    long height = states.size() + 1;
    ModelState state = new ModelState(height, List.of(new ModelIndex(schema, runs)));
    states.add(state);
    return chain.append(new Roots(state.root(), receiptsRoot, catalog.digest()));
  }

  @Override
  public Transport connect(InetSocketAddress endpoint, long timeoutMs) throws IOException {
    int port = endpoint.getPort();
    if (brokenPorts.contains(port)) {
      throw new IOException("refused by port " + port);
    }
    connected.add(port);
    return new Transport() {
      @Override
      public Response ask(Request request, long timeoutMs) throws IOException {
        if (brokenPorts.contains(port)) {
          throw new IOException("reset by port " + port);
        }
        requests.add(request);
        Response answer = tamper.apply(request, answer(request));
        if (loseNextCommit && request instanceof Request.Submit) {
          loseNextCommit = false;
          throw new IOException("connection reset after the commit");
        }
        return Response.decode(Frame.of(1, answer));
      }

      @Override
      public void close() {}
    };
  }

  private Response answer(Request request) {
    if (request instanceof Request.Hello) {
      return new Response.HelloReply(1, chain.genesis().chainId(), 0);
    } else if (request instanceof Request.GetHead get) {
      return wireHead(get.knownHeight());
    } else if (request instanceof Request.GetCatalog) {
      return new Response.CatalogBytes(catalog.encode());
    } else if (request instanceof Request.Read read) {
      return new Response.Vo(
          read.specs().size(),
          null,
          states.get((int) read.height() - 1).prove(read.specs().toArray(new ReadSpec[0])));
    } else if (request instanceof Request.Submit submit) {
      return commit(submit);
    }
    return new Response.Failure(FailureCode.USER, "0A000", "not in this fake");
  }

  Response wireHead(long known) {
    return wireHead(head(), known);
  }

  Response.Head wireHead(TrustedHead head, long known) {
    return new Response.Head(head.header(), head.certificate(), chain.path(known, head));
  }

  private Response commit(Request.Submit submit) {
    SignedTransaction signed = submit.transaction();
    signed.verifySignature();
    for (Map.Entry<Request, Response> done : receipts.entrySet()) {
      if (((Request.Submit) done.getKey()).transaction().equals(signed)) {
        return done.getValue();
      }
    }
    boolean aborted = conflicts > 0;
    conflicts -= aborted ? 1 : 0;
    Version version = Version.of(states.size() + 1, 0);
    long rows = aborted ? 0 : apply(signed.transaction().writes(), version);
    Receipt receipt =
        new Receipt(
            signed.payloadHash(),
            signed.transaction().sender(),
            signed.transaction().clientId(),
            version,
            !aborted,
            aborted ? "40001" : "00000",
            aborted ? "conflict" : "",
            rows,
            0,
            0);
    TrustedHead head = appendBlock(new RfcTree(HashTag.RECEIPT_NODE).root(List.of(receipt.leaf())));
    Response answer =
        new Response.Committed(
            receipt, 0, 1, List.of(), wireHead(head, submit.knownHeight()), null);
    receipts.put(submit, answer);
    return answer;
  }

  private long apply(List<TableWrites> writes, Version version) {
    applied++;
    List<Entry> entries = new ArrayList<>();
    for (TableWrites table : writes) {
      table.rows().forEach(r -> entries.add(entry(r, version)));
    }
    entries.sort(null);
    List<ModelRun> next = new ArrayList<>(runs);
    next.add(0, new ModelRun(schema, 1, entries, 1024));
    runs = next;
    return entries.size();
  }

  private Entry entry(RowWrite write, Version version) {
    if (write instanceof RowWrite.Insert insert) {
      @Nullable Object[] row = RowCodec.decode(TYPES, insert.values());
      Key key = KeyCodec.primaryKey(schema, row);
      return new Entry(key, version, EntryKind.INSERT, insert.values());
    } else if (write instanceof RowWrite.Update update) {
      return new Entry(update.key(), version, EntryKind.UPDATE, update.values());
    }
    Key key = ((RowWrite.Delete) write).key();
    return new Entry(key, version, EntryKind.DELETE, new byte[0]);
  }
}
