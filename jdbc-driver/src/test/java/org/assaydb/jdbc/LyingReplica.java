package org.assaydb.jdbc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.testing.TestChain;
import org.assaydb.proofs.vo.ReadMatrix;
import org.assaydb.proofs.wire.FailureCode;
import org.assaydb.proofs.wire.Frame;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/**
 * The state that attacks on proofs are made against, behind a server: certified at its height, with
 * a prover that a test chooses.
 */
final class LyingReplica implements Transport.Connector {
  /** Makes the verification object for the reads of a request. */
  interface Prover {
    byte[] prove(ModelState state, List<ReadSpec> reads);
  }

  /** Answers a request for reads. */
  interface Answerer {
    Response.Vo answer(Request.Read read);
  }

  static final Prover HONEST = (state, reads) -> state.prove(reads.toArray(new ReadSpec[0]));

  final TestChain chain = new TestChain(4, 11);
  final ModelState state;
  final List<ReadSpec> asked = new ArrayList<>();
  Prover prover = HONEST;
  Answerer answerer = this::whole;
  private final Catalog catalog;

  LyingReplica(SmallTable table) {
    catalog = new Catalog(2, SmallTable.ID.value() + 1, List.of(table.table()));
    state = new ModelState(ReadMatrix.HEIGHT, List.of(table.index(16)));
    for (long height = 1; height <= ReadMatrix.HEIGHT; height++) {
      chain.append(new Roots(state.root(), TestChain.digest(height), catalog.digest()));
    }
  }

  /** An answer that covers all reads. */
  Response.Vo whole(Request.Read read) {
    return new Response.Vo(read.specs().size(), null, prover.prove(state, read.specs()));
  }

  @Override
  public Transport connect(InetSocketAddress endpoint, long timeoutMs) {
    return new Transport() {
      @Override
      public Response ask(Request request, long timeoutMs) throws IOException {
        return Response.decode(Frame.of(1, answer(request)));
      }

      @Override
      public void close() {}
    };
  }

  private Response answer(Request request) {
    if (request instanceof Request.Hello) {
      return new Response.HelloReply(1, chain.genesis().chainId(), 0);
    } else if (request instanceof Request.GetHead get) {
      TrustedHead head = chain.head(ReadMatrix.HEIGHT);
      return new Response.Head(
          head.header(), head.certificate(), chain.path(get.knownHeight(), head));
    } else if (request instanceof Request.GetCatalog) {
      return new Response.CatalogBytes(catalog.encode());
    } else if (request instanceof Request.Read read) {
      asked.addAll(read.specs());
      return answerer.answer(read);
    }
    return new Response.Failure(FailureCode.USER, "0A000", "not in this fake");
  }
}
