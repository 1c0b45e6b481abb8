package org.assaydb.sql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.assaydb.sql.function.signature.MomentOperators;
import org.assaydb.sql.function.signature.Parameter;
import org.assaydb.sql.function.signature.Words;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call of one of our functions a plain call over its arguments, each cast to what its
 * parameter wants; a word among them (BOTH, MONTH) becomes a text literal. Everything else goes the
 * way of Calcite's own table. Calcite would rewrite many functions into others (SQRT into POWER,
 * TIMESTAMPDIFF into divisions) with other results at the edges.
 */
final class FunctionConvertlets implements SqlRexConvertletTable {
  private final Map<SqlOperator, Definition> definitions;

  FunctionConvertlets(Map<SqlOperator, Definition> definitions) {
    this.definitions = definitions;
  }

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (CountMark.isMark(call)) {
      return (context, c) ->
          context
              .getRexBuilder()
              .makeCall(c.getOperator(), context.convertExpression(c.operand(0)));
    }
    SqlRexConvertlet moments = MomentOperators.convertlet(call);
    if (moments != null) {
      return moments;
    }
    if (call.isA(SqlKind.COMPARISON) && call.operandCount() == 2) {
      return FunctionConvertlets::comparison;
    }
    Definition definition = definitions.get(call.getOperator());
    return definition == null || definition.signature().alternatives().isEmpty()
        ? StandardConvertletTable.INSTANCE.get(call)
        : (context, c) -> convert(context, c, definition);
  }

  /** Exact numbers are compared as they are: no common type holds all digits of both. */
  private static RexNode comparison(SqlRexContext context, SqlCall call) {
    SqlRexConvertlet usual = StandardConvertletTable.INSTANCE.get(call);
    boolean exact = isExact(context, call.operand(0)) && isExact(context, call.operand(1));
    if (!exact && usual != null) {
      return usual.convertCall(context, call);
    }
    RexNode left = context.convertExpression(call.operand(0));
    RexNode right = context.convertExpression(call.operand(1));
    return context.getRexBuilder().makeCall(call.getOperator(), left, right);
  }

  private static boolean isExact(SqlRexContext context, SqlNode operand) {
    RelDataType type = context.getValidator().getValidatedNodeTypeIfKnown(operand);
    return type != null && SqlTypeUtil.isExactNumeric(type);
  }

  private static RexNode convert(SqlRexContext context, SqlCall call, Definition definition) {
    RexBuilder builder = context.getRexBuilder();
    List<RexNode> arguments = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      RexNode argument = argument(context, operand);
      arguments.add(argument);
      types.add(argument.getType());
    }
    RelDataType result = context.getValidator().getValidatedNodeTypeIfKnown(call);
    if (result == null) {
      result = builder.deriveReturnType(definition.operator(), arguments);
    }
    List<Parameter> parameters = definition.signature().parameters(types);
    for (int i = 0; i < parameters.size(); i++) {
      RelDataType cast = parameters.get(i).castType(builder.getTypeFactory(), types.get(i), result);
      if (cast != null) {
        arguments.set(i, builder.makeAbstractCast(cast, arguments.get(i), false));
      }
    }
    return builder.makeCall(call.getParserPosition(), result, definition.operator(), arguments);
  }

  private static RexNode argument(SqlRexContext context, SqlNode operand) {
    String word = Words.of(operand);
    if (word == null) {
      return context.convertExpression(operand);
    }
    RexBuilder builder = context.getRexBuilder();
    return builder.makeLiteral(
        word, builder.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), false);
  }
}
