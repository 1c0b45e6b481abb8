package org.assaydb.proofs.vo.verify;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.VerificationException.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assaydb.proofs.read.ChunkColumns;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.vo.RunLayout;
import org.jspecify.annotations.Nullable;

/**
 * The exposed entries of one run, in run order, each with its certified position. What was not
 * exposed is INCOMPLETE_RESULT, never absent. Not thread safe.
 */
final class VerifiedRun implements RunView, RunLayout {
  /** A key prefix whose entries stand at [from, to). */
  record Prefix(Key key, long from, long to) {}

  private static final int[] NO_COLUMNS = {};

  private final Summary summary;
  private final VerifiedTree tree;
  private final int root;
  private final VerifiedNode top;
  private final List<VerifiedChunk> exposed;
  private final List<Prefix> prefixes;

  /** Positions at which the prefixes start. */
  private final List<Long> starts;

  // The chunks that show entries, ascending.
  private VerifiedChunk[] chunks = new VerifiedChunk[0];
  private int current;

  // The entry found last: its place among those that the current chunk shows.
  private long sought = -1;
  private int shown;

  private int lastPrefix;

  /**
   * @param root in {@code tree}
   * @param prefixes those shown of a grouped index, ascending
   */
  VerifiedRun(
      Summary summary,
      VerifiedTree tree,
      int root,
      List<VerifiedChunk> chunks,
      List<Prefix> prefixes) {
    this.summary = summary;
    this.tree = tree;
    this.root = root;
    top = new VerifiedNode(tree, root, 0);
    this.exposed = chunks;
    this.prefixes = prefixes;
    starts = prefixes.isEmpty() ? List.of() : prefixes.stream().map(Prefix::from).toList();
  }

  /** Decodes the exposed chunks, now that their digests are certified, and checks the order. */
  void finish() {
    List<VerifiedChunk> showing = new ArrayList<>(exposed.size());
    for (VerifiedChunk chunk : exposed) {
      chunk.finish();
      if (chunk.shown() > 0) {
        chunk.number(showing.size());
        showing.add(chunk);
      }
    }
    chunks = showing.toArray(chunks);
    checkOrder();
  }

  /** Searching by bisection is sound only in an ordered run. */
  private void checkOrder() {
    for (int c = 0; c < chunks.length; c++) {
      VerifiedChunk chunk = chunks[c];
      if (c > 0) {
        checkOrder(chunks[c - 1], chunks[c - 1].shown() - 1, chunk, 0);
      }
      // A system column was checked when it was decoded.
      for (int i = 1; !chunk.shows(NO_COLUMNS) && i < chunk.shown(); i++) {
        checkOrder(chunk, i - 1, chunk, i);
      }
    }
    for (int i = 1; i < prefixes.size(); i++) {
      boolean inOrder = prefixes.get(i - 1).key().compareTo(prefixes.get(i).key()) < 0;
      require(inOrder, UNSOUND_ROW, "prefixes out of order");
    }
  }

  private static void checkOrder(VerifiedChunk left, int i, VerifiedChunk right, int j) {
    int byKey = left.key(i).compareTo(right.key(j));
    boolean inOrder = byKey < 0 || (byKey == 0 && left.version(i) > right.version(j));
    require(inOrder, UNSOUND_ROW, "entries out of run order");
  }

  @Override
  public Summary summary() {
    return summary;
  }

  @Override
  public int chunkAt(long position) {
    chunk(position);
    return current;
  }

  @Override
  public long chunkStart(int chunk) {
    return chunks[chunk].start();
  }

  @Override
  public int chunkRows(int chunk) {
    return chunks[chunk].rows();
  }

  @Override
  public boolean isColumnar(int chunk) {
    return chunks[chunk].isColumnar();
  }

  @Override
  public int prefixCount() {
    return prefixes.size();
  }

  @Override
  public Key prefixKey(int ordinal) {
    return prefixes.get(ordinal).key();
  }

  @Override
  public long prefixStart(int ordinal) {
    return prefixes.get(ordinal).from();
  }

  @Override
  public long prefixEnd(int ordinal) {
    return prefixes.get(ordinal).to();
  }

  /** See {@link VerifiedState#memoryBytes}. */
  long memoryBytes() {
    long bytes = 0;
    for (VerifiedChunk chunk : chunks) {
      bytes += chunk.memoryBytes();
    }
    return bytes;
  }

  VerifiedTree tree() {
    return tree;
  }

  /** Its root in {@link #tree()}. */
  int root() {
    return root;
  }

  @Override
  public RunNode top() {
    return top;
  }

  /**
   * The place is proved by two adjacent positions, the first before it and the second at or after
   * it, or by an end of the run; a prefix speaks for all its entries.
   */
  @Override
  public long lowerBound(Key key, Version version) {
    int chunk = chunkAtOrAfter(key, version);
    int first = chunk == chunks.length ? 0 : firstAtOrAfter(chunks[chunk], key, version);
    long before = -1;
    if (first > 0) {
      before = position(chunk, first - 1);
    } else if (chunk > 0) {
      before = position(chunk - 1, chunks[chunk - 1].shown() - 1);
    }
    long after = chunk == chunks.length ? summary.count() : position(chunk, first);
    int next = prefixAtOrAfter(key, version);
    if (next < prefixes.size()) {
      after = Math.min(after, prefixes.get(next).from());
    }
    // The prefix before it may be one that the key starts with: then it says nothing.
    for (int i = next - 1; i >= 0 && i >= next - 2; i--) {
      Key end = prefixes.get(i).key().prefixEnd();
      if (end != null && end.compareTo(key) <= 0) {
        before = Math.max(before, prefixes.get(i).to() - 1);
      }
    }
    require(after == before + 1, INCOMPLETE_RESULT, "neighbours of a key are not adjacent");
    return after;
  }

  /**
   * The first shown prefix none of whose entries stands before (key, version); mostly the one found
   * last or the next.
   */
  private int prefixAtOrAfter(Key key, Version version) {
    int low = 0;
    int high = prefixes.size();
    if (lastPrefix < high && isBefore(lastPrefix, key, version)) {
      low = lastPrefix + 1;
      high = low < high && !isBefore(low, key, version) ? low : high;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(middle, key, version)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    lastPrefix = low;
    return low;
  }

  private boolean isBefore(int prefix, Key key, Version version) {
    int order = prefixes.get(prefix).key().compareTo(key);
    return order < 0 || (order == 0 && !version.equals(Version.NEWEST));
  }

  /** The first chunk whose last entry is not before a place; mostly the one found last. */
  private int chunkAtOrAfter(Key key, Version version) {
    int low = 0;
    int high = chunks.length;
    int guess = Math.min(current, high - 1);
    if (guess >= 0 && isBefore(chunks[guess], chunks[guess].shown() - 1, key, version)) {
      low = guess + 1;
      if (low < high && !isBefore(chunks[low], chunks[low].shown() - 1, key, version)) {
        high = low;
      }
    } else if (guess >= 0) {
      high = guess;
      if (guess == 0 || isBefore(chunks[guess - 1], chunks[guess - 1].shown() - 1, key, version)) {
        low = guess;
      }
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(chunks[middle], chunks[middle].shown() - 1, key, version)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int firstAtOrAfter(VerifiedChunk chunk, Key key, Version version) {
    int low = 0;
    int high = chunk.shown() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(chunk, middle, key, version)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean isBefore(VerifiedChunk chunk, int i, Key key, Version version) {
    int byKey = chunk.key(i).compareTo(key);
    return byKey < 0 || (byKey == 0 && chunk.version(i) > version.packed());
  }

  private long position(int chunk, int i) {
    return chunks[chunk].start() + chunks[chunk].row(i);
  }

  @Override
  public Key key(long position) {
    seek(position);
    return chunks[current].key(shown);
  }

  @Override
  public Key group(long position, IndexSchema schema, int parts) {
    if (parts <= schema.groupedParts()) {
      int found = Collections.binarySearch(starts, position);
      if (found >= 0) {
        return KeyCodec.firstParts(schema, prefixes.get(found).key(), parts);
      }
    }
    return RunView.super.group(position, schema, parts);
  }

  @Override
  public Version version(long position) {
    seek(position);
    return new Version(chunks[current].version(shown));
  }

  @Override
  public EntryKind kind(long position) {
    seek(position);
    return chunks[current].kind(shown);
  }

  @Override
  public @Nullable Object value(long position, int column) {
    VerifiedChunk chunk = chunk(position);
    return chunk.value((int) (position - chunk.start()), column);
  }

  @Override
  public void open(long from, long to, int[] columns) {
    // Every access checks for itself whether the entry was opened.
  }

  @Override
  public @Nullable ChunkColumns columnsAt(long position, int[] columns) {
    VerifiedChunk chunk = chunk(position);
    return chunk.shows(columns) ? chunk : null;
  }

  /** Finds an entry: reads ask for its key, version and kind in turn. */
  private void seek(long position) {
    if (position != sought) {
      VerifiedChunk chunk = chunk(position);
      int found = chunk.find((int) (position - chunk.start()));
      require(found >= 0, INCOMPLETE_RESULT, "entry was not opened");
      shown = found;
      sought = position;
    }
  }

  /** The chunk that holds a position; reads mostly stay in one. */
  private VerifiedChunk chunk(long position) {
    if (current < chunks.length && holds(chunks[current], position)) {
      return chunks[current];
    }
    int low = 0;
    int high = chunks.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (chunks[middle].start() <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    boolean found = low < chunks.length && holds(chunks[low], position);
    require(found, INCOMPLETE_RESULT, "entry was not opened");
    current = low;
    sought = -1;
    return chunks[low];
  }

  private static boolean holds(VerifiedChunk chunk, long position) {
    return position >= chunk.start() && position < chunk.start() + chunk.rows();
  }
}
