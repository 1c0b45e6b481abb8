package org.assaydb.proofs.vo.prove;

import static org.assaydb.proofs.vo.VoFormat.OPAQUE;
import static org.assaydb.proofs.vo.VoFormat.SHOWN;
import static org.assaydb.proofs.vo.VoFormat.SPLIT;

import java.util.SortedMap;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.vo.ChunkOpening;

/**
 * Writes what a read opened of one run: its prefixes, where the index is grouped, and its chunks.
 * {@code verify.RunTreeVerifier} reads the same layout. A node that nothing was read below is
 * opaque.
 */
final class RunTreeWriter {
  private final ByteWriter out;
  private final ChunkWriter chunkWriter;

  RunTreeWriter(ByteWriter out) {
    this.out = out;
    chunkWriter = new ChunkWriter(out);
  }

  void write(WitnessRun run) {
    out.bool(run.isOpened());
    if (run.isOpened()) {
      new Walk(run).write();
    }
  }

  private final class Walk {
    private final WitnessRun run;
    private final RunSource source;
    private final SortedMap<Integer, ChunkOpening> openings;
    private final Version base;

    Walk(WitnessRun run) {
      this.run = run;
      source = run.source();
      openings = run.openings();
      base = source.descriptor().summary().minVersion();
    }

    void write() {
      if (source.prefixCount() > 0) {
        prefixes(0, source.prefixCount(), run.top());
      } else {
        chunks(0, source.chunkCount(), run.top());
      }
    }

    private boolean opensChunks(int from, int to) {
      return !openings.subMap(from, to).isEmpty();
    }

    /** The prefixes [from, to), all below {@code node}. */
    private void prefixes(int from, int to, SourceNode node) {
      RunSource.Prefix first = source.prefix(from);
      boolean touched =
          node.isDescended()
              || opensChunks(first.firstChunk(), source.prefix(to - 1).endChunk())
              || run.prefixes().anyIn(from, to);
      if (!touched) {
        out.u8(OPAQUE);
        source.prefixes(from, to).encode(out, base);
      } else if (to - from == 1) {
        out.u8(SHOWN).bytes(first.key().bytes()).varint(first.chunkCount());
        chunks(first.firstChunk(), first.endChunk(), node);
      } else {
        out.u8(SPLIT);
        int middle = from + (int) RfcTree.split(to - from);
        prefixes(from, middle, node.first());
        prefixes(middle, to, node.second());
      }
    }

    /** The chunks [from, to), all below {@code node}. */
    private void chunks(int from, int to, SourceNode node) {
      if (!node.isDescended() && !opensChunks(from, to)) {
        out.u8(OPAQUE);
        source.chunks(from, to).encode(out, base);
      } else if (to - from == 1) {
        out.u8(SHOWN);
        ChunkOpening opening = openings.get(from);
        chunkWriter.write(node, opening == null ? new ChunkOpening() : opening, base);
      } else {
        out.u8(SPLIT);
        int middle = from + (int) RfcTree.split(to - from);
        chunks(from, middle, node.first());
        chunks(middle, to, node.second());
      }
    }
  }
}
