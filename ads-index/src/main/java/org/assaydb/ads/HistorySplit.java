package org.assaydb.ads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.ColumnSum;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Parts the entries of a merge that takes the oldest run. Of each key stay: all versions above the
 * cutoff and the newest one at or below it, unless that is a DELETE. The rest goes to the history.
 * Where versions went, the one that stays counts for itself: INSERT or KEPT, deltas of the whole
 * row. So the current runs are right at every snapshot from the cutoff on. Not thread safe.
 */
final class HistorySplit implements EntrySink {
  private final IndexSchema schema;
  private final long cutoff;
  private final RunWriter current;
  private final RunWriter history;

  // Key of the last row: key[keyFrom, keyTo).
  private byte @Nullable [] key;
  private int keyFrom;
  private int keyTo;

  /** Whether the newest version at or below the cutoff of the key has come. */
  private boolean passed;

  /** Rows that hold that version while older ones may follow; null when it is a DELETE. */
  private @Nullable RowsBlock base;

  private int baseRow;
  private byte[] baseDigests = {};
  private int baseDigest;
  private boolean anyOlder;
  private List<ColumnSum> sums = List.of();

  HistorySplit(IndexSchema schema, long cutoff, RunWriter current, RunWriter history) {
    this.schema = schema;
    this.cutoff = cutoff;
    this.current = current;
    this.history = history;
  }

  @Override
  public void add(MergeInput input) {
    MergeInput.Sealed row = (MergeInput.Sealed) input;
    if (!isKey(input.key, input.keyFrom, input.keyTo)) {
      end();
      key = input.key;
      keyFrom = input.keyFrom;
      keyTo = input.keyTo;
      passed = false;
    }
    if (new Version(input.version).height() > cutoff) {
      current.add(input);
    } else if (!passed && row.rows().kind(row.row()).isPut()) {
      passed = true;
      base = row.rows();
      baseRow = row.row();
      baseDigests = row.digests();
      baseDigest = row.digestFrom();
    } else {
      passed = true;
      history.add(input);
      if (base != null) {
        addOlder(base, row.rows().entry(row.row()));
      }
    }
  }

  private boolean isKey(byte[] bytes, int from, int to) {
    return key != null && Arrays.equals(key, keyFrom, keyTo, bytes, from, to);
  }

  private void addOlder(RowsBlock kept, Entry older) {
    if (!anyOlder) {
      anyOlder = true;
      sums = Summary.decodeDeltas(schema, kept.entry(baseRow).deltas());
    }
    List<ColumnSum> deltas = Summary.decodeDeltas(schema, older.deltas());
    List<ColumnSum> both = new ArrayList<>(sums.size());
    for (int i = 0; i < sums.size(); i++) {
      both.add(sums.get(i).plus(deltas.get(i)));
    }
    sums = both;
  }

  /** After the last row of a key. */
  void end() {
    RowsBlock kept = base;
    if (kept != null && anyOlder) {
      current.add(whole(kept.entry(baseRow)));
    } else if (kept != null) {
      current.add(kept, baseRow, baseDigests, baseDigest);
    }
    base = null;
    anyOlder = false;
  }

  private Entry whole(Entry kept) {
    EntryKind kind = kept.kind() == EntryKind.UPDATE ? EntryKind.KEPT : kept.kind();
    byte[] deltas = Entry.NO_DELTAS;
    if (!sums.isEmpty()) {
      ByteWriter out = new ByteWriter(16 * sums.size());
      sums.forEach(s -> s.encode(out));
      deltas = out.toBytes();
    }
    return new Entry(kept.key(), kept.version(), kind, deltas, kept.values());
  }

  @Override
  public boolean copyChunk(MergeInput.Sealed input) {
    SealedRun run = input.run();
    int chunk = input.chunk();
    Summary summary = run.chunkNode(chunk).summary();
    byte[] first = run.firstKey(chunk);
    // As many live rows as entries: every one counts for itself and nothing older is among them.
    boolean allStay =
        summary.live() == summary.count()
            && !isKey(first, 0, first.length)
            && !run.continues(chunk);
    if (!allStay) {
      return false;
    }
    end();
    return current.copyChunk(input);
  }
}
