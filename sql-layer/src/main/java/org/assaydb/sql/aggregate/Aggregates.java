package org.assaydb.sql.aggregate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.vector.Layout;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;

/** All aggregate functions by name. */
public final class Aggregates {
  /** Duplicates make no difference to these. */
  private static final Set<String> BLIND_TO_DUPLICATES =
      Set.of(
          "MIN",
          "MAX",
          "EVERY",
          "BOOL_AND",
          "LOGICAL_AND",
          "SOME",
          "BOOL_OR",
          "LOGICAL_OR",
          "BIT_AND",
          "BIT_OR",
          "ANY_VALUE");

  static final Set<String> LISTS = Set.of("LISTAGG", "STRING_AGG", "ARRAY_AGG");

  private Aggregates() {}

  /**
   * What computes a call, DISTINCT and ORDER BY included, FILTER not. Its accumulators are fed the
   * columns {@link AggregateCall#columns}.
   *
   * @param input types of the columns that the call refers to
   * @throws SqlLayerException 0A000 when there is no such function for these types
   */
  public static AggregateFunction find(AggregateCall call, List<ValueType> input) {
    List<ValueType> types = IntStream.of(call.columns()).mapToObj(input::get).toList();
    if (call.function().equals("LITERAL_AGG")) {
      return check -> new LiteralAccumulator(call.result().layout(), call.literal());
    }
    AggregateFunction plain = plain(call, types);
    boolean distinct =
        call.modifiers().distinct() && !BLIND_TO_DUPLICATES.contains(call.function());
    List<RowOrder.Key> order = order(call);
    if (distinct && call.arguments().isEmpty() || distinct && isPercentile(call)) {
      throw refused(call.function() + " of DISTINCT");
    }
    List<ValueType> arguments = types.subList(0, call.arguments().size());
    AggregateFunction chosen =
        distinct ? check -> new DistinctAccumulator(plain.create(check), arguments) : plain;
    if (order.isEmpty()) {
      return chosen;
    }
    // MODE has its value as an argument or in WITHIN GROUP, a percentile as second column.
    boolean first = call.isOrderedSet() && (isPercentile(call) || arguments.isEmpty());
    int fed = arguments.size() + (first ? 1 : 0);
    return check -> new OrderedAccumulator(chosen, fed, types, new RowOrder(order), check);
  }

  /**
   * Accumulators of several calls over the same rows. Sums and means of the same values add them
   * once.
   *
   * @param functions what computes each call
   */
  public static Accumulator[] create(
      List<AggregateCall> calls, List<AggregateFunction> functions, Runnable interruptCheck) {
    Accumulator[] accumulators = new Accumulator[calls.size()];
    for (int i = 0; i < accumulators.length; i++) {
      Accumulator own = functions.get(i).create(interruptCheck);
      accumulators[i] = own;
      for (int k = 0; k < i && own instanceof SumAccumulator sum; k++) {
        if (accumulators[k] instanceof SumAccumulator earlier
            && calls.get(k).arguments().equals(calls.get(i).arguments())
            && calls.get(k).modifiers().equals(calls.get(i).modifiers())) {
          accumulators[i] = earlier.shared(sum);
          break;
        }
      }
    }
    return accumulators;
  }

  /** Keys by place among the columns that the accumulator is fed. */
  private static List<RowOrder.Key> order(AggregateCall call) {
    List<RowOrder.Key> keys = call.modifiers().order();
    int arguments = call.arguments().size();
    if (!call.isOrdered()) {
      return List.of();
    }
    if (keys.isEmpty()) {
      // Distinct values come in their order, as in PostgreSQL.
      boolean byValue = call.isOrderedSet() || call.modifiers().distinct();
      return byValue && arguments > 0 ? List.of(new RowOrder.Key(0, false, false)) : List.of();
    }
    List<RowOrder.Key> placed = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      RowOrder.Key key = keys.get(i);
      placed.add(new RowOrder.Key(arguments + i, key.descending(), key.nullsFirst()));
    }
    return placed;
  }

  private static boolean isPercentile(AggregateCall call) {
    return call.isOrderedSet() && !call.function().equals("MODE");
  }

  private static AggregateFunction plain(AggregateCall call, List<ValueType> types) {
    AggregateFunction found =
        switch (call.function()) {
          case "COUNT", "REGR_COUNT" -> check -> new CountAccumulator();
          case "SUM" -> sum(SumAccumulator.Mode.SUM, call, types);
          case "$SUM0", "SUM0" -> sum(SumAccumulator.Mode.SUM0, call, types);
          case "AVG" -> sum(SumAccumulator.Mode.AVG, call, types);
          case "MIN" -> extreme(false, types);
          case "MAX" -> extreme(true, types);
          case "ANY_VALUE", "SINGLE_VALUE" -> {
            boolean single = call.function().equals("SINGLE_VALUE");
            Layout layout = types.get(0).layout();
            yield check -> new OneValueAccumulator(layout, single);
          }
          case "LISTAGG", "STRING_AGG" -> text(types, call.arguments().size());
          case "ARRAY_AGG" -> check -> new ArrayAccumulator(call.modifiers().ignoreNulls());
          case "MODE" -> {
            Layout layout = types.get(0).layout();
            yield layout == Layout.OBJECT ? null : check -> new ModeAccumulator(layout);
          }
          case "PERCENTILE_CONT", "PERCENTILE_DISC" -> percentile(call, types);
          default -> logical(call.function(), types);
        };
    AggregateFunction moments = found == null ? moments(call, types) : found;
    if (moments == null) {
      throw refused(call.function() + " of " + (types.isEmpty() ? "no argument" : types));
    }
    return moments;
  }

  private static SqlLayerException refused(String what) {
    return new SqlLayerException(
        SqlStates.NOT_SUPPORTED, "aggregate " + what + " is not supported");
  }

  private static boolean isNumber(ValueType type) {
    return type.kind().isNumber() || type.kind() == Kind.NULL;
  }

  /** Whether a result is of a type that can hold what comes from the argument. */
  private static boolean isNumberFrom(ValueType argument, ValueType result) {
    return argument.kind() == Kind.DOUBLE ? result.kind() == Kind.DOUBLE : isNumber(result);
  }

  private static @Nullable AggregateFunction sum(
      SumAccumulator.Mode mode, AggregateCall call, List<ValueType> types) {
    ValueType argument = types.get(0);
    ValueType result = call.result();
    boolean numbers = isNumber(argument) && isNumberFrom(argument, result);
    boolean intervals = argument.kind().isInterval() && result.kind() == argument.kind();
    // The mean of months is not a whole number of months.
    boolean months = argument.kind() == Kind.MONTHS && mode == SumAccumulator.Mode.AVG;
    return numbers || intervals && !months
        ? check -> new SumAccumulator(mode, argument, result)
        : null;
  }

  private static @Nullable AggregateFunction extreme(boolean max, List<ValueType> types) {
    Layout layout = types.get(0).layout();
    return switch (layout) {
      case LONG, DOUBLE, BOOLEAN -> check -> new LongExtreme(layout, max);
      case DECIMAL -> check -> new DecimalExtreme(max);
      case BYTES -> check -> new BytesExtreme(max);
      case OBJECT -> null;
    };
  }

  private static @Nullable AggregateFunction text(List<ValueType> types, int arguments) {
    for (ValueType type : types.subList(0, arguments)) {
      if (!type.kind().isText() && type.kind() != Kind.VARBINARY) {
        return null;
      }
    }
    return check -> new TextAccumulator(",".getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable AggregateFunction percentile(AggregateCall call, List<ValueType> types) {
    boolean continuous = call.function().equals("PERCENTILE_CONT");
    if (call.modifiers().order().size() != 1 || types.size() != 2 || !isNumber(types.get(0))) {
      return null;
    }
    ValueType value = types.get(1);
    boolean interpolates =
        isNumber(value) && isNumberFrom(value, call.result()) || value.kind() == Kind.MICROS;
    if (continuous && !interpolates || value.layout() == Layout.OBJECT) {
      return null;
    }
    return check -> new PercentileAccumulator(continuous, types.get(0), value, call.result());
  }

  private static @Nullable AggregateFunction logical(String name, List<ValueType> types) {
    Kind kind = types.isEmpty() ? Kind.ROW : types.get(0).kind();
    BitAccumulator.@Nullable Mode bits =
        switch (name) {
          case "BIT_AND" -> BitAccumulator.Mode.AND;
          case "BIT_OR" -> BitAccumulator.Mode.OR;
          case "BIT_XOR" -> BitAccumulator.Mode.XOR;
          default -> null;
        };
    if (bits != null) {
      return kind.isInteger() ? check -> new BitAccumulator(bits) : null;
    }
    if (kind != Kind.BOOLEAN) {
      return null;
    }
    return switch (name) {
      case "EVERY", "BOOL_AND", "LOGICAL_AND" -> check -> new BooleanAccumulator(true);
      case "SOME", "BOOL_OR", "LOGICAL_OR" -> check -> new BooleanAccumulator(false);
      default -> null;
    };
  }

  private static @Nullable AggregateFunction moments(AggregateCall call, List<ValueType> types) {
    Moment moment = Moment.find(call.function());
    if (moment == null || types.size() != (moment.isOfPairs() ? 2 : 1)) {
      return null;
    }
    ValueType x = types.get(types.size() - 1);
    ValueType y = types.get(0);
    boolean fits =
        isNumber(x)
            && isNumber(y)
            && isNumberFrom(x, call.result())
            && isNumberFrom(y, call.result());
    return fits ? check -> new MomentsAccumulator(moment, y, x, call.result()) : null;
  }
}
