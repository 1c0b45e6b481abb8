package org.assaydb.sql.access;

import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.Version;
import org.assaydb.sql.schema.PseudoColumn;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** Types and values of {@link PseudoColumn}s. */
final class PseudoTypes {
  private PseudoTypes() {}

  /** Type of a column of a table or of a pseudo column. */
  static ValueType of(TableDef table, int column) {
    return switch (column) {
      case PseudoColumn.ROW_KEY -> ValueType.of(ValueType.Kind.VARBINARY);
      case PseudoColumn.HEIGHT -> ValueType.of(ValueType.Kind.BIGINT);
      case PseudoColumn.TRANSACTION -> ValueType.of(ValueType.Kind.INTEGER);
      case PseudoColumn.OPERATION -> ValueType.of(ValueType.Kind.VARCHAR);
      default -> StoredTypes.valueType(table.columns().get(column).type());
    };
  }

  /** Value of a pseudo column of a row; heights above the snapshot's are of uncommitted rows. */
  static @Nullable Object value(int column, Version version, Key rowKey, long snapshotHeight) {
    if (column == PseudoColumn.ROW_KEY) {
      return rowKey.bytes();
    }
    if (version.height() > snapshotHeight) {
      return null;
    }
    return column == PseudoColumn.HEIGHT ? version.height() : (Object) (long) version.transaction();
  }

  /** What a version did, as text. */
  static byte[] operation(RowCursor cursor) {
    return cursor.kind().name().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
