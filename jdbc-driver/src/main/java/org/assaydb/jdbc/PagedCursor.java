package org.assaydb.jdbc;

import java.util.List;
import org.assaydb.proofs.read.ReadAnswer;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowBatch;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * The rows of ranges in pages, each complete from the end of the one before to its own: the last
 * key of a full page, the bound where the replica cut it, or the end of the ranges.
 */
final class PagedCursor implements RowCursor {
  private static final long FIRST_PAGE_ROWS = 4096;
  private static final long MAX_PAGE_ROWS = 65_536;
  private static final long MIN_PAGE_ROWS = 256;
  private static final long TARGET_BYTES = 8 << 20;

  private static final int FIRST_HISTORY_BYTES = 64 << 10;

  private final FetchingReader reader;
  private final ReadSpec.Ranged spec;
  private ReadSpec.Ranged rest;
  private long pageRows = FIRST_PAGE_ROWS;
  private int budgetBytes;
  private @Nullable Page page;
  private @Nullable Key last;
  private boolean first = true;
  private boolean ended;

  /** A page that is read. */
  private static final class Page {
    final ReadSpec.Ranged wanted;
    final FetchingReader.Fetched source;
    final RowCursor rows;
    long passed;

    Page(ReadSpec.Ranged wanted, FetchingReader.Fetched source, RowCursor rows) {
      this.wanted = wanted;
      this.source = source;
      this.rows = rows;
    }
  }

  PagedCursor(FetchingReader reader, ReadSpec.Ranged spec) {
    this.reader = reader;
    this.spec = spec;
    rest = spec;
    budgetBytes = firstBudget(spec);
    ended = spec.limit() == 0 || spec.ranges().isEmpty();
  }

  /** What the first page asks for. */
  static ReadSpec firstPage(ReadSpec.Ranged spec) {
    return spec.withLimit(Math.min(spec.limit(), FIRST_PAGE_ROWS));
  }

  /** What the first page may open of each run: a history has no limit that keeps it short. */
  static int firstBudget(ReadSpec spec) {
    return spec instanceof ReadSpec.History ? FIRST_HISTORY_BYTES : Request.Read.MAX_BUDGET;
  }

  @Override
  public boolean next() {
    while (!ended) {
      Page at = page == null ? openPage() : page;
      if (at.rows.next()) {
        at.passed++;
        last = at.rows.key();
        return true;
      }
      endPage(at);
    }
    return false;
  }

  @Override
  public @Nullable RowBatch nextBatch() {
    if (ended) {
      return null;
    }
    // At the end of a page next() finds the next one.
    Page at = page == null ? openPage() : page;
    RowBatch batch = at.rows.nextBatch();
    if (batch != null) {
      at.passed += batch.rows();
      last = batch.key(batch.rows() - 1);
    }
    return batch;
  }

  private Page openPage() {
    ReadSpec.Ranged wanted = new Step(rest, pageRows, budgetBytes).page();
    FetchingReader.Fetched source = reader.fetch(wanted, budgetBytes);
    Key bound = source.bound();
    ReadSpec.Ranged covered = bound == null ? wanted : wanted.before(bound);
    Page opened = new Page(wanted, source, reader.readPage(covered, source));
    page = opened;
    // A LIMIT above may end the read in its first page.
    ReadAnswer.Extent extent = first ? null : source.state().extent(covered);
    first = false;
    if (extent != null) {
      Step next = after(opened, extent.rows(), extent.last());
      if (!next.isEnd()) {
        reader.announce(next.page(), next.budgetBytes);
      }
    }
    return opened;
  }

  /** What is left behind a page, and how it is asked for. */
  private record Step(ReadSpec.Ranged rest, long pageRows, int budgetBytes) {
    boolean isEnd() {
      return rest.ranges().isEmpty() || rest.limit() == 0;
    }

    ReadSpec.Ranged page() {
      return rest.withLimit(Math.min(rest.limit(), pageRows));
    }
  }

  /**
   * The step behind a page.
   *
   * @param passed its rows
   * @param reached the last of their keys
   */
  private Step after(Page done, long passed, @Nullable Key reached) {
    Key bound = done.source.bound();
    boolean limited = rest.limit() != Long.MAX_VALUE;
    ReadSpec.Ranged left = limited ? rest.withLimit(rest.limit() - passed) : rest;
    if (passed == done.wanted.limit() && reached != null) {
      left = left.after(left.descending() ? reached : reached.successor());
    } else if (bound != null) {
      left = left.after(bound);
    } else {
      left = left.over(List.of());
    }
    long fitting = TARGET_BYTES / Math.max(1, done.source.sizeBytes() / Math.max(1, passed));
    return new Step(
        left,
        Math.max(MIN_PAGE_ROWS, Math.min(MAX_PAGE_ROWS, fitting)),
        Math.min(Request.Read.MAX_BUDGET, budgetBytes * 8));
  }

  private void endPage(Page done) {
    Step next = after(done, done.passed, last);
    rest = next.rest;
    pageRows = next.pageRows;
    budgetBytes = next.budgetBytes;
    ended = next.isEnd();
    if (!ended) {
      reader.release(done.wanted);
    }
    closePage();
  }

  /** Ranges whose whole content the rows handed out so far depend on. */
  List<KeyRange> rangesRead() {
    Key reached = last;
    if (rest.ranges().isEmpty()) {
      return spec.ranges();
    } else if (reached == null) {
      return List.of();
    }
    return spec.before(spec.descending() ? reached : reached.successor()).ranges();
  }

  ReadSpec.Ranged spec() {
    return spec;
  }

  private RowCursor current() {
    Page at = page;
    if (at == null) {
      throw new IllegalStateException("no current row");
    }
    return at.rows;
  }

  @Override
  public Key key() {
    return current().key();
  }

  @Override
  public Version version() {
    return current().version();
  }

  @Override
  public EntryKind kind() {
    return current().kind();
  }

  @Override
  public @Nullable Object value(int column) {
    return current().value(column);
  }

  private void closePage() {
    Page at = page;
    if (at != null) {
      at.rows.close();
      page = null;
    }
  }

  @Override
  public void close() {
    closePage();
  }
}
