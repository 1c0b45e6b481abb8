package org.assaydb.benchmarks.oracle.generate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Values of each family: few usual ones, so that they meet, and the edges. */
final class ValuePool {
  private static final List<BigDecimal> SMALL = numbers("0", "1", "2", "3", "-1", "4", "7", "10");
  private static final List<BigDecimal> FRACTIONS =
      numbers("0.00", "1.00", "1.50", "-1.50", "2.25", "0.01", "3.00", "10.00");
  private static final List<Double> REALS = List.of(0.0, 1.0, 1.5, -1.5, 2.25, 3.0, -2.0, 0.5);
  private static final List<Double> REAL_EDGES =
      List.of(
          -0.0,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          1e300,
          -1e300,
          0.1,
          1e-300,
          1e15,
          123456789.0);
  private static final List<String> TEXTS =
      List.of("", "a", "b", "ab", "abc", "A", "ba", "1", "x y", "%", "a_c");
  private static final List<String> TEXT_EDGES =
      List.of(
          "a ", " a", "  ", "é", "Ω", "日本", "\uD83D\uDE00", "\uFF5E", "it's", "a\\b", "NULL", "2");
  private static final List<String> FIXED = List.of("a", "b", "ab", "abc", "", "A", "1");
  private static final List<String> FIXED_EDGES =
      List.of("a\u0001", "\u0001", "é", "\uD83D\uDE00", " a", "abcde");
  private static final List<LocalDate> DATES =
      List.of(
          LocalDate.of(2020, 1, 1),
          LocalDate.of(2020, 1, 31),
          LocalDate.of(2020, 2, 29),
          LocalDate.of(2021, 3, 1),
          LocalDate.of(2019, 12, 31),
          LocalDate.of(1970, 1, 1));
  private static final List<LocalDate> DATE_EDGES =
      List.of(
          LocalDate.of(1582, 10, 10),
          LocalDate.of(1500, 2, 28),
          LocalDate.of(9999, 12, 31),
          LocalDate.of(1, 1, 1),
          LocalDate.of(1969, 12, 31));
  private static final List<LocalTime> TIMES =
      List.of(
          LocalTime.MIDNIGHT,
          LocalTime.of(1, 2, 3),
          LocalTime.of(12, 0),
          LocalTime.of(23, 59, 59, 999_000_000),
          LocalTime.of(1, 2, 3, 4_000_000));

  private final Dice dice;
  private final boolean edges;

  /** {@code edges}: also values at which arithmetic and casts fail. */
  ValuePool(Dice dice, boolean edges) {
    this.dice = dice;
    this.edges = edges;
  }

  private static List<BigDecimal> numbers(String... texts) {
    return java.util.Arrays.stream(texts).map(BigDecimal::new).toList();
  }

  @Nullable Object valueOrNull(Family family, int nullPercent) {
    return dice.percent(nullPercent) ? null : value(family);
  }

  Object value(Family family) {
    boolean edge = edges && dice.percent(15);
    return switch (family) {
      case BOOLEAN -> dice.percent(50);
      case SMALLINT -> edge ? dice.one(numbers("32767", "-32768")) : dice.one(SMALL);
      case INTEGER ->
          edge ? dice.one(numbers("2147483647", "-2147483648", "65536")) : dice.one(SMALL);
      case BIGINT ->
          edge
              ? dice.one(numbers("9223372036854775807", "-9223372036854775808", "9007199254740993"))
              : dice.one(SMALL);
      case DECIMAL -> edge ? dice.one(numbers("99999999.99", "-99999999.99")) : dice.one(FRACTIONS);
      case WIDE_DECIMAL ->
          edge
              ? dice.one(
                  numbers(
                      "9999999999999999999999999999999999.9999",
                      "-9999999999999999999999999999999999.9999",
                      "0.0001"))
              : dice.one(FRACTIONS).setScale(4);
      case DOUBLE -> edge ? dice.one(REAL_EDGES) : dice.one(REALS);
      case TEXT -> dice.percent(15) ? dice.one(TEXT_EDGES) : dice.one(TEXTS);
      case CHAR -> dice.percent(15) ? dice.one(FIXED_EDGES) : dice.one(FIXED);
      case DATE -> edge ? dice.one(DATE_EDGES) : dice.one(DATES);
      case TIME -> dice.one(TIMES);
      case TIMESTAMP -> timestamp(edge);
      case BINARY -> dice.one(binaries());
      case UUID -> dice.one(uuids());
    };
  }

  private LocalDateTime timestamp(boolean edge) {
    LocalDate date = edge ? dice.one(DATE_EDGES) : dice.one(DATES);
    return dice.percent(50) ? date.atStartOfDay() : date.atTime(dice.one(TIMES));
  }

  private static List<ByteString> binaries() {
    return List.of(
        ByteString.EMPTY,
        ByteString.of("00", 16),
        ByteString.of("ff", 16),
        ByteString.of("0aff", 16),
        ByteString.of("7f", 16));
  }

  private static List<UUID> uuids() {
    return List.of(
        new UUID(0, 0),
        new UUID(1, 2),
        new UUID(Long.MAX_VALUE, 5),
        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
        UUID.fromString("7fffffff-ffff-1fff-7fff-ffffffffffff"));
  }
}
