package org.assaydb.sql.change;

import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.types.SqlTypes;
import org.assaydb.sql.types.Values;
import org.jspecify.annotations.Nullable;

/** Assigns values of one type to columns of another: text is parsed, numbers are rounded. */
public final class Assignment {
  private static final long DAY_MS = 86_400_000L;

  private Assignment() {}

  /** Refuses assignments that no cast of SQL allows: 42804. */
  public static void check(Column column, ColumnType from) {
    Kind to = column.type().kind();
    boolean fine =
        from.kind() == to
            || isText(from.kind())
            || (isNumber(from.kind()) && isNumber(to))
            || (from.kind() == Kind.DATE && to == Kind.TIMESTAMP)
            || (from.kind() == Kind.TIMESTAMP && (to == Kind.DATE || to == Kind.TIME));
    if (!fine) {
      throw new SqlLayerException(
          SqlStates.TYPE_MISMATCH,
          "column " + column.name() + " is of type " + column.type() + ", the value of " + from);
    }
  }

  private static boolean isText(Kind kind) {
    return kind == Kind.VARCHAR || kind == Kind.CHAR;
  }

  private static boolean isNumber(Kind kind) {
    return switch (kind) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> true;
      default -> false;
    };
  }

  /** Converts and checks NOT NULL; {@code value} in the representation of {@code from}. */
  public static @Nullable Object convert(
      TableDef table, Column column, ColumnType from, @Nullable Object value) {
    if (value == null) {
      if (!column.nullable()) {
        throw new SqlLayerException(
            SqlStates.NOT_NULL,
            "column " + column.name() + " of " + table.name() + " must not be NULL");
      }
      return null;
    }
    Object source = value;
    Kind to = column.type().kind();
    if (from.kind() == Kind.DATE && to == Kind.TIMESTAMP) {
      source = (Integer) value * DAY_MS;
    } else if (from.kind() == Kind.TIMESTAMP && to == Kind.DATE) {
      source = (int) Math.floorDiv((Long) value, DAY_MS);
    } else if (from.kind() == Kind.TIMESTAMP && to == Kind.TIME) {
      source = (int) Math.floorMod((Long) value, DAY_MS);
    } else if (from.kind() == Kind.CHAR && to == Kind.VARCHAR) {
      source = SqlTypes.trimmed((String) value);
    }
    try {
      return Values.valueFromJdbc(column.type(), source);
    } catch (SqlLayerException e) {
      throw new SqlLayerException(
          e.sqlState(), "column " + column.name() + ": " + e.getMessage(), e);
    }
  }
}
