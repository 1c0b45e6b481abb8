package org.assaydb.proofs;

/**
 * The SQLSTATEs that AssayDB raises, on the replica, in the driver and in the SQL layer, beside
 * those of {@link RejectReason}; {@link ErrorCategory#of} says what kind of failure each is.
 * Stable: they stand in receipts. The table in docs/jdbc.md lists the same.
 */
public final class SqlStates {
  // A call of the driver that makes no sense.
  public static final String NO_ROWS = "02000";
  public static final String PARAMETER_COUNT = "07001";
  public static final String NO_SUCH_POSITION = "07009";
  public static final String CURSOR_STATE = "24000";
  public static final String NO_TRANSACTION = "25000";
  public static final String FAILED_TRANSACTION = "25P02";
  public static final String BAD_CALL = "HY000";
  public static final String BAD_SETTING = "HY024";

  // The connection.
  public static final String CANNOT_CONNECT = "08001";
  public static final String CLOSED = "08003";
  public static final String OTHER_CHAIN = "08004";
  public static final String CONNECTION_FAILURE = "08006";
  public static final String OUTCOME_UNKNOWN = "08007";
  public static final String BAD_REQUEST = "08P01";

  // Values.
  public static final String CARDINALITY = "21000";
  public static final String BAD_VALUES = "22000";
  public static final String TOO_LONG = "22001";
  public static final String OUT_OF_RANGE = "22003";
  public static final String NULL_NOT_ALLOWED = "22004";
  public static final String INVALID_DATETIME = "22007";
  public static final String DATETIME_OVERFLOW = "22008";
  public static final String SUBSTRING = "22011";
  public static final String DIVISION_BY_ZERO = "22012";
  public static final String INVALID_FRAME_OFFSET = "22013";
  public static final String INVALID_NTILE = "22014";
  public static final String INVALID_NTH_VALUE = "22016";
  public static final String INVALID_CAST = "22018";
  public static final String NOT_IN_REPERTOIRE = "22021";
  public static final String INVALID_PARAMETER = "22023";
  public static final String INVALID_ESCAPE = "22025";
  public static final String INVALID_PATTERN = "2201B";
  public static final String INVALID_LOGARITHM = "2201E";
  public static final String INVALID_POWER = "2201F";
  public static final String INVALID_WIDTH_BUCKET = "2201G";
  public static final String INVALID_LIMIT = "2201W";
  public static final String INVALID_OFFSET = "2201X";

  // Constraints, rights, conflicts.
  public static final String NOT_NULL = "23502";
  public static final String UNIQUE = "23505";
  public static final String UNAUTHENTICATED = "28000";
  public static final String FORBIDDEN = "42501";
  public static final String CONFLICT = "40001";

  /** The client id was used before with another payload; AssayDB's own class. */
  public static final String CLIENT_ID_REUSED = "AS001";

  // Syntax and names.
  public static final String NOT_SUPPORTED = "0A000";
  public static final String UNKNOWN_SCHEMA = "3F000";
  public static final String SYNTAX = "42601";
  public static final String INVALID_NAME = "42602";
  public static final String NAME_TOO_LONG = "42622";
  public static final String DUPLICATE_COLUMN = "42701";
  public static final String AMBIGUOUS_COLUMN = "42702";
  public static final String UNKNOWN_COLUMN = "42703";
  public static final String UNKNOWN_OBJECT = "42704";
  public static final String DUPLICATE_ALIAS = "42712";
  public static final String GROUPING = "42803";
  public static final String TYPE_MISMATCH = "42804";
  public static final String WRONG_OBJECT = "42809";
  public static final String UNKNOWN_FUNCTION = "42883";
  public static final String UNKNOWN_TABLE = "42P01";
  public static final String DUPLICATE_TABLE = "42P07";
  public static final String NO_CONFLICT_TARGET = "42P10";
  public static final String INVALID_DEFINITION = "42P16";
  public static final String UNKNOWN_PARAMETER_TYPE = "42P18";
  public static final String WINDOWING = "42P20";

  // Limits and what is not there now.
  public static final String TOO_MANY_WAITING = "53000";
  public static final String DISK_FULL = "53100";
  public static final String OUT_OF_MEMORY = "53200";
  public static final String LIMIT = "54000";
  public static final String TOO_COMPLEX = "54001";
  public static final String TOO_MANY_COLUMNS = "54011";
  public static final String CANCELED = "57014";
  public static final String NOT_READY = "57P03";
  public static final String IO_ERROR = "58030";
  public static final String STATE_NOT_KEPT = "72000";

  // Defects and damage.
  public static final String INTERNAL = "XX000";
  public static final String CORRUPTED = "XX001";

  private SqlStates() {}
}
