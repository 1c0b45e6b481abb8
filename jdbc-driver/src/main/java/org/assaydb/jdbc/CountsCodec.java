package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.sql.statistics.CountRequest;

/**
 * The counts that a plan was chosen by, as part of a {@link ProofFile}: they say which of several
 * right plans the evidence is for, and prove nothing.
 */
final class CountsCodec {
  private CountsCodec() {}

  static void encode(Map<CountRequest, Long> counts, ByteWriter out) {
    out.varint(counts.size());
    counts.forEach(
        (request, rows) -> {
          out.varint(request.index().value()).varint(request.ranges().size());
          request.ranges().forEach(range -> range.encode(out));
          out.varint(rows);
        });
  }

  static Map<CountRequest, Long> decode(ByteReader in) {
    int count = in.varintAtMost(SnapshotCounts.MOST, "counts");
    Map<CountRequest, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      IndexId index = new IndexId(in.varintAtMost(Integer.MAX_VALUE, "index id"));
      int size = in.varintAtMost(CountRequest.MAX_RANGES, "ranges of a count");
      List<KeyRange> ranges = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        ranges.add(KeyRange.decode(in));
      }
      long rows = in.varintNonNegative("rows of a count");
      boolean first = counts.put(new CountRequest(index, ranges), rows) == null;
      require(first, NONCANONICAL, "a count twice");
    }
    return counts;
  }
}
