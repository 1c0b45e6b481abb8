package org.assaydb.sql.function.signature;

import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What a function takes in one place: the types that it accepts, the type of a {@code ?} there, and
 * the type that arguments are cast to before the function's code sees them.
 */
public enum Parameter {
  TEXT(SqlTypeName.VARCHAR, null, SqlTypeName.CHAR, SqlTypeName.VARCHAR),
  BINARY(SqlTypeName.VARBINARY, null, SqlTypeName.BINARY, SqlTypeName.VARBINARY),
  INTEGER(
      SqlTypeName.INTEGER,
      null,
      SqlTypeName.TINYINT,
      SqlTypeName.SMALLINT,
      SqlTypeName.INTEGER,
      SqlTypeName.BIGINT),
  NUMBER(
      SqlTypeName.DOUBLE,
      null,
      SqlTypeName.TINYINT,
      SqlTypeName.SMALLINT,
      SqlTypeName.INTEGER,
      SqlTypeName.BIGINT,
      SqlTypeName.DECIMAL,
      SqlTypeName.FLOAT,
      SqlTypeName.REAL,
      SqlTypeName.DOUBLE),
  /** Any number, as a DOUBLE. */
  DOUBLE(
      SqlTypeName.DOUBLE,
      SqlTypeName.DOUBLE,
      SqlTypeName.TINYINT,
      SqlTypeName.SMALLINT,
      SqlTypeName.INTEGER,
      SqlTypeName.BIGINT,
      SqlTypeName.DECIMAL,
      SqlTypeName.FLOAT,
      SqlTypeName.REAL,
      SqlTypeName.DOUBLE),
  /** Any number, cast to the result's type. */
  NUMBER_AS_RESULT(
      SqlTypeName.DECIMAL,
      null,
      SqlTypeName.TINYINT,
      SqlTypeName.SMALLINT,
      SqlTypeName.INTEGER,
      SqlTypeName.BIGINT,
      SqlTypeName.DECIMAL,
      SqlTypeName.FLOAT,
      SqlTypeName.REAL,
      SqlTypeName.DOUBLE),
  /** DATE, TIME, TIMESTAMP as they are. */
  MOMENT(SqlTypeName.TIMESTAMP, null, SqlTypeName.DATE, SqlTypeName.TIME, SqlTypeName.TIMESTAMP),
  DAY(SqlTypeName.DATE, null, SqlTypeName.DATE, SqlTypeName.TIMESTAMP),
  /** A DATE or TIMESTAMP, as a TIMESTAMP. */
  TIMESTAMP(SqlTypeName.TIMESTAMP, SqlTypeName.TIMESTAMP, SqlTypeName.DATE, SqlTypeName.TIMESTAMP),
  INTERVAL(SqlTypeName.INTERVAL_DAY, null, intervals()),
  ARRAY(SqlTypeName.ANY, null, SqlTypeName.ARRAY),
  /** The name of a unit, written as a word or as text. */
  UNIT(SqlTypeName.VARCHAR, null, units()),
  ANY(SqlTypeName.VARCHAR, null),
  /** Whatever has a text form, as text. */
  AS_TEXT(SqlTypeName.VARCHAR, SqlTypeName.VARCHAR),
  /** Of the result's type, and cast to it. */
  AS_RESULT(SqlTypeName.VARCHAR, null);

  private final SqlTypeName unknown;
  private final @Nullable SqlTypeName cast;
  private final Set<SqlTypeName> accepted;

  /**
   * @param unknown type of a parameter of the statement in this place
   * @param cast null when arguments stay as they are
   * @param accepted none for any type
   */
  Parameter(SqlTypeName unknown, @Nullable SqlTypeName cast, SqlTypeName... accepted) {
    this.unknown = unknown;
    this.cast = cast;
    this.accepted = Set.of(accepted);
  }

  private static SqlTypeName[] intervals() {
    return SqlTypeName.INTERVAL_TYPES.toArray(new SqlTypeName[0]);
  }

  private static SqlTypeName[] units() {
    java.util.List<SqlTypeName> types = new java.util.ArrayList<>(SqlTypeName.INTERVAL_TYPES);
    types.add(SqlTypeName.SYMBOL);
    types.add(SqlTypeName.CHAR);
    types.add(SqlTypeName.VARCHAR);
    return types.toArray(new SqlTypeName[0]);
  }

  boolean accepts(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return accepted.contains(name)
        || name == SqlTypeName.NULL
        || name == SqlTypeName.ANY
        || name == SqlTypeName.UNKNOWN
        || accepted.isEmpty() && (this != AS_TEXT || hasText(name));
  }

  private static boolean hasText(SqlTypeName name) {
    return switch (name) {
      case ROW, STRUCTURED, MULTISET, MAP, ARRAY, BINARY, VARBINARY, SYMBOL, CURSOR -> false;
      default -> true;
    };
  }

  RelDataType unknownType(RelDataTypeFactory factory) {
    return factory.createTypeWithNullability(Results.type(factory, unknown), true);
  }

  /** The type that an argument is cast to; null when it stays as it is. */
  public @Nullable RelDataType castType(
      RelDataTypeFactory factory, RelDataType argument, RelDataType result) {
    RelDataType target = asResult() ? result : null;
    if (cast != null && cast != argument.getSqlTypeName()) {
      target = Results.type(factory, cast);
    }
    if (target == null || asResult() && sameKind(target, argument)) {
      return null;
    }
    return factory.createTypeWithNullability(target, argument.isNullable());
  }

  private boolean asResult() {
    return this == AS_RESULT || this == NUMBER_AS_RESULT;
  }

  private static boolean sameKind(RelDataType target, RelDataType argument) {
    // CHAR is text as it stands, and to be told from a written cast of it.
    boolean fixed =
        argument.getSqlTypeName() == SqlTypeName.CHAR
            && target.getSqlTypeName() == SqlTypeName.VARCHAR;
    return fixed
        || target.getSqlTypeName() == argument.getSqlTypeName()
            && target.getPrecision() == argument.getPrecision()
            && target.getScale() == argument.getScale();
  }

  String shown() {
    return this == AS_TEXT || this == AS_RESULT ? "ANY" : name();
  }
}
