package org.assaydb.proofs.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ChunkSource;
import org.assaydb.proofs.vo.RunSource;

/**
 * A run built naively: every digest is recomputed from the entries whenever it is asked for. The
 * reference that real builders are compared with.
 */
public final class ModelRun implements RunSource {
  private final List<Entry> entries;
  private final int chunkRows;
  private final List<ModelChunk> chunks = new ArrayList<>();
  private final RunDescriptor descriptor;

  /**
   * @param tier 0 makes chunks of single groups without columns
   * @param entries in strict run order, at least one
   * @param chunkRows rows per chunk, at most 64 in tier 0
   */
  public ModelRun(IndexSchema schema, int tier, List<Entry> entries, int chunkRows) {
    this(schema, tier, entries, chunkRows, UnaryOperator.identity());
  }

  /** A run whose builder lies in the summaries of chunks and groups, and has that certified. */
  public ModelRun(
      IndexSchema schema,
      int tier,
      List<Entry> entries,
      int chunkRows,
      UnaryOperator<Summary> lie) {
    this.entries = List.copyOf(entries);
    this.chunkRows = chunkRows;
    for (int from = 0; from < entries.size(); from += chunkRows) {
      int to = Math.min(entries.size(), from + chunkRows);
      chunks.add(new ModelChunk(schema, entries.subList(from, to), tier > 0, lie));
    }
    TreeNode top = chunks(0, chunks.size());
    descriptor = new RunDescriptor(tier, chunks.size(), top.summary(), top.digest());
  }

  public List<Entry> entries() {
    return entries;
  }

  @Override
  public RunDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public int chunkAt(long position) {
    return (int) (position / chunkRows);
  }

  @Override
  public long chunkStart(int chunk) {
    return (long) chunk * chunkRows;
  }

  @Override
  public ChunkSource chunk(int ordinal) {
    return chunks.get(ordinal);
  }

  @Override
  public TreeNode chunks(int from, int to) {
    if (to - from == 1) {
      return chunks.get(from).node();
    }
    int middle = from + (int) RfcTree.split(to - from);
    TreeNode left = chunks(from, middle);
    TreeNode right = chunks(middle, to);
    return new TreeNode(
        new TreeHasher().runNode(left.digest(), left.summary(), right.digest(), right.summary()),
        left.summary().plus(right.summary()));
  }

  /** Sum of the summaries of entries. */
  static Summary summaryOf(IndexSchema schema, List<Entry> rows) {
    return rows.stream().map(e -> Summary.of(schema, e)).reduce(Summary::plus).orElseThrow();
  }

  static Digest digest(byte[] bytes) {
    return Digest.read(bytes, 0);
  }
}
