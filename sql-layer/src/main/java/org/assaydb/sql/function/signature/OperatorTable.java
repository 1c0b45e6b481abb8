package org.assaydb.sql.function.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/** A closed list of operators, found by name and syntax alone; names of functions ignore case. */
public final class OperatorTable implements SqlOperatorTable {
  private final List<SqlOperator> operators;
  private final Map<String, List<SqlOperator>> byName = new HashMap<>();

  public OperatorTable(List<SqlOperator> operators) {
    this.operators = List.copyOf(operators);
    for (SqlOperator operator : operators) {
      byName
          .computeIfAbsent(operator.getName().toUpperCase(Locale.ROOT), n -> new ArrayList<>())
          .add(operator);
    }
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher nameMatcher) {
    if (!name.isSimple()) {
      return;
    }
    String key = name.getSimple().toUpperCase(Locale.ROOT);
    for (SqlOperator operator : byName.getOrDefault(key, List.of())) {
      // Functions with a syntax of their own, such as CAST, are looked up as functions too.
      if (operator.getSyntax().family == syntax.family
          || syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction) {
        found.add(operator);
      }
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return operators;
  }
}
