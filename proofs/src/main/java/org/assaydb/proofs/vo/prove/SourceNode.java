package org.assaydb.proofs.vo.prove;

import java.util.Objects;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.schema.ColumnBounds;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.TreeNode;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link RunSource}. The levels of a run (prefixes, chunks, rows) are one tree to its
 * readers: a leaf of one level is the root of the next. It keeps the children that were asked for,
 * and notes when a reader did, so that the reads of a request and the writer of its witness meet
 * the same objects. Not thread safe.
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

  private final ReadMeter meter;

  private @Nullable SourceNode left;
  private @Nullable SourceNode right;
  private boolean descended;

  private SourceNode(
      RunSource run,
      Level level,
      int first,
      int end,
      @Nullable ChunkSource chunk,
      TreeNode node,
      long from,
      ReadMeter meter) {
    this.run = run;
    this.level = level;
    this.first = first;
    this.end = end;
    this.chunk = chunk;
    this.node = node;
    this.from = from;
    this.meter = meter;
  }

  /** Root of a run. */
  public static SourceNode top(RunSource run) {
    return top(run, ReadMeter.NONE);
  }

  /**
   * Root of a run.
   *
   * @param meter told when a reader asks for the children of a node
   */
  static SourceNode top(RunSource run, ReadMeter meter) {
    TreeNode node = new TreeNode(run.descriptor().root(), run.descriptor().summary());
    return run.prefixCount() > 0
        ? prefixes(run, 0, run.prefixCount(), node, 0, meter)
        : chunks(run, 0, run.chunkCount(), node, 0, meter);
  }

  private static SourceNode prefixes(
      RunSource run, int first, int end, TreeNode node, long from, ReadMeter meter) {
    if (end - first == 1) {
      RunSource.Prefix prefix = run.prefix(first);
      return chunks(run, prefix.firstChunk(), prefix.endChunk(), node, from, meter);
    }
    return new SourceNode(run, Level.PREFIXES, first, end, null, node, from, meter);
  }

  private static SourceNode chunks(
      RunSource run, int first, int end, TreeNode node, long from, ReadMeter meter) {
    if (end - first == 1) {
      int rows = (int) node.summary().count();
      ChunkSource chunk = run.chunk(first);
      return new SourceNode(run, Level.ROWS, 0, rows, chunk, node, from, meter);
    }
    return new SourceNode(run, Level.CHUNKS, first, end, null, node, from, meter);
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
  public long live() {
    return node.summary().live();
  }

  @Override
  public long minVersion() {
    return node.summary().minVersion().packed();
  }

  @Override
  public long maxVersion() {
    return node.summary().maxVersion().packed();
  }

  @Override
  public ColumnSum sum(int place) {
    return node.summary().sums().get(place);
  }

  @Override
  public ColumnBounds bounds(int place) {
    return node.summary().bounds().get(place);
  }

  @Override
  public boolean isColumnar() {
    // Asked of every node that a skip visits: most are no first part of their chunk.
    return level == Level.ROWS
        && first == 0
        && end == chunk().summary().count()
        && chunk().columnar();
  }

  TreeNode node() {
    return node;
  }

  /** The chunk whose rows these are. */
  ChunkSource chunk() {
    return Objects.requireNonNull(chunk);
  }

  /** Whether a reader asked for a child. */
  public boolean isDescended() {
    return descended;
  }

  private int middle() {
    if (end - first == 1) {
      throw new IllegalStateException("an entry has no children");
    }
    return first + (int) RfcTree.split(end - first);
  }

  @Override
  public RunNode left() {
    descend();
    return first();
  }

  @Override
  public RunNode right() {
    descend();
    return second();
  }

  private void descend() {
    if (!descended) {
      descended = true;
      meter.children(from);
    }
  }

  /** First child, for the writer. */
  public SourceNode first() {
    if (left == null) {
      int middle = middle();
      left = child(first, middle, node(first, middle), from);
    }
    return left;
  }

  /** Second child, for the writer. */
  public SourceNode second() {
    if (right == null) {
      int middle = middle();
      TreeNode child = node(middle, end);
      right = child(middle, end, child, to() - child.summary().count());
    }
    return right;
  }

  private TreeNode node(int childFirst, int childEnd) {
    return switch (level) {
      case PREFIXES -> run.prefixes(childFirst, childEnd);
      case CHUNKS -> run.chunks(childFirst, childEnd);
      case ROWS -> chunk().rows(childFirst, childEnd);
    };
  }

  private SourceNode child(int childFirst, int childEnd, TreeNode child, long start) {
    return switch (level) {
      case PREFIXES -> prefixes(run, childFirst, childEnd, child, start, meter);
      case CHUNKS -> chunks(run, childFirst, childEnd, child, start, meter);
      case ROWS ->
          new SourceNode(run, Level.ROWS, childFirst, childEnd, chunk, child, start, meter);
    };
  }
}
