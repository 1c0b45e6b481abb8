package org.assaydb.sql.function;

import static org.assaydb.sql.function.signature.Parameter.DAY;
import static org.assaydb.sql.function.signature.Parameter.INTEGER;
import static org.assaydb.sql.function.signature.Parameter.INTERVAL;
import static org.assaydb.sql.function.signature.Parameter.MOMENT;
import static org.assaydb.sql.function.signature.Parameter.TEXT;
import static org.assaydb.sql.function.signature.Parameter.TIMESTAMP;
import static org.assaydb.sql.function.signature.Parameter.UNIT;
import static org.assaydb.sql.value.Calendars.MICROS_PER_DAY;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.assaydb.sql.function.Definition.Code;
import org.assaydb.sql.function.signature.Results;
import org.assaydb.sql.function.signature.Signature;
import org.assaydb.sql.function.time.Age;
import org.assaydb.sql.function.time.Fields;
import org.assaydb.sql.function.time.Names;
import org.assaydb.sql.function.time.Shift;
import org.assaydb.sql.function.time.Unit;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** Fields of dates and times, and arithmetic with them. */
final class TimeFunctions {
  private TimeFunctions() {}

  static List<Definition> all() {
    List<Definition> all = new ArrayList<>();
    all.add(
        Definition.special("EXTRACT", SqlKind.EXTRACT, SqlFunctionCategory.SYSTEM)
            .is(
                Results.FIELD,
                Signature.of(UNIT, MOMENT).or(UNIT, INTERVAL),
                TimeFunctions::extract));
    all.add(
        Definition.function(
            "DATE_PART",
            Results.DOUBLE,
            Signature.of(TEXT, TIMESTAMP).or(TEXT, MOMENT).or(TEXT, INTERVAL),
            TimeFunctions::extract));
    all.addAll(parts());
    all.addAll(arithmetic());
    all.add(
        Definition.function(
            "AGE", Results.TEXT, Signature.of(TIMESTAMP).or(TIMESTAMP, TIMESTAMP), age()));
    return all;
  }

  /** A field of a value of a kind. */
  private static BigDecimal field(Unit unit, Kind kind, long value) {
    return switch (kind) {
      case DATE -> Fields.ofDate(unit, value);
      case TIME -> Fields.ofTime(unit, value);
      case TIMESTAMP -> Fields.ofTimestamp(unit, value);
      case MONTHS -> Fields.ofMonths(unit, value);
      case MICROS -> Fields.ofMicros(unit, value);
      default -> throw new IllegalArgumentException("no fields of " + kind);
    };
  }

  private static @Nullable ScalarFunction extract(List<ValueType> types, ValueType result) {
    Kind kind = types.get(1).kind();
    if (!types.get(0).kind().isText()) {
      return null;
    }
    return (arguments, rows, run) -> {
      Compiled<Unit> units = new Compiled<>(Unit::of);
      VectorBuilder results = new VectorBuilder(result.layout());
      for (int i = 0; i < rows; i++) {
        if (Rows.anyNull(arguments, i)) {
          results.addNull();
          continue;
        }
        Unit unit = units.at(Rows.bytes(arguments[0]), i);
        long value = Rows.integer(arguments[1], i);
        boolean calendar = kind == Kind.DATE || kind == Kind.TIMESTAMP;
        if (result.layout() == Layout.LONG && calendar && Fields.ofCalendar(unit)) {
          results.addLong(Fields.calendarField(unit, day(kind, value)));
        } else {
          add(results, result, field(unit, kind, value));
        }
      }
      return results.build();
    };
  }

  private static long day(Kind kind, long value) {
    return kind == Kind.DATE ? value : Math.floorDiv(value, MICROS_PER_DAY);
  }

  private static void add(VectorBuilder results, ValueType type, BigDecimal field) {
    switch (type.layout()) {
      case LONG -> results.addLong(field.longValueExact());
      case DOUBLE -> results.addDouble(field.doubleValue());
      default -> results.addDecimal(field.setScale(type.scale()).unscaledValue());
    }
  }

  /** YEAR(d) and the like of JDBC, whole numbers all of them. */
  private static List<Definition> parts() {
    List<Definition> all = new ArrayList<>();
    all.add(part("YEAR", Unit.YEAR, 0));
    all.add(part("QUARTER", Unit.QUARTER, 0));
    all.add(part("MONTH", Unit.MONTH, 0));
    all.add(part("WEEK", Unit.WEEK, 0));
    all.add(part("DAYOFYEAR", Unit.DOY, 0));
    all.add(part("DAYOFMONTH", Unit.DAY, 0));
    all.add(part("DAYOFWEEK", Unit.DOW, 1));
    for (Unit unit : List.of(Unit.HOUR, Unit.MINUTE, Unit.SECOND)) {
      all.add(Definition.function(unit.name(), Results.BIGINT, Signature.of(MOMENT), ofTime(unit)));
    }
    all.add(
        Definition.function(
            "DAYNAME",
            Results.TEXT,
            Signature.of(DAY),
            ofDay((out, d) -> Rows.addText(out, Names.day(Fields.calendarField(Unit.DOW, d))))));
    all.add(
        Definition.function(
            "MONTHNAME",
            Results.TEXT,
            Signature.of(DAY),
            ofDay(
                (out, d) -> Rows.addText(out, Names.month(Fields.calendarField(Unit.MONTH, d))))));
    return all;
  }

  /** A field of a day, counted from {@code first} where EXTRACT counts from 0. */
  private static Definition part(String name, Unit unit, int first) {
    return Definition.function(
        name,
        Results.BIGINT,
        Signature.of(DAY),
        ofDay((out, day) -> out.addLong(Fields.calendarField(unit, day) + first)));
  }

  private interface OfDay {
    void add(VectorBuilder results, long day);
  }

  private static Code ofDay(OfDay code) {
    return (types, result) -> {
      Kind kind = types.get(0).kind();
      return Rows.strict((a, i, out) -> code.add(out, day(kind, Rows.integer(a[0], i))))
          .of(types, result);
    };
  }

  private static Code ofTime(Unit unit) {
    return (types, result) -> {
      boolean date = types.get(0).kind() == Kind.DATE;
      return Rows.strict(
              (a, i, out) -> {
                long micros = Math.floorMod(Rows.integer(a[0], i), MICROS_PER_DAY);
                out.addLong(date ? 0 : Fields.ofTime(unit, micros).longValue());
              })
          .of(types, result);
    };
  }

  private static List<Definition> arithmetic() {
    SqlFunctionCategory timeDate = SqlFunctionCategory.TIMEDATE;
    return List.of(
        Definition.special("TIMESTAMPADD", SqlKind.TIMESTAMP_ADD, timeDate)
            .is(Results.SHIFTED, Signature.of(UNIT, INTEGER, MOMENT), TimeFunctions::shifted),
        Definition.special("TIMESTAMPDIFF", SqlKind.TIMESTAMP_DIFF, timeDate)
            .is(
                Results.BIGINT,
                Signature.of(UNIT, TIMESTAMP, TIMESTAMP),
                Rows.strictBatches(run -> difference())),
        Definition.function(
            "LAST_DAY",
            Results.DATE,
            Signature.of(DAY),
            ofDay((out, day) -> out.addLong(Shift.lastDay(day)))),
        Definition.function(
            "MAKE_DATE",
            Results.DATE,
            Signature.of(INTEGER, INTEGER, INTEGER),
            Rows.strict(
                (a, i, out) ->
                    out.addLong(
                        Shift.makeDate(
                            Rows.integer(a[0], i),
                            Rows.integer(a[1], i),
                            Rows.integer(a[2], i))))));
  }

  private static @Nullable ScalarFunction shifted(List<ValueType> types, ValueType result) {
    Kind from = types.get(2).kind();
    Kind to = result.kind();
    return Rows.strictBatches(
            run -> {
              Compiled<Unit> units = new Compiled<>(Unit::of);
              return (a, i, out) -> {
                Unit unit = units.at(Rows.bytes(a[0]), i);
                long count = Rows.integer(a[1], i);
                long value = Rows.integer(a[2], i);
                if (from == Kind.TIME) {
                  out.addLong(Shift.time(unit, count, value));
                } else if (to == Kind.DATE) {
                  out.addLong(Shift.date(unit, count, value));
                } else {
                  long micros = from == Kind.DATE ? value * MICROS_PER_DAY : value;
                  out.addLong(Shift.timestamp(unit, count, micros));
                }
              };
            })
        .of(types, result);
  }

  private static Rows.Row difference() {
    Compiled<Unit> units = new Compiled<>(Unit::of);
    return (a, i, out) ->
        out.addLong(
            Shift.difference(
                units.at(Rows.bytes(a[0]), i), Rows.integer(a[1], i), Rows.integer(a[2], i)));
  }

  /** Between two timestamps, or from one to the midnight that began this day. */
  private static Code age() {
    return (types, result) ->
        (arguments, rows, run) -> {
          VectorBuilder results = new VectorBuilder(Layout.BYTES);
          long today = run.timeMicros() - Math.floorMod(run.timeMicros(), MICROS_PER_DAY);
          for (int i = 0; i < rows; i++) {
            if (Rows.anyNull(arguments, i)) {
              results.addNull();
              continue;
            }
            Vector from = arguments[arguments.length - 1];
            long to = arguments.length == 1 ? today : Rows.integer(arguments[0], i);
            Rows.addText(results, Age.text(Rows.integer(from, i), to));
          }
          return results.build();
        };
  }
}
