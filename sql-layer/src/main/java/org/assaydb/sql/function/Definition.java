package org.assaydb.sql.function;

import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.assaydb.sql.function.signature.LibraryFunction;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A function or operator that we define: what SQL text may write and the code behind it.
 *
 * @param signature how arguments are converted; {@code operator} checks with it too, unless it is
 *     Calcite's
 */
record Definition(SqlOperator operator, Signature signature, Code code) {

  /** Chooses the code of a function by the types that it is called with. */
  @FunctionalInterface
  interface Code {
    /** Null when the function is not there for these types. */
    @Nullable ScalarFunction of(List<ValueType> arguments, ValueType result);
  }

  static Definition function(
      String name, SqlReturnTypeInference result, Signature signature, Code code) {
    return special(name, SqlKind.OTHER_FUNCTION, SqlFunctionCategory.SYSTEM)
        .is(result, signature, code);
  }

  /** A function that the parser knows: its kind and category are those that the parser gives. */
  static Special special(String name, SqlKind kind, SqlFunctionCategory category) {
    return new Special(name, kind, category, SqlSyntax.FUNCTION);
  }

  /** Name, kind and category of a function in the making. */
  record Special(String name, SqlKind kind, SqlFunctionCategory category, SqlSyntax syntax) {
    Special withSyntax(SqlSyntax other) {
      return new Special(name, kind, category, other);
    }

    Definition is(SqlReturnTypeInference result, Signature signature, Code code) {
      return new Definition(
          new LibraryFunction(name, kind, category, syntax, result, signature), signature, code);
    }
  }

  /** A binary operator with the name, kind and precedence of one of Calcite's. */
  static Definition operator(
      SqlBinaryOperator model, SqlReturnTypeInference result, Signature signature, Code code) {
    SqlBinaryOperator operator =
        new SqlBinaryOperator(
            model.getName(),
            model.kind,
            model.getLeftPrec(),
            true,
            result,
            signature.unknowns(),
            signature);
    return new Definition(operator, signature, code);
  }

  /** An operator of Calcite's whose checks and result type are right. */
  static Definition calcite(SqlOperator operator, Signature signature, Code code) {
    return new Definition(operator, signature, code);
  }
}
