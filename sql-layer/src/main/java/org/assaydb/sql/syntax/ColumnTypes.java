package org.assaydb.sql.syntax;

import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.sql.SqlLayerException;

/** Types of columns as definitions write them. Limits are refused by name (22023). */
final class ColumnTypes {
  private static final int MAX_DIGITS = 38;

  /** Digits behind the point of a NUMERIC that declares none. */
  private static final int FREE_SCALE = 16;

  private static final int FLOAT_BITS = 53;

  /** Digits of the second that are stored. */
  private static final int TIME_DIGITS = 3;

  private final DdlTokens in;

  private ColumnTypes(DdlTokens in) {
    this.in = in;
  }

  static ColumnType read(DdlTokens in) {
    String name = in.word("a type");
    String place = in.place();
    return new ColumnTypes(in).type(name, place);
  }

  private ColumnType type(String name, String place) {
    return switch (name) {
      case "BOOLEAN", "BOOL" -> ColumnType.of(Kind.BOOLEAN);
      case "SMALLINT" -> ColumnType.of(Kind.SMALLINT);
      case "INTEGER", "INT" -> ColumnType.of(Kind.INTEGER);
      case "BIGINT" -> ColumnType.of(Kind.BIGINT);
      case "DECIMAL", "NUMERIC", "DEC" -> decimal();
      case "DOUBLE" -> {
        in.accept("PRECISION");
        yield ColumnType.of(Kind.DOUBLE);
      }
      case "REAL" -> ColumnType.of(Kind.DOUBLE);
      case "FLOAT" -> {
        size("the precision of FLOAT", FLOAT_BITS, FLOAT_BITS);
        yield ColumnType.of(Kind.DOUBLE);
      }
      case "VARCHAR", "TEXT" -> varchar(name);
      case "CHAR", "CHARACTER" ->
          in.accept("VARYING") ? varchar("VARCHAR") : ColumnType.of(Kind.CHAR, length("CHAR", 1));
      case "DATE" -> ColumnType.of(Kind.DATE);
      case "TIME", "TIMESTAMP" -> time(Kind.valueOf(name));
      case "VARBINARY" -> ColumnType.of(Kind.VARBINARY, length("VARBINARY", ColumnType.MAX_LENGTH));
      case "UUID" -> ColumnType.of(Kind.UUID);
      default ->
          throw new SqlLayerException(
              SqlStates.NOT_SUPPORTED, "type " + name + " is not supported" + place);
    };
  }

  private ColumnType varchar(String name) {
    return ColumnType.of(Kind.VARCHAR, length(name, ColumnType.MAX_LENGTH));
  }

  private ColumnType decimal() {
    if (!in.accept("(")) {
      return ColumnType.decimal(MAX_DIGITS, FREE_SCALE);
    }
    int precision = number("the precision of DECIMAL", 1, MAX_DIGITS);
    int scale = in.accept(",") ? number("the scale of DECIMAL", 0, precision) : 0;
    in.expect(")");
    return ColumnType.decimal(precision, scale);
  }

  /** Other digits than those stored are refused: they would be cut silently. */
  private ColumnType time(Kind kind) {
    if (in.accept("(")) {
      int digits = in.number();
      if (digits != TIME_DIGITS) {
        throw new SqlLayerException(
            SqlStates.NOT_SUPPORTED,
            kind
                + "("
                + digits
                + ") is not supported in a column, only "
                + kind
                + "(3)"
                + in.place());
      }
      in.expect(")");
    }
    if (in.accept("WITH")) {
      throw new SqlLayerException(
          SqlStates.NOT_SUPPORTED, kind + " WITH TIME ZONE is not supported" + in.place());
    }
    if (in.accept("WITHOUT")) {
      in.expect("TIME");
      in.expect("ZONE");
    }
    return ColumnType.of(kind);
  }

  private int length(String type, int fallback) {
    return size("the length of " + type, ColumnType.MAX_LENGTH, fallback);
  }

  /** A size in parentheses, from 1. */
  private int size(String what, int greatest, int fallback) {
    if (!in.accept("(")) {
      return fallback;
    }
    int size = number(what, 1, greatest);
    in.expect(")");
    return size;
  }

  private int number(String what, int least, int greatest) {
    int number = in.number();
    if (number < least || number > greatest) {
      throw new SqlLayerException(
          SqlStates.INVALID_PARAMETER, what + " is " + least + " to " + greatest + in.place());
    }
    return number;
  }
}
