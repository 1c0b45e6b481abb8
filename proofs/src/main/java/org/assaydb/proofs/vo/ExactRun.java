package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.VerificationException.require;

import java.util.Arrays;
import java.util.SortedMap;

/** Compares what a verification object shows of one run with what reads of it opened. */
final class ExactRun {
  private static final ChunkOpening NOTHING = new ChunkOpening();

  private final VerifiedRun run;
  private final SortedMap<Integer, ChunkOpening> openings;
  private final Positions prefixes;
  private int nextPrefix;

  ExactRun(ReplayedRun replayed) {
    run = replayed.run();
    openings = replayed.openings();
    prefixes = replayed.prefixes();
  }

  void check() {
    opened(run.root());
  }

  /** Whether reads opened the node or something below it; what is shown there, they must have. */
  private boolean opened(VerifiedNode node) {
    boolean opened = node.isPrefix() && prefixes.contains(nextPrefix++);
    VerifiedChunk chunk = node.chunk();
    if (chunk != null) {
      return opened | chunk(node, chunk);
    }
    if (node.isSplit()) {
      boolean left = opened(node.splitLeft());
      boolean right = opened(node.splitRight());
      opened |= left || right || node.isDescended();
    }
    require(opened || !(node.isSplit() || node.isPrefix()), MALFORMED, "a node opened for nothing");
    return opened;
  }

  private boolean chunk(VerifiedNode node, VerifiedChunk chunk) {
    ChunkOpening opening = openings.getOrDefault(run.ordinal(chunk), NOTHING);
    int[] columns = opening.columnPositions();
    boolean allShown = Arrays.stream(columns).allMatch(chunk::showsColumn);
    require(allShown, INCOMPLETE_RESULT, "a column is not shown");
    require(columns.length == chunk.columnsShown(), MALFORMED, "a column shown for nothing");
    for (ExposedRow row : chunk.exposedRows()) {
      boolean full = opening.full(row.ordinal());
      require(row.full() || !full, INCOMPLETE_RESULT, "a row is not shown in full");
      boolean exact = opening.exposes(row.ordinal(), row.ordinal() + 1);
      require(exact && row.full() == full, MALFORMED, "a row shown for nothing");
    }
    boolean allRows = chunk.exposedRows().size() == opening.rowsShown();
    require(allRows, INCOMPLETE_RESULT, "a row is not shown");
    rows(node, opening, chunk.start());
    // A chunk shows rows or columns, and all of them were opened.
    return true;
  }

  /** As {@link #opened} within a chunk. */
  private boolean rows(VerifiedNode node, ChunkOpening opening, long start) {
    if (!node.isSplit()) {
      return opening.exposes((int) (node.from() - start), (int) (node.to() - start));
    }
    boolean left = rows(node.splitLeft(), opening, start);
    boolean right = rows(node.splitRight(), opening, start);
    boolean opened = left || right || node.isDescended();
    require(opened, MALFORMED, "rows opened for nothing");
    return opened;
  }
}
