package org.assaydb.sql.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.assaydb.sql.vector.VectorBuilder;
import org.jspecify.annotations.Nullable;

/** Rows as lists of single values, for tests: made at random, to batches and back. */
public final class SampleRows {
  private static final List<String> TEXTS =
      List.of(
          "", "a", "b", "ab", "aa", "a\u0001", "Zoë", "日本", "😀", "longer than seven", "\uFFFD");

  private SampleRows() {}

  public static ValueType type(Kind kind) {
    return switch (kind) {
      case DECIMAL -> ValueType.decimal(38, 2);
      case CHAR -> ValueType.of(kind, 2);
      case ROW -> ValueType.row(List.of(ValueType.of(Kind.BIGINT), ValueType.of(Kind.VARCHAR)));
      case ARRAY -> ValueType.array(ValueType.of(Kind.DOUBLE));
      default -> ValueType.of(kind);
    };
  }

  /** A value of few different ones, so that rows meet; NULL sometimes. */
  public static @Nullable Object value(ValueType type, Random random) {
    if (random.nextInt(6) == 0) {
      return null;
    }
    int n = random.nextInt(5);
    return switch (type.kind()) {
      case BOOLEAN -> n > 2;
      case SMALLINT, INTEGER, DATE -> (long) n - 2;
      case BIGINT, TIME, TIMESTAMP, MONTHS, MICROS, NULL ->
          n == 0 ? Long.MIN_VALUE : n == 1 ? Long.MAX_VALUE : (long) n - 3;
      case DECIMAL ->
          n == 0
              ? BigInteger.TEN.pow(37).negate()
              : n == 1 ? BigInteger.ONE.shiftLeft(64) : BigInteger.valueOf(n - 3);
      case DOUBLE ->
          List.of(0.0, Double.NaN, Double.NEGATIVE_INFINITY, 1.5, -1.5, Double.POSITIVE_INFINITY)
              .get(random.nextInt(6));
      case VARCHAR -> TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
      case CHAR -> TEXTS.get(random.nextInt(9)).getBytes(StandardCharsets.UTF_8);
      case VARBINARY -> new byte[] {(byte) (n * 60), (byte) (n * 100)};
      case UUID -> Arrays.copyOf(new byte[] {(byte) (n * 60)}, 16);
      case ROW ->
          Arrays.asList(
              value(type.elements().get(0), random), value(type.elements().get(1), random));
      case ARRAY -> values(type.elements().get(0), random.nextInt(3), random);
    };
  }

  private static List<@Nullable Object> values(ValueType type, int count, Random random) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(value(type, random));
    }
    return list;
  }

  public static List<List<@Nullable Object>> rows(List<ValueType> types, int n, Random random) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (ValueType type : types) {
        row.add(value(type, random));
      }
      rows.add(row);
    }
    return rows;
  }

  public static Batch batch(List<ValueType> types, List<? extends List<@Nullable Object>> rows) {
    Vector[] columns = new Vector[types.size()];
    for (int c = 0; c < columns.length; c++) {
      VectorBuilder builder = new VectorBuilder(types.get(c).layout());
      for (List<@Nullable Object> row : rows) {
        builder.add(row.get(c));
      }
      columns[c] = builder.build();
    }
    return new Batch(rows.size(), columns);
  }

  /** The rows of a batch in a form that has {@code equals}. */
  public static List<List<@Nullable Object>> rows(Batch batch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < batch.rows(); i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (Vector column : batch.columns()) {
        row.add(comparable(column.value(i)));
      }
      rows.add(row);
    }
    return rows;
  }

  /** A value with its parts in a form that has {@code equals}: byte arrays as lists. */
  public static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      List<Integer> list = new ArrayList<>();
      for (byte b : bytes) {
        list.add(b & 0xFF);
      }
      return list;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> parts = new ArrayList<>();
      list.forEach(part -> parts.add(comparable(part)));
      return parts;
    }
    return value;
  }

  public static List<@Nullable Object> comparableRow(List<@Nullable Object> row) {
    List<@Nullable Object> parts = new ArrayList<>();
    row.forEach(part -> parts.add(comparable(part)));
    return parts;
  }
}
