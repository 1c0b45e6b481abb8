package org.assaydb.sql;

/** SQLSTATEs that this package raises. */
final class SqlStates {
  static final String SYNTAX = "42601";
  static final String UNKNOWN_COLUMN = "42703";
  static final String UNKNOWN_TABLE = "42P01";
  static final String UNKNOWN_FUNCTION = "42883";
  static final String UNKNOWN_OBJECT = "42704";
  static final String AMBIGUOUS_COLUMN = "42702";
  static final String DUPLICATE_TABLE = "42P07";
  static final String DUPLICATE_COLUMN = "42701";
  static final String INVALID_DEFINITION = "42P16";
  static final String GROUPING = "42803";
  static final String TYPE_MISMATCH = "42804";
  static final String UNKNOWN_PARAMETER_TYPE = "42P18";
  static final String NOT_SUPPORTED = "0A000";
  static final String NOT_NULL = "23502";
  static final String TOO_LONG = "22001";
  static final String OUT_OF_RANGE = "22003";
  static final String INVALID_DATETIME = "22007";
  static final String DIVISION_BY_ZERO = "22012";
  static final String INVALID_CAST = "22018";
  static final String CARDINALITY = "21000";
  static final String PARAMETER_COUNT = "07001";
  static final String LIMIT = "54000";
  static final String TOO_MANY_COLUMNS = "54011";
  static final String TOO_COMPLEX = "54001";
  static final String INTERNAL = "XX000";

  private SqlStates() {}
}
