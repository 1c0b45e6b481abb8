package org.assaydb.proofs.vo.prove;

import static org.assaydb.proofs.vo.VoFormat.FULL_ROW;
import static org.assaydb.proofs.vo.VoFormat.KEY_ROW;
import static org.assaydb.proofs.vo.VoFormat.OPAQUE;
import static org.assaydb.proofs.vo.VoFormat.SPLIT;

import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.ChunkLayout;
import org.assaydb.proofs.vo.ChunkOpening;
import org.assaydb.proofs.vo.PrunedTree;

/** Writes one exposed chunk; {@code verify.ChunkVerifier} reads the same layout. */
final class ChunkWriter {
  private final ByteWriter out;
  private Version base = new Version(0);

  ChunkWriter(ByteWriter out) {
    this.out = out;
  }

  /**
   * @param root of the rows
   * @param runBase least version of the run
   */
  void write(SourceNode root, ChunkOpening opening, Version runBase) {
    base = runBase;
    ChunkSource chunk = root.chunk();
    int rows = (int) chunk.summary().count();
    boolean showsRows = opening.showsRows() || root.isDescended();
    out.u8(new ChunkLayout(chunk.columnar(), showsRows, opening.showsColumns()).code());
    out.varint(rows);
    if (showsRows) {
      rows(root, opening, 0, rows);
    } else {
      // The node of the chunk binds its columns too.
      opaqueRows(chunk.rows(0, rows));
    }
    if (opening.showsColumns()) {
      columns(chunk, opening.valueColumns());
    } else if (chunk.columnar()) {
      out.digest(chunk.columns());
    }
  }

  private void opaqueRows(TreeNode node) {
    out.digest(node.digest());
    node.summary().encodeTail(out, base);
  }

  /** The rows [from, to), all below {@code node}. */
  private void rows(SourceNode node, ChunkOpening opening, int from, int to) {
    if (!node.isDescended() && !opening.exposes(from, to)) {
      out.u8(OPAQUE);
      opaqueRows(node.node());
    } else if (to - from == 1) {
      if (opening.full(from)) {
        fullRow(node.chunk().entry(from));
      } else {
        keyRow(node.chunk(), from);
      }
    } else {
      out.u8(SPLIT);
      int middle = from + (int) RfcTree.split(to - from);
      rows(node.first(), opening, from, middle);
      rows(node.second(), opening, middle, to);
    }
  }

  private void fullRow(Entry entry) {
    out.u8(FULL_ROW).bytes(entry.key().bytes());
    out.varint(entry.version().packed()).u8(entry.kind().code());
    out.bytes(entry.deltas()).bytes(entry.values());
  }

  private void keyRow(ChunkSource chunk, int row) {
    out.u8(KEY_ROW).bytes(chunk.key(row)).digest(chunk.valueDigest(row));
    chunk.rows(row, row + 1).summary().encodeTail(out, base);
  }

  private void columns(ChunkSource chunk, int[] shown) {
    PrunedTree.writeOrdinals(shown, out);
    out.bytes(chunk.column(0));
    PrunedTree.walk(
        chunk.valueColumnCount(),
        shown,
        new VoWriter.Emission() {
          @Override
          public void opaqueAt(int from, int to) {
            out.digest(chunk.valueColumns(from, to));
          }

          @Override
          public void leafAt(int column) {
            out.bytes(chunk.column(column + 1));
          }
        });
  }
}
