package org.assaydb.proofs.vo;

import java.util.function.UnaryOperator;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.assaydb.proofs.vo.prove.RunSource;

/**
 * A true run whose prover changes what it puts into the proof: nodes that stay closed, rows and
 * columns that are shown. Places, shapes and descriptors stay as they are.
 */
public record LyingRun(
    ModelRun run,
    UnaryOperator<TreeNode> nodes,
    UnaryOperator<Entry> rows,
    UnaryOperator<byte[]> columns)
    implements RunSource {
  public static LyingRun ofNodes(ModelRun run, UnaryOperator<TreeNode> lie) {
    return new LyingRun(run, lie, row -> row, column -> column);
  }

  public static LyingRun ofSummaries(ModelRun run, UnaryOperator<Summary> lie) {
    return ofNodes(run, node -> new TreeNode(node.digest(), lie.apply(node.summary())));
  }

  public static LyingRun ofRows(ModelRun run, UnaryOperator<Entry> lie) {
    return new LyingRun(run, node -> node, lie, column -> column);
  }

  public static LyingRun ofColumns(ModelRun run, UnaryOperator<byte[]> lie) {
    return new LyingRun(run, node -> node, row -> row, lie);
  }

  @Override
  public RunDescriptor descriptor() {
    return run.descriptor();
  }

  @Override
  public int chunkAt(long position) {
    return run.chunkAt(position);
  }

  @Override
  public long chunkStart(int chunk) {
    return run.chunkStart(chunk);
  }

  @Override
  public int chunkCount() {
    return run.chunkCount();
  }

  @Override
  public ChunkSource chunk(int ordinal) {
    return new LyingChunk(run.chunk(ordinal), this);
  }

  @Override
  public TreeNode chunks(int from, int to) {
    return nodes.apply(run.chunks(from, to));
  }

  @Override
  public int prefixCount() {
    return run.prefixCount();
  }

  @Override
  public Prefix prefix(int ordinal) {
    return run.prefix(ordinal);
  }

  @Override
  public TreeNode prefixes(int from, int to) {
    return nodes.apply(run.prefixes(from, to));
  }

  private record LyingChunk(ChunkSource chunk, LyingRun lies) implements ChunkSource {
    @Override
    public Summary summary() {
      return chunk.summary();
    }

    @Override
    public boolean columnar() {
      return chunk.columnar();
    }

    @Override
    public TreeNode rows(int from, int to) {
      return lies.nodes().apply(chunk.rows(from, to));
    }

    @Override
    public Entry entry(int row) {
      return lies.rows().apply(chunk.entry(row));
    }

    @Override
    public Digest valueDigest(int row) {
      Entry entry = entry(row);
      byte[] out = new byte[Digest.SIZE_BYTES];
      new TreeHasher().value(entry.version(), entry.kind(), entry.deltas(), entry.values(), out, 0);
      return Digest.read(out, 0);
    }

    @Override
    public int valueColumnCount() {
      return chunk.valueColumnCount();
    }

    @Override
    public Digest columns() {
      return lie(chunk.columns());
    }

    @Override
    public Digest valueColumns(int from, int to) {
      return lie(chunk.valueColumns(from, to));
    }

    private Digest lie(Digest columns) {
      return lies.nodes().apply(new TreeNode(columns, summary())).digest();
    }

    @Override
    public byte[] column(int position) {
      return lies.columns().apply(chunk.column(position));
    }
  }
}
