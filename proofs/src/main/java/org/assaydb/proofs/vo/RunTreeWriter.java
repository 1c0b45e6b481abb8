package org.assaydb.proofs.vo;

import java.util.SortedMap;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.RfcTree;

/**
 * Writes what a read opened of one run: its prefixes, where the index is grouped, and its chunks.
 * {@link RunTreeVerifier} reads the same layout. A node that nothing was read below is opaque.
 */
final class RunTreeWriter {
  /** First byte of every node. */
  static final int OPAQUE = 0;

  static final int SPLIT = 1;
  static final int SHOWN = 2;

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
    private final Positions cuts;
    private final Version base;

    Walk(WitnessRun run) {
      this.run = run;
      source = run.source();
      openings = run.openings();
      cuts = run.cuts();
      base = source.descriptor().summary().minVersion();
    }

    void write() {
      if (source.prefixCount() > 0) {
        prefixes(0, source.prefixCount());
      } else {
        chunks(0, source.chunkCount());
      }
    }

    private boolean touchesChunks(int from, int to) {
      if (!openings.subMap(from, to).isEmpty()) {
        return true;
      }
      return cuts.anyIn(source.chunkStart(from) + 1, source.chunkStart(to));
    }

    private void prefixes(int from, int to) {
      int firstChunk = source.prefix(from).firstChunk();
      boolean touched =
          touchesChunks(firstChunk, source.prefix(to - 1).endChunk())
              || run.prefixes().anyIn(from, to);
      if (!touched) {
        out.u8(OPAQUE);
        source.prefixes(from, to).encode(out, base);
      } else if (to - from == 1) {
        RunSource.Prefix prefix = source.prefix(from);
        out.u8(SHOWN).bytes(prefix.key().bytes()).varint(prefix.chunkCount());
        chunks(firstChunk, prefix.endChunk());
      } else {
        out.u8(SPLIT);
        int middle = from + (int) RfcTree.split(to - from);
        prefixes(from, middle);
        prefixes(middle, to);
      }
    }

    private void chunks(int from, int to) {
      if (!touchesChunks(from, to)) {
        out.u8(OPAQUE);
        source.chunks(from, to).encode(out, base);
      } else if (to - from == 1) {
        out.u8(SHOWN);
        ChunkOpening opening = openings.get(from);
        ChunkOpening shown = opening == null ? new ChunkOpening() : opening;
        chunkWriter.write(source.chunk(from), shown, source.chunkStart(from), cuts, base);
      } else {
        out.u8(SPLIT);
        int middle = from + (int) RfcTree.split(to - from);
        chunks(from, middle);
        chunks(middle, to);
      }
    }
  }
}
