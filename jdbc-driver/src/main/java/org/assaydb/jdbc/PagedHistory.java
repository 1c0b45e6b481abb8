package org.assaydb.jdbc;

import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * All versions of the rows of ranges in pages. A history shows its ranges whole, so that they are
 * cut at live keys, which a scan of keys shows first; keys that are deleted by now belong to the
 * next live one. Own writes are no part of it.
 */
final class PagedHistory extends PageCursor {
  private static final long FIRST_PAGE_KEYS = 256;
  private static final long MIN_PAGE_KEYS = 16;
  private static final long MAX_PAGE_KEYS = 16_384;
  private static final long TARGET_BYTES = 4 << 20;

  private final FetchingReader reader;
  private final ReadSpec.History spec;
  private List<KeyRange> rest;
  private long pageKeys = FIRST_PAGE_KEYS;
  private ReadSpec.@Nullable History page;

  PagedHistory(FetchingReader reader, ReadSpec.History spec) {
    this.reader = reader;
    this.spec = spec;
    rest = spec.ranges();
  }

  /** The versions of few keys come at once. */
  static boolean isPaged(ReadSpec spec) {
    return spec instanceof ReadSpec.History history
        && (history.ranges().size() > FIRST_PAGE_KEYS
            || !history.ranges().stream().allMatch(r -> KeyRange.point(r.lower()).equals(r)));
  }

  /** The keys of the first page. */
  static ReadSpec firstPage(ReadSpec.History spec) {
    return keys(spec, spec.ranges(), FIRST_PAGE_KEYS);
  }

  private static ReadSpec keys(ReadSpec.History spec, List<KeyRange> ranges, long limit) {
    return new ReadSpec.Scan(spec.index(), List.of(), spec.snapshotHeight(), ranges, false, limit);
  }

  @Override
  public boolean next() {
    while (true) {
      if (rows != null) {
        if (rows.next()) {
          return true;
        }
        closePage();
      }
      if (rest.isEmpty()) {
        return false;
      }
      openPage();
    }
  }

  private void openPage() {
    ReadSpec live = keys(spec, rest, pageKeys);
    Key last = null;
    long found = 0;
    try (RowCursor cursor = reader.readCommitted(live)) {
      while (cursor.next()) {
        last = cursor.key();
        found++;
      }
    }
    reader.releaseCommitted(live);
    boolean more = last != null && found == pageKeys;
    List<KeyRange> part = more && last != null ? PagedCursor.upTo(rest, last) : rest;
    rest = more && last != null ? PagedCursor.behind(rest, last) : List.of();
    ReadSpec.History next =
        new ReadSpec.History(
            spec.index(),
            spec.columns(),
            spec.snapshotHeight(),
            part,
            spec.fromHeight(),
            spec.toHeight());
    rows = reader.readCommitted(next);
    page = next;
    long fitting = TARGET_BYTES * found / Math.max(1, reader.sizeOf(next));
    pageKeys = Math.max(MIN_PAGE_KEYS, Math.min(MAX_PAGE_KEYS, fitting));
  }

  private void closePage() {
    super.close();
    if (page != null && !rest.isEmpty()) {
      reader.releaseCommitted(page);
    }
    page = null;
  }

  @Override
  public void close() {
    closePage();
  }
}
