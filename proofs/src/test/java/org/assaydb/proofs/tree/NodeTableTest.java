package org.assaydb.proofs.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.Column;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Int128;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A table says of its nodes what {@link Summary} and {@link TreeNode} say. */
class NodeTableTest {
  private static final IndexSchema SCHEMA = schema();
  private static final int SUMS = SCHEMA.sums().size();
  private static final int BOUNDS = SCHEMA.bounds().size();
  private static final long BASE = 1000;

  private static IndexSchema schema() {
    List<Column> columns =
        List.of(
            new Column("ID", ColumnType.of(ColumnType.Kind.BIGINT), false, null),
            new Column("A", ColumnType.of(ColumnType.Kind.BIGINT), true, null),
            new Column("B", ColumnType.of(ColumnType.Kind.INTEGER), true, null),
            new Column("N", ColumnType.of(ColumnType.Kind.VARCHAR, 40), true, null));
    IndexDef rows =
        new IndexDef(
            new IndexId(1),
            "PK",
            true,
            true,
            List.of(new IndexDef.KeyPart(0, false)),
            List.of(),
            0,
            List.of(1, 2),
            List.of(1, 3));
    TableDef table = new TableDef(new TableId(1), 1, "PUBLIC", "T", columns, List.of(rows));
    return IndexSchema.of(table, rows);
  }

  private static @Nullable Object value(ColumnType type, Random random) {
    if (random.nextInt(5) == 0) {
      return null;
    }
    return type.kind() == ColumnType.Kind.BIGINT
        ? (Object) random.nextLong()
        : "text".repeat(random.nextInt(9)) + random.nextInt(100);
  }

  private static TreeNode node(Random random, long count) {
    List<ColumnSum> sums = new ArrayList<>();
    for (int i = 0; i < SUMS; i++) {
      long high = random.nextInt(4) == 0 ? random.nextInt(2000) - 1000 : random.nextInt(2) - 1;
      long nonNull = random.nextInt((int) (2 * count + 1)) - count;
      sums.add(new ColumnSum(nonNull, new Int128(high, random.nextLong())));
    }
    List<ColumnBounds> bounds = new ArrayList<>();
    for (int i = 0; i < BOUNDS; i++) {
      ColumnType type = SCHEMA.valueTypes().get(SCHEMA.bounds().get(i));
      ColumnBounds one = ColumnBounds.of(type, value(type, random));
      bounds.add(count == 1 ? one : one.plus(ColumnBounds.of(type, value(type, random))));
    }
    long min = BASE + random.nextInt(1 << 30);
    long max = count == 1 ? min : min + random.nextInt(1 << 30);
    long live = random.nextInt((int) (2 * count + 1)) - count;
    Digest digest =
        new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    return new TreeNode(
        digest, new Summary(count, live, new Version(min), new Version(max), sums, bounds));
  }

  private static byte[] encoded(TreeNode node) {
    ByteWriter out = new ByteWriter(64);
    node.encode(out);
    return out.toBytes();
  }

  @Test
  void keepsAddsAndEncodesNodes() {
    Random random = new Random(7);
    NodeTable table = new NodeTable(SCHEMA, 1);
    List<TreeNode> nodes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      TreeNode node = node(random, 2 + random.nextInt(1000));
      nodes.add(node);
      assertThat(table.add(node)).isEqualTo(i);
    }
    TreeHasher hasher = new TreeHasher();
    for (int i = 0; i + 1 < 300; i++) {
      TreeNode expected = hasher.chunkNode(nodes.get(i), nodes.get(i + 1));
      int parent = hasher.chunkNode(table, i, i + 1);
      assertThat(table.node(parent)).isEqualTo(expected);
      assertThat(table.count(parent)).isEqualTo(expected.summary().count());
      assertThat(table.live(parent)).isEqualTo(expected.summary().live());
      assertThat(table.minVersion(parent)).isEqualTo(expected.summary().minVersion().packed());
      assertThat(table.maxVersion(parent)).isEqualTo(expected.summary().maxVersion().packed());
      for (int column = 0; column < SUMS; column++) {
        assertThat(table.sum(parent, column)).isEqualTo(expected.summary().sums().get(column));
      }
      for (int column = 0; column < BOUNDS; column++) {
        assertThat(table.bounds(parent, column)).isEqualTo(expected.summary().bounds().get(column));
      }
      ByteWriter out = new ByteWriter(64);
      table.encode(i, out);
      assertThat(out.toBytes()).isEqualTo(encoded(nodes.get(i)));
    }
  }

  @Test
  void readsWhatVerificationObjectsShow() {
    Random random = new Random(8);
    NodeTable table = new NodeTable(SCHEMA, 1);
    for (int i = 0; i < 200; i++) {
      TreeNode node = node(random, i % 3 == 0 ? 1 : 2 + random.nextInt(1 << 20));
      ByteWriter out = new ByteWriter(64);
      node.encode(out, new Version(BASE));
      ByteReader in = new ByteReader(out.toBytes());
      assertThat(table.node(table.addShown(in, BASE))).isEqualTo(node);
      in.end();
      out.reset().digest(node.digest());
      node.summary().encodeTail(out, new Version(BASE));
      in = new ByteReader(out.toBytes());
      int index = table.addShown(in, node.summary().count(), BASE);
      assertThat(table.node(index)).isEqualTo(node);
      in.end();
    }
    assertThat(table.size()).isEqualTo(400);
  }

  @Test
  void bindsInPlace() {
    Random random = new Random(9);
    TreeNode rows = node(random, 5);
    TreeHasher hasher = new TreeHasher();
    NodeTable table = new NodeTable(SCHEMA, 4);
    Digest columns = node(random, 1).digest();
    hasher.bindChunk(table, table.add(rows), columns);
    hasher.bindChunkWithoutColumns(table, table.add(rows));
    hasher.bindPrefix(new byte[] {1, 2}, 3, table, table.add(rows));
    assertThat(table.node(0)).isEqualTo(hasher.chunk(rows, columns));
    assertThat(table.node(1)).isEqualTo(hasher.chunkWithoutColumns(rows));
    assertThat(table.node(2)).isEqualTo(hasher.prefix(new byte[] {1, 2}, 3, rows));
  }

  private static void refused(TreeNode node, java.util.function.Consumer<ByteWriter> tail) {
    ByteWriter out = new ByteWriter(64).digest(node.digest()).varint(node.summary().count());
    tail.accept(out);
    NodeTable table = new NodeTable(SCHEMA, 1);
    assertThatThrownBy(() -> table.addShown(new ByteReader(out.toBytes()), BASE))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.MALFORMED));
  }

  @Test
  void refusesNumbersThatNoEntriesHave() {
    TreeNode node = node(new Random(10), 4);
    // Live count below -4, versions that leave 63 bits.
    refused(node, out -> out.varint(9).varint(0).varint(0).raw(new byte[64]));
    refused(node, out -> out.varint(0).varint(Long.MAX_VALUE).varint(0).raw(new byte[64]));
    refused(node, out -> out.varint(0).varint(0).varint(Long.MAX_VALUE).raw(new byte[64]));
    refused(node, out -> out.varint(-1).varint(0).varint(0).raw(new byte[64]));
  }

  @Test
  void refusesSumsThatLeave128Bits() {
    for (long high : new long[] {Long.MAX_VALUE, Long.MIN_VALUE}) {
      List<ColumnSum> sums = new ArrayList<>();
      for (int i = 0; i < SUMS; i++) {
        sums.add(new ColumnSum(1, new Int128(high, -1)));
      }
      TreeNode plain = node(new Random(11), 4);
      Summary summary = plain.summary();
      TreeNode great =
          new TreeNode(
              plain.digest(),
              new Summary(
                  4, 4, summary.minVersion(), summary.maxVersion(), sums, summary.bounds()));
      NodeTable table = new NodeTable(SCHEMA, 2);
      int left = table.add(great);
      int right = table.add(great);
      assertThatThrownBy(() -> new TreeHasher().rowNode(table, left, right))
          .isInstanceOf(VerificationException.class)
          .hasMessageContaining("128 bits");
    }
  }

  private static Entry row(Random random, int number) {
    EntryKind kind = EntryKind.of(1 + random.nextInt(4));
    byte[] values = Entry.NO_DELTAS;
    if (kind.isPut()) {
      Object a = random.nextInt(4) == 0 ? null : random.nextLong();
      Object name = random.nextInt(4) == 0 ? null : "n".repeat(random.nextInt(20));
      values = RowCodec.encode(SCHEMA.valueTypes(), values(a, name));
    }
    ByteWriter deltas = new ByteWriter();
    for (int i = 0; i < SUMS; i++) {
      new ColumnSum(random.nextInt(3) - 1, Int128.of(random.nextInt())).encode(deltas);
    }
    Key key = new Key(new ByteWriter().i32(number).toBytes());
    return new Entry(key, Version.of(5, number), kind, deltas.toBytes(), values);
  }

  /** The columns that the index stores besides its key, in order. */
  private static @Nullable Object[] values(@Nullable Object a, @Nullable Object name) {
    @Nullable Object[] values = new @Nullable Object[SCHEMA.valueTypes().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (SCHEMA.valueTypes().get(i).kind()) {
            case VARCHAR -> name;
            case INTEGER -> 7;
            default -> i == SCHEMA.bounds().get(0) ? a : Long.valueOf(3);
          };
    }
    return values;
  }

  @Test
  void rowsAreSummarizedByTheirDeltasAndValues() {
    Random random = new Random(12);
    NodeTable whole = new NodeTable(SCHEMA, 1);
    NodeTable parts = new NodeTable(SCHEMA, 40);
    for (int i = 0; i < 40; i++) {
      Entry row = row(random, i);
      whole.addRow(row);
      ByteWriter content = new ByteWriter().u8(9).raw(row.deltas());
      int values = content.size();
      content.raw(row.values()).u8(9);
      long version = row.version().packed();
      parts.addRow(version, row.kind(), content.buffer(), 1, values, values + row.values().length);
      assertThat(whole.summary(i)).isEqualTo(Summary.of(SCHEMA, row));
      assertThat(parts.summary(i)).isEqualTo(Summary.of(SCHEMA, row));
    }
    Entry row = row(random, 41);
    byte[] longer = Arrays.copyOf(row.deltas(), row.deltas().length + 1);
    Entry trailing = new Entry(row.key(), row.version(), row.kind(), longer, row.values());
    assertThatThrownBy(() -> whole.addRow(trailing)).isInstanceOf(VerificationException.class);
    assertThatThrownBy(() -> Summary.of(SCHEMA, trailing))
        .isInstanceOf(VerificationException.class);
    assertThatThrownBy(() -> Summary.decodeDeltas(SCHEMA, longer))
        .isInstanceOf(VerificationException.class);
    assertThat(Summary.decodeDeltas(SCHEMA, row.deltas())).hasSize(SUMS);
  }

  /** Every level of every number of rows; digests that are known are taken as they are. */
  @Test
  void levelsAreTheTreesOverTheirRows() {
    Random random = new Random(13);
    TreeHasher hasher = new TreeHasher();
    byte[] known = new byte[4 * Digest.SIZE_BYTES];
    random.nextBytes(known);
    for (int rows = 1; rows <= 9; rows++) {
      NodeTable below = new NodeTable(SCHEMA, rows);
      for (int i = 0; i < rows; i++) {
        below.add(node(random, 1 + random.nextInt(9)));
      }
      int parents = (rows + 1) / 2;
      NodeTable above = new NodeTable(SCHEMA, parents);
      hasher.rowNodes(below, above, new int[0], new byte[0]);
      NodeTable some = new NodeTable(SCHEMA, parents);
      int[] places = new int[parents];
      Arrays.fill(places, -1);
      places[parents / 2] = 3;
      hasher.rowNodes(below, some, places, known);
      assertThat(above.size()).isEqualTo(parents);
      for (int i = 0; i < parents; i++) {
        boolean both = 2 * i + 1 < rows;
        NodeTable pair = new NodeTable(SCHEMA, 3);
        pair.addAll(below, 2 * i, both ? 2 * i + 2 : 2 * i + 1);
        TreeNode expected = pair.node(both ? hasher.rowNode(pair, 0, 1) : 0);
        assertThat(above.node(i)).isEqualTo(expected);
        Digest digest =
            both && places[i] == 3 ? Digest.read(known, 3 * Digest.SIZE_BYTES) : expected.digest();
        assertThat(some.node(i)).isEqualTo(new TreeNode(digest, expected.summary()));
      }
    }
  }

  @Test
  void copiesStretchesOfAnotherTable() {
    Random random = new Random(14);
    NodeTable from = new NodeTable(SCHEMA, 8);
    List<TreeNode> nodes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      nodes.add(node(random, 1 + i));
      from.add(nodes.get(i));
    }
    NodeTable to = new NodeTable(SCHEMA, 6);
    to.addAll(from, 6, 8);
    to.addAll(from, 3, 3);
    to.addAll(from, 1, 5);
    List<TreeNode> copied = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      copied.add(to.node(i));
    }
    List<TreeNode> expected = new ArrayList<>(nodes.subList(6, 8));
    expected.addAll(nodes.subList(1, 5));
    assertThat(copied).isEqualTo(expected);
    int numbers = 8 * (4 + 3 * SUMS);
    assertThat(to.sizeBytes()).isEqualTo(6 * (Digest.SIZE_BYTES + numbers + 64 * BOUNDS));
    assertThat(NodeTable.grown(10)).isEqualTo(23);
  }

  @Test
  void nodesDecodeAsTheyWereEncoded() {
    TreeNode node = node(new Random(15), 9);
    assertThat(TreeNode.decode(new ByteReader(encoded(node)), SCHEMA)).isEqualTo(node);
    // A single entry's version is the greatest too.
    TreeNode one = node(new Random(16), 1);
    assertThat(TreeNode.decode(new ByteReader(encoded(one)), SCHEMA)).isEqualTo(one);
  }
}
