package org.assaydb.proofs.vo;

import java.util.Objects;
import java.util.stream.IntStream;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/** Writes one exposed chunk; {@link ChunkVerifier} reads the same layout. */
final class ChunkWriter {
  private final ByteWriter out;
  private final TreeHasher hasher = new TreeHasher();
  private final byte[] valueDigest = new byte[Digest.SIZE_BYTES];

  ChunkWriter(ByteWriter out) {
    this.out = out;
  }

  void write(ChunkSource chunk, @Nullable ChunkOpening shown) {
    ChunkOpening opening = Objects.requireNonNull(shown);
    int rows = (int) chunk.summary().count();
    boolean showsRows = opening.showsRows() && opening.rows(0, rows).length > 0;
    chunk.summary().encode(out);
    out.u8(new ChunkLayout(chunk.columnar(), showsRows, opening.showsColumns()).code());
    int groups = RunDescriptor.groupsInChunk(rows);
    if (showsRows) {
      groups(chunk, opening, groups, rows);
    } else {
      out.digest(chunk.groups(0, groups).digest());
    }
    if (opening.showsColumns()) {
      columns(chunk, opening.columnPositions());
    } else if (chunk.columnar()) {
      out.digest(chunk.columns(0, chunk.columnCount()));
    }
  }

  private void groups(ChunkSource chunk, ChunkOpening opening, int groups, int rows) {
    int[] exposed =
        IntStream.range(0, groups).filter(g -> rowsOf(opening, g, rows).length > 0).toArray();
    PrunedTree.writeOrdinals(exposed, out);
    PrunedTree.walk(
        groups,
        exposed,
        new VoWriter.Emission() {
          @Override
          public void opaqueAt(int from, int to) {
            chunk.groups(from, to).encode(out);
          }

          @Override
          public void leafAt(int group) {
            group(chunk, opening, group, rows);
          }
        });
  }

  private static int[] rowsOf(ChunkOpening opening, int group, int rows) {
    int first = group * RunDescriptor.GROUP_ROWS;
    return opening.rows(first, first + RunDescriptor.rowsInGroup(rows, group));
  }

  private void group(ChunkSource chunk, ChunkOpening opening, int group, int chunkRows) {
    chunk.groups(group, group + 1).summary().encode(out);
    int first = group * RunDescriptor.GROUP_ROWS;
    int[] exposed = rowsOf(opening, group, chunkRows);
    PrunedTree.writeOrdinals(exposed, out);
    PrunedTree.walk(
        RunDescriptor.rowsInGroup(chunkRows, group),
        exposed,
        new VoWriter.Emission() {
          @Override
          public void opaqueAt(int from, int to) {
            out.digest(chunk.rows(group, from, to));
          }

          @Override
          public void leafAt(int row) {
            row(chunk.entry(first + row), opening.full(first + row));
          }
        });
  }

  private void row(Entry entry, boolean full) {
    out.bool(full).bytes(entry.key().bytes());
    if (full) {
      out.varint(entry.version().packed()).u8(entry.kind().code()).bytes(entry.values());
    } else {
      hasher.value(entry.version(), entry.kind(), entry.values(), valueDigest, 0);
      out.raw(valueDigest);
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
