package org.assaydb.proofs.vo.verify;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.SortedMap;
import org.assaydb.proofs.vo.ChunkOpening;
import org.assaydb.proofs.vo.Positions;

/** Compares what a verification object shows of one run with what reads of it opened. */
final class ExactRun {
  private static final ChunkOpening NOTHING = new ChunkOpening();

  private final VerifiedRun run;
  private final VerifiedTree tree;
  private final SortedMap<Integer, ChunkOpening> openings;
  private final Positions prefixes;
  private int nextPrefix;

  ExactRun(ReplayedRun replayed) {
    run = replayed.run();
    tree = run.tree();
    openings = replayed.openings();
    prefixes = replayed.prefixes();
  }

  void check() {
    opened(run.root());
  }

  /** Whether reads opened the node or something below it; what is shown there, they must have. */
  private boolean opened(int node) {
    boolean opened = tree.isPrefix(node) && prefixes.contains(nextPrefix++);
    VerifiedChunk chunk = tree.chunk(node);
    if (chunk != null) {
      return opened | chunk(chunk);
    }
    if (tree.isSplit(node)) {
      boolean left = opened(tree.left(node));
      boolean right = opened(tree.right(node));
      opened |= left || right || tree.isDescended(node);
    }
    boolean shown = tree.isSplit(node) || tree.isPrefix(node);
    require(opened || !shown, MALFORMED, "a node opened for nothing");
    return opened;
  }

  private boolean chunk(VerifiedChunk chunk) {
    ChunkOpening opening = openings.getOrDefault(chunk.ordinal(), NOTHING);
    columns(chunk, opening);
    for (ExposedRow row : chunk.exposedRows()) {
      boolean full = opening.full(row.ordinal());
      require(row.full() || !full, INCOMPLETE_RESULT, "a row is not shown in full");
      boolean exact = opening.exposes(row.ordinal(), row.ordinal() + 1);
      require(exact && row.full() == full, MALFORMED, "a row shown for nothing");
    }
    boolean allRows = chunk.exposedRows().size() == opening.rowsShown();
    require(allRows, INCOMPLETE_RESULT, "a row is not shown");
    rows(chunk.root(), opening, 0);
    // A chunk shows rows or columns, and all of them were opened.
    return true;
  }

  private static void columns(VerifiedChunk chunk, ChunkOpening opening) {
    int[] columns = opening.valueColumns();
    boolean shown = chunk.showsColumns() || !opening.showsColumns();
    for (int column : columns) {
      shown &= chunk.showsColumn(column);
    }
    require(shown, INCOMPLETE_RESULT, "a column is not shown");
    boolean exact = opening.showsColumns() == chunk.showsColumns();
    exact &= columns.length == chunk.valueColumnsShown();
    require(exact, MALFORMED, "a column shown for nothing");
  }

  /**
   * As {@link #opened} within a chunk.
   *
   * @param from first row of the node
   */
  private boolean rows(int node, ChunkOpening opening, int from) {
    if (!tree.isSplit(node)) {
      return opening.exposes(from, from + (int) tree.nodes().count(node));
    }
    int first = tree.left(node);
    boolean left = rows(first, opening, from);
    boolean right = rows(tree.right(node), opening, from + (int) tree.nodes().count(first));
    boolean opened = left || right || tree.isDescended(node);
    require(opened, MALFORMED, "rows opened for nothing");
    return opened;
  }
}
