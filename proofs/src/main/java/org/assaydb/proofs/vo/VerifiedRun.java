package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.VerificationException.require;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.RunNode;
import org.assaydb.proofs.read.RunView;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.SystemColumn;
import org.jspecify.annotations.Nullable;

/**
 * The exposed entries of one run, in run order, each with its certified position. What was not
 * exposed is INCOMPLETE_RESULT, never absent. Not thread safe.
 */
final class VerifiedRun implements RunView {
  /** A key prefix whose entries stand at [from, to). */
  record Prefix(Key key, long from, long to) {}

  private final VerifiedNode top;
  private final List<VerifiedChunk> chunks;
  private final List<Prefix> prefixes;

  /** Positions at which the prefixes start. */
  private final List<Long> starts;

  // One element per exposed entry.
  private int exposed;
  private long[] positions = new long[0];
  private Key[] keys = new Key[0];
  private long[] versions = new long[0];
  private byte[] kinds = new byte[0];
  private int[] chunkOf = new int[0];
  private @Nullable ExposedRow[] rows = new @Nullable ExposedRow[0];
  private int last;

  /**
   * @param prefixes those shown of a grouped index, ascending
   */
  VerifiedRun(VerifiedNode top, List<VerifiedChunk> chunks, List<Prefix> prefixes) {
    this.top = top;
    this.chunks = chunks;
    this.prefixes = prefixes;
    starts = prefixes.stream().map(Prefix::from).toList();
  }

  /** Decodes the exposed chunks, now that their digests are certified, and checks the order. */
  void finish() {
    int total = 0;
    for (VerifiedChunk chunk : chunks) {
      chunk.finish();
      SystemColumn system = chunk.system();
      total = Math.addExact(total, system != null ? system.rows() : chunk.rows().size());
    }
    positions = new long[total];
    keys = new Key[total];
    versions = new long[total];
    kinds = new byte[total];
    chunkOf = new int[total];
    rows = new @Nullable ExposedRow[total];
    for (int i = 0; i < chunks.size(); i++) {
      SystemColumn system = chunks.get(i).system();
      if (system != null) {
        addColumns(i, system);
      } else {
        addRows(i);
      }
    }
    checkOrder();
  }

  private void addColumns(int chunk, SystemColumn system) {
    int first = exposed;
    for (int row = 0; row < system.rows(); row++) {
      add(chunk, row, system.keys()[row], system.versions()[row], system.kinds()[row]);
    }
    for (ExposedRow row : chunks.get(chunk).rows()) {
      rows[first + row.ordinal()] = row;
    }
  }

  private void addRows(int chunk) {
    for (ExposedRow row : chunks.get(chunk).rows()) {
      rows[exposed] = row;
      Entry entry = row.entry();
      byte kind = (byte) entry.kind().code();
      add(chunk, row.ordinal(), entry.key(), entry.version().packed(), kind);
    }
  }

  private void add(int chunk, int row, Key key, long version, byte kind) {
    positions[exposed] = chunks.get(chunk).start() + row;
    keys[exposed] = key;
    versions[exposed] = version;
    kinds[exposed] = kind;
    chunkOf[exposed] = chunk;
    exposed++;
  }

  /** Searching by bisection is sound only in an ordered run. */
  private void checkOrder() {
    for (int i = 1; i < exposed; i++) {
      int byKey = keys[i - 1].compareTo(keys[i]);
      boolean inOrder = byKey < 0 || (byKey == 0 && versions[i - 1] > versions[i]);
      require(inOrder, UNSOUND_ROW, "entries out of run order");
    }
    for (int i = 1; i < prefixes.size(); i++) {
      boolean inOrder = prefixes.get(i - 1).key().compareTo(prefixes.get(i).key()) < 0;
      require(inOrder, UNSOUND_ROW, "prefixes out of order");
    }
  }

  @Override
  public Summary summary() {
    return top.summary();
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
    int low = 0;
    int high = exposed;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(middle, key, version)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    long before = low == 0 ? -1 : positions[low - 1];
    long after = low == exposed ? top.to() : positions[low];
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

  /** The first shown prefix none of whose entries stands before (key, version). */
  private int prefixAtOrAfter(Key key, Version version) {
    int low = 0;
    int high = prefixes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = prefixes.get(middle).key().compareTo(key);
      if (order > 0 || (order == 0 && version.equals(Version.NEWEST))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isBefore(int index, Key key, Version version) {
    int byKey = keys[index].compareTo(key);
    return byKey < 0 || (byKey == 0 && versions[index] > version.packed());
  }

  @Override
  public Key key(long position) {
    return keys[index(position)];
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
    return new Version(versions[index(position)]);
  }

  @Override
  public EntryKind kind(long position) {
    return EntryKind.of(kinds[index(position)]);
  }

  @Override
  public @Nullable Object value(long position, int column) {
    int index = index(position);
    VerifiedChunk chunk = chunks.get(chunkOf[index]);
    return chunk.value((int) (position - chunk.start()), column, rows[index]);
  }

  @Override
  public void open(long from, long to, int[] columns) {
    // Every access checks for itself whether the entry was opened.
  }

  /** Where a position stands among the exposed entries; reads mostly go on by one. */
  private int index(long position) {
    if (last < exposed && positions[last] == position) {
      return last;
    }
    if (last + 1 < exposed && positions[last + 1] == position) {
      return ++last;
    }
    int found = Arrays.binarySearch(positions, position);
    if (found < 0) {
      throw new VerificationException(INCOMPLETE_RESULT, "entry was not opened");
    }
    last = found;
    return found;
  }
}
