package org.assaydb.sql.schema;

import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a query names {@code _HEIGHT} or {@code _TX}: then all its tables have them as their last
 * columns. A query over a history has them there, and a table may have declared such names itself.
 */
public final class VersionColumns extends SqlBasicVisitor<@Nullable Void> {
  private static final Set<String> NAMES =
      Set.of(PseudoColumn.name(PseudoColumn.HEIGHT), PseudoColumn.name(PseudoColumn.TRANSACTION));

  private boolean named;
  private boolean history;
  private boolean natural;

  private VersionColumns() {}

  public static AssayTable.Extra namedIn(SqlNode query, Catalog catalog) {
    VersionColumns found = new VersionColumns();
    query.accept(found);
    boolean declared =
        catalog.tables().stream()
            .flatMap(t -> t.columns().stream())
            .anyMatch(c -> NAMES.contains(c.name()));
    if (!found.named || found.history || declared) {
      return AssayTable.Extra.NONE;
    }
    if (found.natural) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, "NATURAL JOIN with _HEIGHT or _TX: they would be compared too");
    }
    return AssayTable.Extra.VERSION;
  }

  @Override
  public @Nullable Void visit(SqlIdentifier name) {
    named |= !name.names.isEmpty() && NAMES.contains(name.names.get(name.names.size() - 1));
    return null;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    history |= call.getOperator().getName().startsWith("$HISTORY_");
    natural |= call instanceof SqlJoin join && join.isNatural();
    return super.visit(call);
  }
}
