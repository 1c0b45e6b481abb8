package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.vo.ReadMatrix.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.ColumnType.Kind;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Family S1 against every type: a row and a column that show another value than the true one. */
class AlteredTypesTest {
  private static final IndexId ID = new IndexId(7);
  private static final int ROWS = 40;
  private static final int VICTIM = 20;

  /** Values of a type, of which each is a lie where another one is true. */
  record Values(ColumnType type, List<Object> values) {}

  private static Values values(ColumnType type, Object... values) {
    List<Object> all = new ArrayList<>(Arrays.asList(values));
    all.add(null);
    return new Values(type, Collections.unmodifiableList(all));
  }

  static Stream<Values> types() {
    return Stream.of(
        values(ColumnType.of(Kind.BOOLEAN), true, false),
        values(ColumnType.of(Kind.SMALLINT), (short) 0, (short) -1, Short.MAX_VALUE),
        values(ColumnType.of(Kind.INTEGER), 0, -1, Integer.MIN_VALUE),
        values(ColumnType.of(Kind.BIGINT), 0L, 1L, Long.MIN_VALUE, Long.MAX_VALUE),
        values(ColumnType.decimal(12, 2), new BigDecimal("0.00"), new BigDecimal("1.00")),
        values(ColumnType.decimal(38, 2), new BigDecimal("0.00"), new BigDecimal("-0.01")),
        values(ColumnType.of(Kind.DOUBLE), 0.0, Double.NaN, Double.MIN_VALUE, -1.0),
        values(ColumnType.of(Kind.VARCHAR, 9), "", "a", "a ", "\u0000", "\u00e4", "a\u0308"),
        values(ColumnType.of(Kind.CHAR, 2), "  ", "a ", " a"),
        values(ColumnType.of(Kind.DATE), 0, -1, 20_000),
        values(ColumnType.of(Kind.TIME), 0, 86_399_999),
        values(ColumnType.of(Kind.TIMESTAMP), 0L, 1L, -1L),
        values(ColumnType.of(Kind.VARBINARY, 9), new byte[0], new byte[1], new byte[] {0, 0}),
        values(ColumnType.of(Kind.UUID), new UUID(0, 0), new UUID(0, 1), new UUID(1, 0)));
  }

  private static IndexSchema schema(ColumnType type) {
    return new IndexSchema(ID, 1, true, List.of(0), List.of(type), List.of(), List.of(), true);
  }

  private static Entry entry(int row, byte[] values) {
    return new Entry(Generators.key(row), Version.of(5, 0), EntryKind.INSERT, values);
  }

  private static List<Entry> entries(Values of, @Nullable Object victim) {
    List<Entry> entries = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      Object value = row == VICTIM ? victim : of.values().get(row % of.values().size());
      entries.add(entry(row, RowCodec.encode(List.of(of.type()), new @Nullable Object[] {value})));
    }
    return entries;
  }

  @ParameterizedTest
  @MethodSource("types")
  void rejectsEveryOtherValueS1(Values of) {
    for (Object truth : of.values()) {
      IndexSchema schema = schema(of.type());
      ModelRun run = new ModelRun(schema, 1, entries(of, truth), ROWS);
      ModelState state = new ModelState(60, List.of(new ModelIndex(schema, List.of(run))));
      for (Object lie : of.values()) {
        if (truth != lie) {
          List<Entry> lies = entries(of, lie);
          assertThat(lies.get(VICTIM).values()).isNotEqualTo(run.entries().get(VICTIM).values());
          assertLieRefused(state, schema, lies);
        }
      }
    }
  }

  private static void assertLieRefused(ModelState state, IndexSchema schema, List<Entry> lies) {
    Entry lie = lies.get(VICTIM);
    ReadSpec row = new ReadSpec.Lookup(ID, List.of(0), 60, List.of(lie.key()));
    byte[] byRow =
        ReadMatrix.prove(
            state, row, run -> LyingRun.ofRows(run, e -> e.key().equals(lie.key()) ? lie : e));
    assertRefused(state, byRow, row, ROOT_MISMATCH);

    ReadSpec all =
        new ReadSpec.Scan(ID, List.of(0), 60, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
    byte[] lyingColumn = ColumnCodec.encodeChunk(schema.valueTypes(), lies).get(1);
    byte[] trueColumn =
        ColumnCodec.encodeChunk(schema.valueTypes(), state.indexes().get(0).runs().get(0).entries())
            .get(1);
    byte[] byColumn =
        ReadMatrix.prove(
            state,
            all,
            run -> LyingRun.ofColumns(run, c -> Arrays.equals(c, trueColumn) ? lyingColumn : c));
    assertThat(byColumn).isNotEqualTo(state.prove(all));
    assertRefused(state, byColumn, all, ROOT_MISMATCH);
  }

  /** -0.0 and a NaN of other bits are no second form of 0.0 and NaN, even when certified. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0x7ff8000000000001L, 0xfff8000000000000L})
  void rejectsDoublesOfOtherBitsS1E2(long bits) {
    IndexSchema schema = schema(ColumnType.of(Kind.DOUBLE));
    Entry entry = entry(1, new ByteWriter().u8(0).i64(bits).toBytes());
    ModelRun run = new ModelRun(schema, 0, List.of(entry), 64);
    ModelState state = new ModelState(60, List.of(new ModelIndex(schema, List.of(run))));
    ReadSpec row = new ReadSpec.Lookup(ID, List.of(0), 60, List.of(entry.key()));
    VerifiedState shown =
        VerifiedState.verify(state.prove(row), state.root(), state::schema, VoLimits.DEFAULT);
    var cursor = shown.reader(60).read(row);
    assertThat(cursor.next()).isTrue();
    TamperedVoTest.assertReason(() -> cursor.value(0), NONCANONICAL);
  }
}
