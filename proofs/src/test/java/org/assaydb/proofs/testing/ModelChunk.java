package org.assaydb.proofs.testing;

import java.util.List;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.NodeTable;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.ChunkSource;

/** A chunk of a {@link ModelRun}. */
final class ModelChunk implements ChunkSource {
  private final IndexSchema schema;
  private final List<Entry> rows;
  private final boolean columnar;
  private final UnaryOperator<Summary> lie;
  private final List<byte[]> columns;

  /**
   * @param lie applied to the summaries of the rows; the identity when honest
   */
  ModelChunk(IndexSchema schema, List<Entry> rows, boolean columnar, UnaryOperator<Summary> lie) {
    this.lie = lie;
    this.schema = schema;
    this.rows = List.copyOf(rows);
    this.columnar = columnar;
    columns = columnar ? ColumnCodec.encodeChunk(schema.valueTypes(), rows) : List.of();
  }

  TreeNode node() {
    TreeHasher hasher = new TreeHasher();
    TreeNode all = rows(0, rows.size());
    return columnar ? hasher.chunk(all, columns()) : hasher.chunkWithoutColumns(all);
  }

  @Override
  public Summary summary() {
    return rows(0, rows.size()).summary();
  }

  @Override
  public boolean columnar() {
    return columnar;
  }

  @Override
  public TreeNode rows(int from, int to) {
    TreeHasher hasher = new TreeHasher();
    if (to - from == 1) {
      byte[] out = new byte[Digest.SIZE_BYTES];
      hasher.row(schema.id(), schema.schemaVersion(), rows.get(from), out, 0);
      return new TreeNode(Digest.read(out, 0), lie.apply(Summary.of(schema, rows.get(from))));
    }
    int middle = from + (int) RfcTree.split(to - from);
    NodeTable nodes = new NodeTable(schema, 3);
    int left = nodes.add(rows(from, middle));
    return nodes.node(hasher.rowNode(nodes, left, nodes.add(rows(middle, to))));
  }

  @Override
  public Entry entry(int row) {
    return rows.get(row);
  }

  @Override
  public Digest valueDigest(int row) {
    Entry entry = rows.get(row);
    byte[] out = new byte[Digest.SIZE_BYTES];
    new TreeHasher().value(entry.version(), entry.kind(), entry.deltas(), entry.values(), out, 0);
    return Digest.read(out, 0);
  }

  @Override
  public int valueColumnCount() {
    return schema.valueTypes().size();
  }

  @Override
  public Digest columns() {
    return new TreeHasher().columnNode(columnDigest(0), valueColumns(0, valueColumnCount()));
  }

  @Override
  public Digest valueColumns(int from, int to) {
    if (to - from == 1) {
      return columnDigest(from + 1);
    }
    int middle = from + (int) RfcTree.split(to - from);
    return new TreeHasher().columnNode(valueColumns(from, middle), valueColumns(middle, to));
  }

  private Digest columnDigest(int position) {
    ByteWriter type = new ByteWriter();
    if (position > 0) {
      schema.valueTypes().get(position - 1).encode(type);
    }
    byte[] bytes = columns.get(position);
    return new TreeHasher()
        .column(schema.id(), schema.schemaVersion(), position, type.toBytes(), rows.size(), bytes);
  }

  @Override
  public byte[] column(int position) {
    return columns.get(position);
  }
}
