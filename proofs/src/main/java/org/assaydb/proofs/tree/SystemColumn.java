package org.assaydb.proofs.tree;

import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.VerificationException.require;

import java.util.Arrays;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.PackedLongs.Block;
import org.jspecify.annotations.Nullable;

/**
 * System column of a chunk: what every entry has, in run order.
 *
 * <pre>
 * deltas present (1): 1 when the deltas of any entry are not empty
 * keys      by KeyColumn
 * versions  packed, by LongColumn
 * kinds     codes, by LongColumn
 * deltas    by BytesColumn, when present
 * </pre>
 */
public final class SystemColumn {
  private final KeyColumn keys;
  private final long[] versions;
  private final long minVersion;
  private final long maxVersion;
  private final byte[] kinds;
  private final boolean anyDelete;
  private final long live;
  private final BytesColumn.@Nullable Strings deltas;

  private SystemColumn(
      KeyColumn keys, Block versions, Block kinds, BytesColumn.@Nullable Strings deltas) {
    this.keys = keys;
    this.versions = versions.values();
    minVersion = versions.min();
    maxVersion = versions.max();
    this.deltas = deltas;
    int rows = keys.rows();
    this.kinds = new byte[rows];
    if (kinds.min() == kinds.max()) {
      Arrays.fill(this.kinds, (byte) kinds.min());
      EntryKind all = EntryKind.of((int) kinds.min());
      live = (long) rows * all.liveDelta();
      anyDelete = !all.isPut();
    } else {
      long sum = 0;
      boolean deletes = false;
      for (int i = 0; i < rows; i++) {
        this.kinds[i] = (byte) kinds.values()[i];
        EntryKind kind = EntryKind.of(this.kinds[i]);
        sum += kind.liveDelta();
        deletes |= !kind.isPut();
      }
      live = sum;
      anyDelete = deletes;
    }
  }

  static byte[] encode(ChunkRows rows) {
    int count = rows.size();
    ByteWriter out = new ByteWriter(64 + 8 * count);
    long[] versions = new long[count];
    long[] kinds = new long[count];
    int[] starts = new int[count];
    int[] ends = new int[count];
    boolean anyDeltas = false;
    for (int i = 0; i < count; i++) {
      versions[i] = rows.version(i);
      kinds[i] = rows.kind(i);
      starts[i] = rows.deltasFrom(i);
      ends[i] = rows.valuesFrom(i);
      anyDeltas |= starts[i] < ends[i];
    }
    KeyColumn.encode(rows, out.bool(anyDeltas));
    LongColumn.write(versions, count, out);
    LongColumn.write(kinds, count, out);
    if (anyDeltas) {
      BytesColumn.write(rows.contents(), starts, ends, count, out);
    }
    return out.toBytes();
  }

  /** Reads the column of {@code rows} rows, 1 to {@link RunDescriptor#MAX_CHUNK_ROWS}. */
  static SystemColumn decode(ByteReader in, int rows) {
    boolean anyDeltas = in.bool();
    KeyColumn keys = KeyColumn.decode(in, rows);
    Block versions = LongColumn.read(in, rows, rows);
    require(versions.min() >= 0, MALFORMED, "version out of range");
    Block kinds = LongColumn.read(in, rows, rows);
    boolean known = kinds.min() >= EntryKind.INSERT.code() && kinds.max() <= EntryKind.KEPT.code();
    require(known, MALFORMED, "entry kind");
    BytesColumn.Strings deltas = null;
    if (anyDeltas) {
      deltas = BytesColumn.read(in, rows, RowCodec.MAX_BYTES);
      boolean some = deltas.offsets()[deltas.values()] > deltas.offsets()[0];
      require(some, NONCANONICAL, "deltas of no bytes");
    }
    SystemColumn column = new SystemColumn(keys, versions, kinds, deltas);
    column.checkVersions();
    return column;
  }

  /** Keys ascend already; the versions of one key descend. */
  private void checkVersions() {
    if (keys.distinct()) {
      return;
    }
    for (int i = 1; i < versions.length; i++) {
      boolean inOrder = !keys.sameAsPrevious(i) || versions[i - 1] > versions[i];
      require(inOrder, NONCANONICAL, "versions out of order");
    }
  }

  public int rows() {
    return versions.length;
  }

  public KeyColumn keys() {
    return keys;
  }

  public Key key(int row) {
    return keys.key(row);
  }

  /** {@link Version#packed()}. */
  public long version(int row) {
    return versions[row];
  }

  public EntryKind kind(int row) {
    return EntryKind.of(kinds[row]);
  }

  /** Encoded deltas of an entry; empty in an index without summarized columns. */
  public byte[] deltas(int row) {
    if (deltas == null) {
      return Entry.NO_DELTAS;
    }
    int[] ids = deltas.ids();
    int value = ids == null ? row : ids[row];
    return Arrays.copyOfRange(
        deltas.source(), deltas.offsets()[value], deltas.offsets()[value + 1]);
  }

  /** Whether every row is the only one of its key, a PUT, and at or below a version. */
  public boolean allLive(Version snapshot) {
    return keys.distinct() && !anyDelete && maxVersion <= snapshot.packed();
  }

  /** Whether the rows have the counts and versions that {@code summary} claims. */
  public boolean agreesWith(Summary summary) {
    return summary.count() == versions.length
        && summary.live() == live
        && summary.minVersion().packed() == minVersion
        && summary.maxVersion().packed() == maxVersion;
  }
}
