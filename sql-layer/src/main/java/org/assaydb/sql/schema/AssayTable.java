package org.assaydb.sql.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.sql.types.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A table of the catalog at one snapshot, perhaps with pseudo columns as its last ones. */
public final class AssayTable extends AbstractTable {
  /** Rows that a table is taken to have while nothing better is known. */
  public static final double ROWS = 10_000;

  public static final String ROW_KEY = "$ROWKEY";

  public final TableDef definition;
  public final Snapshot snapshot;
  public final @Nullable HistoryWindow history;
  private final Extra extra;

  /** Pseudo columns of a table that is no history. */
  public enum Extra {
    NONE,
    ROW_KEY,
    VERSION,
    ROW_KEY_AND_VERSION
  }

  public AssayTable(TableDef definition, Snapshot snapshot, Extra extra) {
    this.definition = definition;
    this.snapshot = snapshot;
    this.extra = extra;
    history = null;
  }

  /** All versions of a table's rows in a window. */
  public AssayTable(TableDef definition, HistoryWindow history) {
    this.definition = definition;
    this.snapshot = Snapshot.CURRENT;
    extra = Extra.NONE;
    this.history = history;
  }

  /** The indexes that this snapshot can be read through, the primary one first. */
  public List<IndexDef> indexes() {
    return definition.indexes().stream()
        .filter(i -> i.primary() || snapshot.isSurelyAtOrAfter(i.validFrom(), definition))
        .toList();
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder builder = factory.builder();
    for (Column column : definition.columns()) {
      boolean nullable = column.nullable() || history != null;
      builder.add(column.name(), SqlTypes.toCalcite(factory, column.type(), nullable));
    }
    if (history != null) {
      HistoryWindow.addColumns(builder, factory);
    }
    if (extra == Extra.ROW_KEY || extra == Extra.ROW_KEY_AND_VERSION) {
      builder.add(ROW_KEY, factory.createSqlType(SqlTypeName.VARBINARY, Key.MAX_BYTES));
    }
    if (extra == Extra.VERSION || extra == Extra.ROW_KEY_AND_VERSION) {
      builder.add(PseudoColumn.name(PseudoColumn.HEIGHT), SqlTypeName.BIGINT).nullable(true);
      builder.add(PseudoColumn.name(PseudoColumn.TRANSACTION), SqlTypeName.INTEGER).nullable(true);
    }
    return builder.build();
  }

  @Override
  public Statistic getStatistic() {
    List<ImmutableBitSet> keys = new ArrayList<>();
    if (history != null) {
      return Statistics.of(ROWS, keys);
    }
    // An index that is younger than the snapshot says nothing about the rows of that time.
    for (IndexDef index : indexes()) {
      boolean total = !index.keyParts().isEmpty() && index.unique();
      for (IndexDef.KeyPart part : index.keyParts()) {
        total &= !definition.columns().get(part.column()).nullable();
      }
      if (total) {
        keys.add(ImmutableBitSet.of(index.keyParts().stream().map(p -> p.column()).toList()));
      }
    }
    return Statistics.of(ROWS, keys);
  }
}
