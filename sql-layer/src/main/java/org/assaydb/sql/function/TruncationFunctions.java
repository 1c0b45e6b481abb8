package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.INTEGER;
import static org.assaydb.sql.function.signature.Parameter.INTERVAL;
import static org.assaydb.sql.function.signature.Parameter.TIMESTAMP;
import static org.assaydb.sql.function.signature.Parameter.UNIT;
import static org.assaydb.sql.value.Calendars.MICROS_PER_DAY;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.function.time.Truncation;
import org.assaydb.sql.function.time.Unit;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.jspecify.annotations.Nullable;

/** The present time, and times cut to a unit. */
final class TruncationFunctions {
  private static final int MICRO_DIGITS = 6;

  private TruncationFunctions() {}

  static List<Definition> all() {
    List<Definition> all = new ArrayList<>();
    all.add(
        Definition.function(
            "DATE_TRUNC",
            Results.TRUNCATED,
            Signature.of(UNIT, TIMESTAMP).or(UNIT, INTERVAL),
            TruncationFunctions::truncated));
    all.add(now("CURRENT_DATE", SqlSyntax.FUNCTION_ID, Results.DATE, Signature.of()));
    Signature digits = Signature.of().or(INTEGER);
    all.add(now("CURRENT_TIME", SqlSyntax.FUNCTION_ID, Results.TIME, digits));
    all.add(now("LOCALTIME", SqlSyntax.FUNCTION_ID, Results.TIME, digits));
    all.add(now("CURRENT_TIMESTAMP", SqlSyntax.FUNCTION_ID, Results.TIMESTAMP, digits));
    all.add(now("LOCALTIMESTAMP", SqlSyntax.FUNCTION_ID, Results.TIMESTAMP, digits));
    all.add(now("NOW", SqlSyntax.FUNCTION, Results.TIMESTAMP, Signature.of()));
    return all;
  }

  private static Definition now(
      String name, SqlSyntax syntax, SqlReturnTypeInference result, Signature signature) {
    return Definition.special(name, SqlKind.OTHER_FUNCTION, SqlFunctionCategory.TIMEDATE)
        .withSyntax(syntax)
        .is(result, signature, TruncationFunctions::now);
  }

  /** The time of the snapshot's block in UTC, rounded to the digits asked for. */
  private static ScalarFunction now(List<ValueType> types, ValueType result) {
    return (arguments, rows, run) -> {
      long digits =
          arguments.length == 0 || rows == 0 ? MICRO_DIGITS : Rows.integer(arguments[0], 0);
      long unit = 1;
      for (long i = Math.max(0, digits); i < MICRO_DIGITS; i++) {
        unit *= 10;
      }
      long micros = Math.floorDiv(run.timeMicros() + unit / 2, unit) * unit;
      long value =
          switch (result.kind()) {
            case DATE -> Math.floorDiv(micros, MICROS_PER_DAY);
            case TIME -> Math.floorMod(micros, MICROS_PER_DAY);
            default -> micros;
          };
      return LongVector.constant(value, rows);
    };
  }

  private interface Cut {
    long apply(Unit unit, long value);
  }

  private static @Nullable ScalarFunction truncated(List<ValueType> types, ValueType result) {
    return switch (types.get(1).kind()) {
      case TIMESTAMP -> cut(types, result, 0, Truncation::timestamp);
      case MONTHS -> cut(types, result, 0, Truncation::months);
      case MICROS -> cut(types, result, 0, Truncation::micros);
      default -> null;
    };
  }

  /** FLOOR and CEIL of a moment to a unit, which is the second argument. */
  static @Nullable ScalarFunction toUnit(boolean up, List<ValueType> types) {
    ValueType type = types.get(0);
    return switch (type.kind()) {
      case DATE -> cut(types, type, 1, up ? Truncation::dateCeiling : Truncation::date);
      case TIMESTAMP ->
          cut(types, type, 1, up ? Truncation::timestampCeiling : Truncation::timestamp);
      case TIME -> up ? null : cut(types, type, 1, Truncation::time);
      default -> null;
    };
  }

  private static @Nullable ScalarFunction cut(
      List<ValueType> types, ValueType result, int unitAt, Cut cut) {
    if (!types.get(unitAt).kind().isText()) {
      return null;
    }
    return Rows.strictBatches(
            run -> {
              Compiled<Unit> units = new Compiled<>(Unit::of);
              return (a, i, out) ->
                  out.addLong(
                      cut.apply(
                          units.at(Rows.bytes(a[unitAt]), i), Rows.integer(a[1 - unitAt], i)));
            })
        .of(types, result);
  }
}
