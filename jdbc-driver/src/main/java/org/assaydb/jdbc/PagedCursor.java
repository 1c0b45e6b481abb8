package org.assaydb.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowBatch;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * A scan or a skip in pages, each complete from the last key of the one before to its own last key.
 * A page that holds fewer rows than asked for is proved to be the last.
 */
final class PagedCursor extends PageCursor {
  private static final long FIRST_PAGE_ROWS = 4096;
  private static final long MAX_PAGE_ROWS = 16_384;
  private static final long MIN_PAGE_ROWS = 256;
  private static final long TARGET_BYTES = 8 << 20;

  private final FetchingReader reader;
  private final ReadSpec spec;
  private final List<KeyRange> ranges;
  private long remaining;
  private long pageRows = FIRST_PAGE_ROWS;
  private @Nullable ReadSpec page;
  private long limitOfPage;
  private long rowsOfPage;
  private int bytesOfPage;
  private @Nullable Key last;
  private boolean ended;

  /**
   * @param spec {@linkplain #isPaged of a kind that is paged}
   */
  PagedCursor(FetchingReader reader, ReadSpec spec) {
    this.reader = reader;
    this.spec = spec;
    ranges = ranges(spec);
    remaining = limit(spec);
  }

  /** Whether reads of this kind come in pages. */
  static boolean isPaged(ReadSpec spec) {
    return spec instanceof ReadSpec.Scan || spec instanceof ReadSpec.Skip;
  }

  static ReadSpec firstPage(ReadSpec spec) {
    return part(spec, ranges(spec), Math.min(limit(spec), FIRST_PAGE_ROWS));
  }

  private static List<KeyRange> ranges(ReadSpec spec) {
    return spec instanceof ReadSpec.Scan scan ? scan.ranges() : ((ReadSpec.Skip) spec).ranges();
  }

  static long limit(ReadSpec spec) {
    return spec instanceof ReadSpec.Scan scan ? scan.limit() : ((ReadSpec.Skip) spec).limit();
  }

  private static boolean descending(ReadSpec spec) {
    return spec instanceof ReadSpec.Scan scan && scan.descending();
  }

  /** The same read with another limit. */
  static ReadSpec withLimit(ReadSpec spec, long limit) {
    return part(spec, ranges(spec), limit);
  }

  private static ReadSpec part(ReadSpec spec, List<KeyRange> ranges, long limit) {
    if (spec instanceof ReadSpec.Skip skip) {
      return new ReadSpec.Skip(
          skip.index(), skip.columns(), skip.snapshotHeight(), ranges, skip.filter(), limit);
    }
    return new ReadSpec.Scan(
        spec.index(), spec.columns(), spec.snapshotHeight(), ranges, descending(spec), limit);
  }

  @Override
  public boolean next() {
    while (!ended && remaining > 0) {
      RowCursor cursor = rows != null ? rows : openPage();
      if (cursor.next()) {
        rowsOfPage++;
        remaining--;
        last = cursor.key();
        return true;
      }
      closePage();
    }
    return false;
  }

  @Override
  public @Nullable RowBatch nextBatch() {
    if (ended || remaining == 0) {
      return null;
    }
    // At the end of a page next() finds the next one.
    RowBatch batch = (rows != null ? rows : openPage()).nextBatch();
    if (batch != null) {
      rowsOfPage += batch.rows();
      remaining -= batch.rows();
      last = batch.key(batch.rows() - 1);
    }
    return batch;
  }

  private RowCursor openPage() {
    List<KeyRange> rest = last == null ? ranges : beyond(last);
    if (rest.isEmpty()) {
      ended = true;
      RowCursor none = new EmptyCursor();
      rows = none;
      return none;
    }
    ReadSpec next = part(spec, rest, Math.min(remaining, pageRows));
    FetchingReader.Fetched source = reader.fetch(next);
    RowCursor cursor = reader.readPage(next, source);
    page = next;
    limitOfPage = Math.min(remaining, pageRows);
    bytesOfPage = source.sizeBytes();
    rowsOfPage = 0;
    rows = cursor;
    return cursor;
  }

  private void closePage() {
    ReadSpec read = page;
    if (read != null) {
      ended |= rowsOfPage < limitOfPage;
      if (!ended) {
        reader.release(read);
      }
    }
    close();
    page = null;
    long fitting = TARGET_BYTES / Math.max(1, bytesOfPage / Math.max(1, rowsOfPage));
    pageRows = Math.max(MIN_PAGE_ROWS, Math.min(MAX_PAGE_ROWS, fitting));
  }

  /** What is left of the ranges behind a key, in the direction of the read. */
  private List<KeyRange> beyond(Key passed) {
    return descending(spec) ? parts(ranges, Key.MIN, passed) : behind(ranges, passed);
  }

  /** What ranges hold behind a key. */
  static List<KeyRange> behind(List<KeyRange> ranges, Key passed) {
    return parts(ranges, passed.successor(), null);
  }

  /** What ranges hold from their start to a key, which is in it. */
  static List<KeyRange> upTo(List<KeyRange> ranges, Key last) {
    return parts(ranges, Key.MIN, last.successor());
  }

  private static List<KeyRange> parts(List<KeyRange> ranges, Key lower, @Nullable Key upper) {
    List<KeyRange> out = new ArrayList<>();
    for (KeyRange range : ranges) {
      KeyRange from = new KeyRange(max(range.lower(), lower), range.upper());
      KeyRange cut = upper == null ? from : until(from, upper);
      if (!cut.isEmpty()) {
        out.add(cut);
      }
    }
    return out;
  }

  private static KeyRange until(KeyRange range, Key end) {
    Key upper = range.upper();
    return new KeyRange(range.lower(), upper == null || upper.compareTo(end) > 0 ? end : upper);
  }

  private static Key max(Key left, Key right) {
    return left.compareTo(right) >= 0 ? left : right;
  }

  /** Ranges whose whole content the rows handed out so far depend on. */
  List<KeyRange> rangesRead() {
    if (ended) {
      return ranges;
    }
    Key reached = last;
    if (reached == null) {
      return Collections.emptyList();
    }
    return descending(spec) ? parts(ranges, reached, null) : upTo(ranges, reached);
  }

  ReadSpec spec() {
    return spec;
  }

  /** All of the read. */
  List<KeyRange> ranges() {
    return ranges;
  }

  /** Nothing is left to ask for. */
  private static final class EmptyCursor implements RowCursor {
    @Override
    public boolean next() {
      return false;
    }

    @Override
    public Key key() {
      throw new IllegalStateException("no current row");
    }

    @Override
    public Version version() {
      throw new IllegalStateException("no current row");
    }

    @Override
    public EntryKind kind() {
      throw new IllegalStateException("no current row");
    }

    @Override
    public @Nullable Object value(int column) {
      throw new IllegalStateException("no current row");
    }
  }
}
