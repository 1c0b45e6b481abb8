package org.assaydb.proofs.schema;

import java.util.Set;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name as the catalog stores it (unquoted identifiers in upper case), 1 to 128 bytes
 * @param defaultSql SQL text of the DEFAULT expression, null without one; evaluated in the driver
 */
public record Column(String name, ColumnType type, boolean nullable, @Nullable String defaultSql) {
  /** Longest identifier in UTF-8 bytes. */
  public static final int MAX_NAME_BYTES = 128;

  /** Names of columns that every table has without declaring them; no definition may use them. */
  public static final Set<String> PSEUDO_NAMES = Set.of("$ROWKEY", "_HEIGHT", "_TX", "_OPERATION");

  static final int MAX_DEFAULT_BYTES = 1024;

  void encode(ByteWriter out) {
    out.string(name);
    type.encode(out);
    out.bool(nullable).bool(defaultSql != null);
    if (defaultSql != null) {
      out.string(defaultSql);
    }
  }

  static Column decode(ByteReader in) {
    String name = in.string(MAX_NAME_BYTES, "column name");
    ColumnType type = ColumnType.decode(in);
    boolean nullable = in.bool();
    return new Column(
        name, type, nullable, in.bool() ? in.string(MAX_DEFAULT_BYTES, "default") : null);
  }
}
