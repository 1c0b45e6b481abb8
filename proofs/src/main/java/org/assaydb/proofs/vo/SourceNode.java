package org.assaydb.proofs.vo;

import java.util.Objects;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeNode;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link RunSource}. The levels of a run (prefixes, chunks, rows) are one tree to its
 * readers: a leaf of one level is the root of the next.
 */
public final class SourceNode implements RunNode {
  private enum Level {
    PREFIXES,
    CHUNKS,
    ROWS
  }

  private final RunSource run;
  private final Level level;

  /** Ordinals at the level: prefixes or chunks of the run, rows of the chunk. */
  private final int first;

  private final int end;

  /** The chunk that rows are of; one object for all its nodes, as it keeps what it fetched. */
  private final @Nullable ChunkSource chunk;

  private final TreeNode node;
  private final long from;

  private SourceNode(
      RunSource run,
      Level level,
      int first,
      int end,
      @Nullable ChunkSource chunk,
      TreeNode node,
      long from) {
    this.run = run;
    this.level = level;
    this.first = first;
    this.end = end;
    this.chunk = chunk;
    this.node = node;
    this.from = from;
  }

  /** Root of a run. */
  public static RunNode top(RunSource run) {
    TreeNode node = new TreeNode(run.descriptor().root(), run.descriptor().summary());
    return run.prefixCount() > 0
        ? prefixes(run, 0, run.prefixCount(), node, 0)
        : chunks(run, 0, run.chunkCount(), node, 0);
  }

  private static SourceNode prefixes(RunSource run, int first, int end, TreeNode node, long from) {
    if (end - first == 1) {
      RunSource.Prefix prefix = run.prefix(first);
      return chunks(run, prefix.firstChunk(), prefix.endChunk(), node, from);
    }
    return new SourceNode(run, Level.PREFIXES, first, end, null, node, from);
  }

  private static SourceNode chunks(RunSource run, int first, int end, TreeNode node, long from) {
    if (end - first == 1) {
      int rows = (int) node.summary().count();
      ChunkSource chunk = run.chunk(first);
      return new SourceNode(run, Level.ROWS, 0, rows, chunk, node, from);
    }
    return new SourceNode(run, Level.CHUNKS, first, end, null, node, from);
  }

  @Override
  public long from() {
    return from;
  }

  @Override
  public long to() {
    return from + node.summary().count();
  }

  @Override
  public Summary summary() {
    return node.summary();
  }

  private int middle() {
    if (end - first == 1) {
      throw new IllegalStateException("an entry has no children");
    }
    return first + (int) RfcTree.split(end - first);
  }

  @Override
  public RunNode left() {
    int middle = middle();
    TreeNode child = node(first, middle);
    return child(first, middle, child, from);
  }

  @Override
  public RunNode right() {
    TreeNode child = node(middle(), end);
    return child(middle(), end, child, to() - child.summary().count());
  }

  private TreeNode node(int childFirst, int childEnd) {
    return switch (level) {
      case PREFIXES -> run.prefixes(childFirst, childEnd);
      case CHUNKS -> run.chunks(childFirst, childEnd);
      case ROWS -> Objects.requireNonNull(chunk).rows(childFirst, childEnd);
    };
  }

  private RunNode child(int childFirst, int childEnd, TreeNode child, long start) {
    return switch (level) {
      case PREFIXES -> prefixes(run, childFirst, childEnd, child, start);
      case CHUNKS -> chunks(run, childFirst, childEnd, child, start);
      case ROWS -> new SourceNode(run, Level.ROWS, childFirst, childEnd, chunk, child, start);
    };
  }
}
