package org.assaydb.sql.change;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.PlannedStatement;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.schema.GivenTable;
import org.assaydb.sql.syntax.ChangeStatement.Assignments;
import org.assaydb.sql.syntax.ChangeStatement.InsertOnConflict;
import org.jspecify.annotations.Nullable;

/**
 * Plans INSERT ... ON CONFLICT: a query joins the rows that are proposed with those that are there,
 * which are found by the unique index that the conflict target names.
 */
final class ConflictPlanner {
  private static final String PROPOSED = "EXCLUDED";

  private static final SqlParserPos AT = SqlParserPos.ZERO;

  private final QueryPlanner planner;
  private final Catalog catalog;

  ConflictPlanner(QueryPlanner planner, Catalog catalog) {
    this.planner = planner;
    this.catalog = catalog;
  }

  PlannedStatement.Update plan(InsertOnConflict statement) {
    TableDef table = TargetTable.resolve(catalog, statement.insert().getTargetTable());
    List<IndexDef> unique =
        table.indexes().stream().filter(i -> i.unique() && !i.keyParts().isEmpty()).toList();
    IndexDef named = named(table, unique, statement);
    PlannedStatement.Update insert = new InsertPlanner(planner, catalog).plan(statement.insert());
    Assignments update = statement.update();
    if (update != null && named != null) {
      return upsert(table, statement, insert, named, update);
    }
    List<Arbiter> arbiters =
        (named == null ? unique : List.of(named))
            .stream()
                .map(index -> arbiter(table, index, target(table, statement.alias())))
                .toList();
    return new SkipConflictsPlan(table, insert, arbiters);
  }

  /** The index that the conflict target means; null when it was left out. */
  private static @Nullable IndexDef named(
      TableDef table, List<IndexDef> unique, InsertOnConflict statement) {
    SqlIdentifier constraint = statement.constraint();
    if (constraint != null) {
      return unique.stream()
          .filter(index -> index.name().equals(constraint.getSimple()))
          .findFirst()
          .orElseThrow(
              () ->
                  new SqlLayerException(
                      SqlStates.UNKNOWN_OBJECT,
                      "table " + table.name() + " has no constraint " + constraint.getSimple()));
    }
    if (statement.columns().isEmpty()) {
      return null;
    }
    Set<Integer> columns = new HashSet<>(TargetTable.ordinals(table, statement.columns()));
    return unique.stream()
        .filter(
            i -> columns.equals(new HashSet<>(i.keyParts().stream().map(p -> p.column()).toList())))
        .findFirst()
        .orElseThrow(
            () ->
                new SqlLayerException(
                    SqlStates.NO_CONFLICT_TARGET,
                    "no primary key or unique index of "
                        + table.name()
                        + " has the columns of ON CONFLICT"));
  }

  /** The key of the row that is there, and the position of the row that is proposed. */
  private static TargetQuery target(TableDef table, @Nullable SqlIdentifier alias) {
    TargetQuery target = new TargetQuery(table, alias);
    target.add(TargetQuery.column(PROPOSED, GivenTable.POSITION));
    return target;
  }

  private Arbiter arbiter(TableDef table, IndexDef index, TargetQuery target) {
    SqlNode condition = null;
    for (IndexDef.KeyPart part : index.keyParts()) {
      String name = table.columns().get(part.column()).name();
      SqlNode same =
          SqlStdOperatorTable.EQUALS.createCall(
              AT, target.column(name), TargetQuery.column(PROPOSED, name));
      condition =
          condition == null ? same : SqlStdOperatorTable.AND.createCall(AT, condition, same);
    }
    SqlNode proposed = target.given(PROPOSED, new GivenTable(table.columns()));
    SqlSelect select =
        target.select(TargetQuery.join(JoinType.INNER, proposed, target.target(), condition), null);
    Set<Integer> parameters = ParameterTypes.in(select);
    return new Arbiter(index, target.compile(planner, catalog, select), parameters);
  }

  private UpsertPlan upsert(
      TableDef table,
      InsertOnConflict statement,
      PlannedStatement.Update insert,
      IndexDef index,
      Assignments update) {
    TargetQuery target = target(table, statement.alias());
    SqlNode condition = update.condition();
    int affected = condition == null ? -1 : target.add(Guards.isTrue(condition));
    List<ValueSource> values =
        ChangePlanner.updated(
            table,
            target,
            update.columns(),
            update.values(),
            value -> condition == null ? value : Guards.when(condition, value));
    Arbiter arbiter = arbiter(table, index, target);
    return new UpsertPlan(
        table,
        insert,
        arbiter,
        affected,
        target.typed(values, arbiter.query()),
        ParameterTypes.merged(insert.parameterTypes(), target.parameterTypes(arbiter.query())));
  }
}
