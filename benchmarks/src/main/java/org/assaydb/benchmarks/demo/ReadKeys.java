package org.assaydb.benchmarks.demo;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/** Which rows a read gives: a liar must know them to leave one out. */
final class ReadKeys {
  private ReadKeys() {}

  /** Keys of the rows of one specification in the order of the read. */
  static List<Key> of(long height, ReadSpec spec, Lie.HonestReplica honest) {
    Roots roots = rootsAfter(height, honest);
    Response.Vo vo =
        honest.ask(
            new Request.Read(height, Request.Read.MAX_BUDGET, List.of(spec)), Response.Vo.class);
    Catalog catalog =
        Catalog.decode(
            honest
                .ask(new Request.GetCatalog(roots.catalog()), Response.CatalogBytes.class)
                .bytes());
    VerifiedState state =
        VerifiedState.verify(vo.bytes(), roots.state(), catalog::index, VoLimits.DEFAULT);
    state.requireExact(height, List.of(spec));
    List<Key> keys = new ArrayList<>();
    try (RowCursor cursor = state.reader(height).read(spec)) {
      while (cursor.next()) {
        keys.add(cursor.key());
      }
    }
    return keys;
  }

  private static Roots rootsAfter(long height, Lie.HonestReplica honest) {
    Response.Head head = honest.ask(new Request.GetHead(0, 0), Response.Head.class);
    if (head.header().height() == height) {
      return ((Statement.Final) head.certificate().statement()).roots();
    }
    return honest
        .ask(new Request.GetHeader(height + 1, head.header().height()), Response.Header.class)
        .header()
        .previous();
  }
}
