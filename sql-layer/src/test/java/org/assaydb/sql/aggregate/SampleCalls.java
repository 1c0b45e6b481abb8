package org.assaydb.sql.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assaydb.sql.aggregate.AggregateCall.Modifiers;
import org.assaydb.sql.keys.RowOrder;
import org.assaydb.sql.keys.SampleRows;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.jspecify.annotations.Nullable;

/** Rows and aggregate calls over them, at random. */
public final class SampleCalls {
  private static final ValueType SHORT_DECIMAL = ValueType.decimal(10, 4);

  /** Two columns to group by, then one of each kind that calls take. */
  public static final List<ValueType> TYPES =
      List.of(
          ValueType.of(Kind.INTEGER),
          ValueType.of(Kind.VARCHAR),
          ValueType.of(Kind.INTEGER),
          ValueType.of(Kind.BIGINT),
          ValueType.decimal(38, 2),
          SHORT_DECIMAL,
          ValueType.of(Kind.DOUBLE),
          ValueType.of(Kind.VARCHAR),
          ValueType.of(Kind.BOOLEAN),
          ValueType.of(Kind.DATE),
          ValueType.of(Kind.UUID),
          ValueType.of(Kind.MICROS),
          SHORT_DECIMAL);

  private static final int BOOLEAN = 8;
  private static final int FRACTION = 12;

  private static final List<String> NUMERIC =
      List.of("SUM", "$SUM0", "AVG", "VAR_POP", "VAR_SAMP", "STDDEV_POP", "STDDEV_SAMP");

  private static final List<String> PAIRS =
      List.of(
          "COVAR_POP",
          "COVAR_SAMP",
          "CORR",
          "REGR_COUNT",
          "REGR_SXX",
          "REGR_SYY",
          "REGR_SXY",
          "REGR_AVGX",
          "REGR_AVGY",
          "REGR_SLOPE",
          "REGR_INTERCEPT",
          "REGR_R2");

  private static final List<String> ANY =
      List.of("COUNT", "MIN", "MAX", "ANY_VALUE", "ARRAY_AGG", "MODE");

  private SampleCalls() {}

  public static List<List<@Nullable Object>> rows(int n, Random random) {
    boolean tame = random.nextInt(4) > 0;
    boolean wide = random.nextInt(8) == 0;
    Object fraction = java.math.BigInteger.valueOf(random.nextInt(5) * 2500L);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (ValueType type : TYPES) {
        Object value = value(type, random, tame);
        row.add(value instanceof Double && tame ? (Object) tameDouble(random, wide) : value);
      }
      row.set(FRACTION, fraction);
      rows.add(row);
    }
    return rows;
  }

  private static @Nullable Object value(ValueType type, Random random, boolean tame) {
    Object value = SampleRows.value(type, random);
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case BIGINT, MICROS -> tame ? (Object) (random.nextLong() >> 10 + random.nextInt(50)) : value;
      case DECIMAL ->
          tame || type.equals(SHORT_DECIMAL)
              ? java.math.BigInteger.valueOf(random.nextInt(2000) - 1000L)
              : value;
      default -> value;
    };
  }

  private static double tameDouble(Random random, boolean wide) {
    return switch (wide ? random.nextInt(7) : 3 + random.nextInt(4)) {
      case 0 -> 0.0;
      case 1 -> 1e300 * random.nextInt(3);
      case 2 -> Double.MIN_VALUE * random.nextInt(1000);
      case 3 -> random.nextInt(10);
      case 4 -> 1e15 + random.nextInt(1000) / 8.0;
      case 5 -> -random.nextDouble() * 1e-9;
      default -> random.nextGaussian() * 1000;
    };
  }

  public static AggregateCall call(Random random) {
    AggregateCall plain = plainCall(random);
    Modifiers modifiers = plain.modifiers();
    if (random.nextInt(3) == 0) {
      modifiers = modifiers.withFilter(BOOLEAN);
    }
    boolean canBeDistinct =
        !plain.arguments().isEmpty() && !plain.function().startsWith("PERCENTILE");
    if (canBeDistinct && random.nextInt(3) == 0) {
      modifiers = modifiers.withDistinct();
    }
    return plain.with(modifiers);
  }

  private static AggregateCall plainCall(Random random) {
    switch (random.nextInt(8)) {
      case 0:
        return new AggregateCall("COUNT", ValueType.of(Kind.BIGINT));
      case 1:
        return ordered(random);
      case 2:
        {
          String function = PAIRS.get(random.nextInt(PAIRS.size()));
          int y = 2 + random.nextInt(5);
          int x = 2 + random.nextInt(5);
          boolean floating = y == 6 || x == 6 || random.nextBoolean();
          ValueType type =
              floating ? ValueType.of(Kind.DOUBLE) : ValueType.decimal(38, random.nextInt(20));
          return new AggregateCall(
              function, function.equals("REGR_COUNT") ? ValueType.of(Kind.BIGINT) : type, y, x);
        }
      case 3:
        {
          String function = List.of("EVERY", "SOME").get(random.nextInt(2));
          return new AggregateCall(function, ValueType.of(Kind.BOOLEAN), BOOLEAN);
        }
      case 4:
        {
          String function = List.of("BIT_AND", "BIT_OR", "BIT_XOR").get(random.nextInt(3));
          return new AggregateCall(function, ValueType.of(Kind.BIGINT), 2 + random.nextInt(2));
        }
      case 5:
        {
          String function = ANY.get(random.nextInt(ANY.size()));
          int column = 2 + random.nextInt(10);
          ValueType type = TYPES.get(column);
          ValueType result =
              switch (function) {
                case "COUNT" -> ValueType.of(Kind.BIGINT);
                case "ARRAY_AGG" -> ValueType.array(type);
                default -> type;
              };
          return new AggregateCall(function, result, column);
        }
      default:
        return numeric(random);
    }
  }

  private static AggregateCall numeric(Random random) {
    String function = NUMERIC.get(random.nextInt(NUMERIC.size()));
    int column = 2 + random.nextInt(5);
    if (function.length() < 6 && random.nextInt(6) == 0) {
      return new AggregateCall(function, ValueType.of(Kind.MICROS), 11);
    }
    ValueType type =
        column == 6
            ? ValueType.of(Kind.DOUBLE)
            : switch (random.nextInt(3)) {
              case 0 -> ValueType.of(Kind.BIGINT);
              case 1 -> ValueType.of(Kind.DOUBLE);
              default -> ValueType.decimal(38, random.nextInt(20));
            };
    return new AggregateCall(function, type, column);
  }

  private static AggregateCall ordered(Random random) {
    int by = 2 + random.nextInt(9);
    RowOrder.Key key = new RowOrder.Key(by, random.nextBoolean(), random.nextBoolean());
    List<RowOrder.Key> order = List.of(key, new RowOrder.Key(3, false, false));
    return switch (random.nextInt(4)) {
      case 0 ->
          new AggregateCall("LISTAGG", ValueType.of(Kind.VARCHAR), 7)
              .with(random.nextBoolean() ? Modifiers.NONE : Modifiers.NONE.withOrder(order));
      case 1 ->
          new AggregateCall("LISTAGG", ValueType.of(Kind.VARCHAR), 7, 1)
              .with(Modifiers.NONE.withOrder(order));
      case 2 ->
          new AggregateCall("PERCENTILE_DISC", TYPES.get(by), FRACTION)
              .with(Modifiers.NONE.withOrder(List.of(key)));
      default -> {
        RowOrder.Key number =
            new RowOrder.Key(2 + random.nextInt(5), key.descending(), key.nullsFirst());
        yield new AggregateCall("PERCENTILE_CONT", ValueType.of(Kind.DOUBLE), FRACTION)
            .with(Modifiers.NONE.withOrder(List.of(number)));
      }
    };
  }
}
