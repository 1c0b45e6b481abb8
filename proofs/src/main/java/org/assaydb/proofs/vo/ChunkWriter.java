package org.assaydb.proofs.vo;

import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;

/** Writes one exposed chunk; {@link ChunkVerifier} reads the same layout. */
final class ChunkWriter {
  /** First byte of a row that is shown by key, and of one that is shown in full. */
  static final int KEY_ROW = 2;

  static final int FULL_ROW = 3;

  private final ByteWriter out;
  private final TreeHasher hasher = new TreeHasher();
  private final byte[] valueDigest = new byte[Digest.SIZE_BYTES];
  private Version base = new Version(0);

  ChunkWriter(ByteWriter out) {
    this.out = out;
  }

  /**
   * @param start position of the chunk's first row in the run
   * @param cuts positions of the run at which nodes are split
   * @param runBase least version of the run
   */
  void write(ChunkSource chunk, ChunkOpening opening, long start, Positions cuts, Version runBase) {
    base = runBase;
    int rows = (int) chunk.summary().count();
    boolean showsRows = opening.showsRows() || cuts.anyIn(start + 1, start + rows);
    out.u8(new ChunkLayout(chunk.columnar(), showsRows, opening.showsColumns()).code());
    out.varint(rows);
    if (showsRows) {
      new Rows(chunk, opening, start, cuts).write(0, rows);
    } else {
      opaqueRows(chunk.rows(0, rows));
    }
    if (opening.showsColumns()) {
      columns(chunk, opening.columnPositions());
    } else if (chunk.columnar()) {
      out.digest(chunk.columns(0, chunk.columnCount()));
    }
  }

  private void opaqueRows(TreeNode node) {
    out.digest(node.digest());
    node.summary().encodeTail(out, base);
  }

  private final class Rows {
    private final ChunkSource chunk;
    private final ChunkOpening opening;
    private final long start;
    private final Positions cuts;

    Rows(ChunkSource chunk, ChunkOpening opening, long start, Positions cuts) {
      this.chunk = chunk;
      this.opening = opening;
      this.start = start;
      this.cuts = cuts;
    }

    void write(int from, int to) {
      boolean touched = opening.exposes(from, to) || cuts.anyIn(start + from + 1, start + to);
      if (!touched) {
        out.u8(RunTreeWriter.OPAQUE);
        opaqueRows(chunk.rows(from, to));
      } else if (to - from == 1) {
        row(chunk, from, opening.full(from));
      } else {
        out.u8(RunTreeWriter.SPLIT);
        int middle = from + (int) RfcTree.split(to - from);
        write(from, middle);
        write(middle, to);
      }
    }
  }

  private void row(ChunkSource chunk, int row, boolean full) {
    Entry entry = chunk.entry(row);
    out.u8(full ? FULL_ROW : KEY_ROW).bytes(entry.key().bytes());
    if (full) {
      out.varint(entry.version().packed()).u8(entry.kind().code());
      out.bytes(entry.deltas()).bytes(entry.values());
    } else {
      hasher.value(entry.version(), entry.kind(), entry.deltas(), entry.values(), valueDigest, 0);
      out.raw(valueDigest);
      chunk.rows(row, row + 1).summary().encodeTail(out, base);
    }
  }

  private void columns(ChunkSource chunk, int[] positions) {
    PrunedTree.writeOrdinals(positions, out);
    PrunedTree.walk(
        chunk.columnCount(),
        positions,
        new VoWriter.Emission() {
          @Override
          public void opaqueAt(int from, int to) {
            out.digest(chunk.columns(from, to));
          }

          @Override
          public void leafAt(int position) {
            out.bytes(chunk.column(position));
          }
        });
  }
}
