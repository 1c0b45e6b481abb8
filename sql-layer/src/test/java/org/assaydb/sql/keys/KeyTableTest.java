package org.assaydb.sql.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.sql.vector.Batch;
import org.assaydb.sql.vector.DecimalVector;
import org.assaydb.sql.vector.LongVector;
import org.assaydb.sql.vector.ValueType;
import org.assaydb.sql.vector.ValueType.Kind;
import org.assaydb.sql.vector.Vector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  @Test
  void numbersRowsOfAnyTypesAsAMapDoes() {
    Kind[] kinds = Kind.values();
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      List<ValueType> types = new ArrayList<>();
      int width = seed < kinds.length ? 1 : random.nextInt(4);
      for (int c = 0; c < width; c++) {
        types.add(
            SampleRows.type(kinds[seed < kinds.length ? seed : random.nextInt(kinds.length)]));
      }
      check(types, random);
    }
  }

  private static void check(List<ValueType> types, Random random) {
    KeyTable table = new KeyTable(types);
    Map<List<@Nullable Object>, Integer> expected = new HashMap<>();
    List<List<@Nullable Object>> inOrder = new ArrayList<>();
    for (int b = 0; b < 4; b++) {
      Batch batch = SampleRows.batch(types, SampleRows.rows(types, random.nextInt(60), random));
      Vector[] columns = batch.columns().toArray(new Vector[0]);
      int[] ids = new int[batch.rows()];
      table.find(columns, batch.rows(), ids);
      List<List<@Nullable Object>> rows = SampleRows.rows(batch);
      for (int i = 0; i < ids.length; i++) {
        assertThat(ids[i]).isEqualTo(expected.getOrDefault(rows.get(i), -1));
      }
      table.number(columns, batch.rows(), ids);
      for (int i = 0; i < ids.length; i++) {
        int next = expected.size();
        if (expected.putIfAbsent(rows.get(i), next) == null) {
          inOrder.add(rows.get(i));
        }
        assertThat(ids[i]).isEqualTo(expected.get(rows.get(i)));
      }
      assertThat(table.size()).isEqualTo(expected.size());
    }
    Vector[] keys = table.keys(0, table.size());
    assertThat(SampleRows.rows(new Batch(table.size(), keys))).isEqualTo(inOrder);
    if (table.size() > 2) {
      Batch part = new Batch(table.size() - 2, table.keys(1, table.size() - 2));
      assertThat(SampleRows.rows(part)).isEqualTo(inOrder.subList(1, table.size() - 1));
    }
  }

  @Test
  void growsFarBeyondItsFirstSize() {
    for (List<ValueType> types :
        List.of(
            List.of(ValueType.of(Kind.BIGINT)),
            List.of(ValueType.of(Kind.BIGINT), ValueType.of(Kind.INTEGER)),
            List.of(ValueType.of(Kind.BIGINT), ValueType.of(Kind.UUID)))) {
      KeyTable table = new KeyTable(types);
      int n = 100_000;
      int[] ids = new int[n];
      for (int round = 0; round < 2; round++) {
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
          values[i] = i * 0x1_0000_0001L;
        }
        Vector[] columns = new Vector[types.size()];
        Arrays.fill(columns, LongVector.constant(7L, n));
        if (types.get(types.size() - 1).kind() == Kind.UUID) {
          columns[1] = org.assaydb.sql.vector.BytesVector.constant(new byte[16], n);
        }
        columns[0] = new LongVector(values, n, null);
        table.number(columns, n, ids);
        for (int i = 0; i < n; i++) {
          assertThat(ids[i]).isEqualTo(i);
        }
      }
      assertThat(table.sizeBytes()).isBetween(8L * n, 150L * n);
    }
  }

  @Test
  void keepsItsNumbersWhenAValueIsLargerThanItsColumnUsuallyHolds() {
    List<ValueType> types = List.of(ValueType.of(Kind.INTEGER), ValueType.of(Kind.CHAR, 1));
    KeyTable table = new KeyTable(types);
    byte[] a = {'a'};
    byte[] wide = "😀".getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[3];
    Batch small = SampleRows.batch(types, List.of(List.of(1L, a), Arrays.asList(null, null)));
    table.number(small.columns().toArray(new Vector[0]), 2, ids);
    Batch large =
        SampleRows.batch(
            types, List.of(List.of(1L, wide), List.of(1L, a), List.of(Long.MAX_VALUE, a)));
    table.find(large.columns().toArray(new Vector[0]), 3, ids);
    assertThat(ids).containsExactly(-1, 0, -1);
    table.number(large.columns().toArray(new Vector[0]), 3, ids);
    assertThat(ids).containsExactly(2, 0, 3);
  }

  @Test
  void oneDecimalIsOneKeyHoweverWideItsVector() {
    KeyTable table = new KeyTable(List.of(ValueType.decimal(38, 0), ValueType.decimal(38, 0)));
    Vector narrow = new DecimalVector(new long[] {-5}, null, 1, null);
    Vector wide = new DecimalVector(new long[] {-5}, new long[] {-1}, 1, null);
    Vector other = new DecimalVector(new long[] {-5}, new long[] {3}, 1, null);
    int[] ids = new int[1];
    table.number(new Vector[] {narrow, narrow}, 1, ids);
    table.number(new Vector[] {wide, narrow}, 1, ids);
    assertThat(ids[0]).isZero();
    table.number(new Vector[] {other, narrow}, 1, ids);
    assertThat(ids[0]).isEqualTo(1);
    table.number(new Vector[] {narrow, wide}, 1, ids);
    assertThat(ids[0]).isZero();
  }
}
