package org.assaydb.sql.frontend;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.SqlTimestampLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.TimestampString;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.schema.AssayTable;
import org.assaydb.sql.schema.HistoryWindow;
import org.assaydb.sql.schema.Snapshot;
import org.assaydb.sql.syntax.HistorySyntax;
import org.assaydb.sql.types.Literals;
import org.jspecify.annotations.Nullable;

/** Replaces {@code t FOR SYSTEM_TIME AS OF x} by a table of its own that is read at x. */
public final class SnapshotRewriter extends SqlShuttle {
  private final Frontend frontend;
  private final Catalog catalog;
  private final AssayTable.Extra extra;

  /**
   * @param extra pseudo columns of the tables
   */
  public SnapshotRewriter(Frontend frontend, Catalog catalog, AssayTable.Extra extra) {
    this.frontend = frontend;
    this.catalog = catalog;
    this.extra = extra;
  }

  public SqlNode rewrite(SqlNode query) {
    SqlNode rewritten = query.accept(this);
    return rewritten == null ? query : rewritten;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.AS && call.operand(0) instanceof SqlSnapshot snapshot) {
      SqlBasicCall copy = (SqlBasicCall) call.clone(call.getParserPosition());
      copy.setOperand(0, dated(snapshot));
      return copy;
    }
    if (call instanceof SqlSnapshot snapshot) {
      SqlIdentifier name = dated(snapshot);
      String alias = last((SqlIdentifier) snapshot.getTableRef());
      return SqlStdOperatorTable.AS.createCall(
          call.getParserPosition(), name, new SqlIdentifier(alias, SqlParserPos.ZERO));
    }
    return super.visit(call);
  }

  private static String last(SqlIdentifier name) {
    return name.names.get(name.names.size() - 1);
  }

  private SqlIdentifier dated(SqlSnapshot node) {
    if (!(node.getTableRef() instanceof SqlIdentifier name)) {
      throw new SqlLayerException(SqlStates.NOT_SUPPORTED, "AS OF needs a table name");
    }
    String schema = name.names.size() > 1 ? name.names.get(name.names.size() - 2) : "PUBLIC";
    TableDef table =
        catalog
            .table(schema, last(name))
            .orElseThrow(
                () ->
                    new SqlLayerException(
                        SqlStates.UNKNOWN_TABLE, "Table '" + name + "' not found"));
    if (node.getPeriod() instanceof SqlCall call
        && call.getOperator().getName().startsWith("$HISTORY_")) {
      HistoryWindow window = window(call);
      String key = schema + "." + table.name() + "@" + window;
      frontend.addTable(key, new AssayTable(table, window));
      return new SqlIdentifier(List.of("PUBLIC", key), node.getParserPosition());
    }
    Snapshot snapshot = snapshot(node.getPeriod());
    String key = schema + "." + table.name() + "@" + snapshot.kind() + snapshot.value();
    frontend.addTable(key, new AssayTable(table, snapshot, extra));
    return new SqlIdentifier(List.of("PUBLIC", key), node.getParserPosition());
  }

  private static HistoryWindow window(SqlCall call) {
    String name = call.getOperator().getName();
    if (name.equals(HistorySyntax.ALL) && call.operandCount() == 0) {
      return HistoryWindow.ALL;
    }
    if (call.operandCount() != 2) {
      throw new SqlLayerException(SqlStates.SYNTAX, "a history has two ends");
    }
    return new HistoryWindow(
        snapshot(call.operand(0)), snapshot(call.operand(1)), name.equals(HistorySyntax.FROM));
  }

  private static Snapshot snapshot(SqlNode node) {
    SqlNode period = node instanceof SqlLiteral literal ? Literals.resolved(literal) : node;
    if (period instanceof SqlTimestampLiteral time) {
      TimestampString text = time.getValueAs(TimestampString.class);
      return new Snapshot(Snapshot.Kind.TIME, text.getMillisSinceEpoch());
    }
    if (period instanceof SqlLiteral literal && literal.getValue() instanceof Number) {
      return new Snapshot(Snapshot.Kind.HEIGHT, literal.longValue(true));
    }
    if (period instanceof SqlCall call && call.getKind() == SqlKind.LITERAL_CHAIN) {
      throw new SqlLayerException(SqlStates.SYNTAX, "AS OF needs one literal");
    }
    throw new SqlLayerException(
        SqlStates.NOT_SUPPORTED, "AS OF takes a height or a TIMESTAMP literal");
  }
}
