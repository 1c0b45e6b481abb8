package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.VerificationException.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.SystemColumn;
import org.jspecify.annotations.Nullable;

/**
 * What a verification object shows of one chunk. {@link ChunkVerifier} fills it while it hashes;
 * {@link #finish} runs after the state root was found equal, so that only certified bytes are
 * decoded as columns. Column bytes stay where they are and are decoded at first use.
 */
final class VerifiedChunk {
  private record Slice(int from, int to) {}

  private final IndexSchema schema;
  private final byte[] vo;
  private final long start;
  private final Summary summary;
  private final List<ExposedRow> rows;
  private final Map<Integer, Slice> columns = new HashMap<>();
  private final @Nullable Object[] @Nullable [] decodedColumns;
  private @Nullable SystemColumn system;
  private int decodedRow = -1;
  private @Nullable Object[] decodedValues = new @Nullable Object[0];

  /**
   * @param start position of the chunk's first entry in its run
   * @param rows shown one by one, ascending
   */
  VerifiedChunk(IndexSchema schema, byte[] vo, long start, Summary summary, List<ExposedRow> rows) {
    this.schema = schema;
    this.vo = vo;
    this.start = start;
    this.summary = summary;
    this.rows = rows;
    decodedColumns = new @Nullable Object[schema.valueTypes().size()] @Nullable [];
  }

  void addColumn(int position, int from, int to) {
    columns.put(position, new Slice(from, to));
  }

  long start() {
    return start;
  }

  Summary summary() {
    return summary;
  }

  /** Decoded system column; null when only rows are shown. */
  @Nullable SystemColumn system() {
    return system;
  }

  /** Rows shown one by one, ascending. */
  List<ExposedRow> rows() {
    return rows;
  }

  /** Decodes what the order checks need and compares it with the certified summary. */
  void finish() {
    Slice slice = columns.get(0);
    if (slice == null) {
      return;
    }
    SystemColumn decoded =
        ColumnCodec.decodeSystem(vo, slice.from(), slice.to(), (int) summary.count());
    require(decoded.agreesWith(summary), UNSOUND_ROW, "chunk summary differs from its rows");
    for (ExposedRow row : rows) {
      boolean same = row.entry().key().equals(decoded.keys()[row.ordinal()]);
      same &= row.entry().version().packed() == decoded.versions()[row.ordinal()];
      same &= row.entry().kind().code() == decoded.kinds()[row.ordinal()];
      require(same, UNSOUND_ROW, "row differs from its column chunk");
    }
    system = decoded;
  }

  /**
   * One value.
   *
   * @param row within the chunk
   * @param exposed the row's own opening, null when only columns show it
   */
  @Nullable Object value(int row, int column, @Nullable ExposedRow exposed) {
    Slice opened = columns.get(column + 1);
    if (opened != null) {
      return column(column, opened)[row];
    }
    if (exposed == null || !exposed.full()) {
      throw new VerificationException(INCOMPLETE_RESULT, "value was not opened");
    }
    if (exposed.entry().kind() == EntryKind.DELETE) {
      return null;
    }
    if (decodedRow != row) {
      decodedValues = RowCodec.decode(schema.valueTypes(), exposed.entry().values());
      decodedRow = row;
    }
    return decodedValues[column];
  }

  private @Nullable Object[] column(int column, Slice slice) {
    @Nullable Object[] decoded = decodedColumns[column];
    if (decoded == null) {
      ColumnType type = schema.valueTypes().get(column);
      decoded = ColumnCodec.decodeValues(type, vo, slice.from(), slice.to(), (int) summary.count());
      decodedColumns[column] = decoded;
    }
    return decoded;
  }
}
