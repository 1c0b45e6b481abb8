package org.assaydb.sql.schema;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.assaydb.proofs.schema.Column;
import org.assaydb.sql.types.SqlTypes;

/**
 * Rows that a statement has when its query begins: those that an INSERT proposes, with the columns
 * of its table and then their position among them.
 */
public final class GivenTable extends AbstractTable {
  public static final String POSITION = "$POSITION";

  private final List<Column> columns;

  public GivenTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder builder = factory.builder();
    for (Column column : columns) {
      builder.add(column.name(), SqlTypes.toCalcite(factory, column.type(), column.nullable()));
    }
    return builder.add(POSITION, SqlTypeName.BIGINT).build();
  }

  /** Few rows: what is joined with them is looked up. */
  @Override
  public Statistic getStatistic() {
    return Statistics.of(1, List.of(ImmutableBitSet.of(columns.size())));
  }
}
