package org.assaydb.benchmarks.tpch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One query with its figures.
 *
 * @param others times of the engines beside AssayDB, in their order
 * @param failure how the result differs from DuckDB's or why there is none; null when it is equal
 */
record QueryResult(
    TpchQuery query,
    int rows,
    QueryTimes assay,
    List<QueryTimes> others,
    @Nullable String failure) {

  boolean equal() {
    return failure == null;
  }

  /** AssayDB's median over DuckDB's. */
  double warmRatio() {
    return assay.later() / others.get(0).later();
  }

  /** AssayDB's first run over DuckDB's median. */
  double coldRatio() {
    return assay.first() / others.get(0).later();
  }

  Map<String, @Nullable Object> fields(List<String> names) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("query", query.number());
    fields.put("title", query.title());
    fields.put("equal", equal());
    fields.put("rows", rows);
    fields.put("failure", failure);
    if (!assay.runs().isEmpty()) {
      fields.put("assayMs", assay.runs());
      fields.put("proofBytes", assay.proofBytes());
    }
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i) + "Ms", others.get(i).runs());
    }
    return fields;
  }
}
