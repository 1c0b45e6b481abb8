package org.assaydb.sql.function.signature;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** A function of ours as Calcite sees it. */
public final class LibraryFunction extends SqlFunction {
  private final SqlSyntax syntax;

  public LibraryFunction(
      String name,
      SqlKind kind,
      SqlFunctionCategory category,
      SqlSyntax syntax,
      SqlReturnTypeInference result,
      Signature signature) {
    super(name, kind, result, signature.unknowns(), signature, category);
    this.syntax = syntax;
  }

  @Override
  public SqlSyntax getSyntax() {
    return syntax;
  }
}
