package org.assaydb.sql.change;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.frontend.Frontend;
import org.jspecify.annotations.Nullable;

/**
 * Names in WHEN NOT MATCHED, where the source alone is seen: those without a table are its columns,
 * although the query has the target beside it. Sub-queries have names of their own.
 */
final class SourceNames extends SqlShuttle {
  private final String target;
  private final @Nullable String source;

  private SourceNames(String target, @Nullable String source) {
    this.target = target;
    this.source = source;
  }

  /** For a source that is an item of FROM, with one name or several. */
  static SourceNames of(SqlNode source, String target) {
    SqlNode name = source.getKind() == SqlKind.AS ? ((SqlCall) source).operand(1) : source;
    return new SourceNames(
        target, name instanceof SqlIdentifier id ? id.names.get(id.names.size() - 1) : null);
  }

  SqlNode resolved(SqlNode expression) {
    return Objects.requireNonNull(expression.accept(this));
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier id) {
    if (id.names.size() > 1 && id.names.get(0).equals(target)) {
      throw new SqlLayerException(
          SqlStates.UNKNOWN_TABLE, "WHEN NOT MATCHED sees no row of " + target + ": " + id);
    }
    boolean column =
        id.isSimple()
            && (id.isComponentQuoted(0) || !Frontend.isFunctionWithoutParentheses(id.getSimple()));
    return column && source != null
        ? new SqlIdentifier(List.of(source, id.getSimple()), id.getParserPosition())
        : id;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return call.isA(SqlKind.QUERY) ? call : super.visit(call);
  }
}
