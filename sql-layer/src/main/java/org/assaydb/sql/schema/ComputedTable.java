package org.assaydb.sql.schema;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A table whose rows follow from the catalog: texts, and ordinal positions as numbers. */
public final class ComputedTable extends AbstractTable {
  private static final int MAX_CHARACTERS = 1024;

  private final List<String> names;
  private final List<@Nullable Object[]> rows;

  /** {@code rows}: a String, an Integer (ORDINAL_POSITION) or null a column. */
  ComputedTable(List<String> names, List<@Nullable Object[]> rows) {
    this.names = List.copyOf(names);
    this.rows = List.copyOf(rows);
  }

  public List<@Nullable Object[]> rows() {
    return rows;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder builder = factory.builder();
    for (String name : names) {
      if (name.equals("ORDINAL_POSITION")) {
        builder.add(name, SqlTypeName.INTEGER);
      } else {
        builder
            .add(name, SqlTypeName.VARCHAR, MAX_CHARACTERS)
            .nullable(name.equals("COLUMN_DEFAULT"));
      }
    }
    return builder.build();
  }
}
