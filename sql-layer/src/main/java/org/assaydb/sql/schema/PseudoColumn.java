package org.assaydb.sql.schema;

/** Columns that no table declares, by ordinals below those of the declared ones. */
public final class PseudoColumn {
  /** Key of the row in the primary index; no text can name it. */
  public static final int ROW_KEY = -1;

  /** Height of the block that wrote the row; NULL for a row that is not committed. */
  public static final int HEIGHT = -2;

  /** Place of the writing transaction in its block; NULL for a row that is not committed. */
  public static final int TRANSACTION = -3;

  /** What a version did; of a history alone. */
  public static final int OPERATION = -4;

  private PseudoColumn() {}

  public static String name(int ordinal) {
    return switch (ordinal) {
      case ROW_KEY -> AssayTable.ROW_KEY;
      case HEIGHT -> "_HEIGHT";
      case TRANSACTION -> "_TX";
      case OPERATION -> "_OPERATION";
      default -> throw new IllegalArgumentException("no pseudo column " + ordinal);
    };
  }

  public static int ordinal(String name) {
    for (int ordinal = ROW_KEY; ordinal >= OPERATION; ordinal--) {
      if (name(ordinal).equals(name)) {
        return ordinal;
      }
    }
    throw new IllegalArgumentException("no pseudo column " + name);
  }

  /** Whether the version of a row gives the column. */
  public static boolean isOfVersion(int ordinal) {
    return ordinal == HEIGHT || ordinal == TRANSACTION;
  }
}
