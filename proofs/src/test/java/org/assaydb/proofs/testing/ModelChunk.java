package org.assaydb.proofs.testing;

import java.util.List;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ChunkSource;

/** A chunk of a {@link ModelRun}. */
final class ModelChunk implements ChunkSource {
  private final IndexSchema schema;
  private final List<Entry> rows;
  private final boolean columnar;
  private final UnaryOperator<Summary> lie;
  private final List<byte[]> columns;

  /**
   * @param lie applied to the summaries of the chunk and of its groups; the identity when honest
   */
  ModelChunk(IndexSchema schema, List<Entry> rows, boolean columnar, UnaryOperator<Summary> lie) {
    this.lie = lie;
    this.schema = schema;
    this.rows = List.copyOf(rows);
    this.columnar = columnar;
    columns = columnar ? ColumnCodec.encodeChunk(schema.valueTypes(), rows) : List.of();
  }

  TreeNode node() {
    Digest groups = groups(0, RunDescriptor.groupsInChunk(rows.size())).digest();
    TreeHasher hasher = new TreeHasher();
    Digest digest =
        columnar
            ? hasher.chunk(groups, columns(0, columns.size()))
            : hasher.chunkWithoutColumns(groups);
    return new TreeNode(digest, summary());
  }

  @Override
  public Summary summary() {
    return lie.apply(ModelRun.summaryOf(schema, rows));
  }

  @Override
  public boolean columnar() {
    return columnar;
  }

  @Override
  public TreeNode groups(int from, int to) {
    TreeHasher hasher = new TreeHasher();
    if (to - from == 1) {
      int first = from * RunDescriptor.GROUP_ROWS;
      int count = RunDescriptor.rowsInGroup(rows.size(), from);
      return new TreeNode(
          hasher.group(count, rows(from, 0, count)),
          lie.apply(ModelRun.summaryOf(schema, rows.subList(first, first + count))));
    }
    int middle = from + (int) RfcTree.split(to - from);
    TreeNode left = groups(from, middle);
    TreeNode right = groups(middle, to);
    return new TreeNode(
        hasher.groupNode(left.digest(), left.summary(), right.digest(), right.summary()),
        left.summary().plus(right.summary()));
  }

  @Override
  public Digest rows(int group, int from, int to) {
    TreeHasher hasher = new TreeHasher();
    byte[] out = new byte[Digest.SIZE_BYTES];
    if (to - from == 1) {
      Entry entry = entry(group * RunDescriptor.GROUP_ROWS + from);
      hasher.row(schema.id(), schema.schemaVersion(), entry, out, 0);
      return ModelRun.digest(out);
    }
    int middle = from + (int) RfcTree.split(to - from);
    byte[] left = rows(group, from, middle).toBytes();
    byte[] right = rows(group, middle, to).toBytes();
    hasher.rowNode(left, 0, right, 0, out, 0);
    return ModelRun.digest(out);
  }

  @Override
  public Entry entry(int row) {
    return rows.get(row);
  }

  @Override
  public int columnCount() {
    return columns.size();
  }

  @Override
  public Digest columns(int from, int to) {
    TreeHasher hasher = new TreeHasher();
    if (to - from > 1) {
      int middle = from + (int) RfcTree.split(to - from);
      return hasher.columnNode(columns(from, middle), columns(middle, to));
    }
    ByteWriter type = new ByteWriter();
    if (from > 0) {
      schema.valueTypes().get(from - 1).encode(type);
    }
    return hasher.column(
        schema.id(), schema.schemaVersion(), from, type.toBytes(), rows.size(), columns.get(from));
  }

  @Override
  public byte[] column(int position) {
    return columns.get(position);
  }
}
