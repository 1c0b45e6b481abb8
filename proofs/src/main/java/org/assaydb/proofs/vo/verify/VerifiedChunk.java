package org.assaydb.proofs.vo.verify;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assaydb.proofs.VerificationException.require;

import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.ChunkColumns;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.tree.ColumnCodec;
import org.assaydb.proofs.tree.ColumnVector;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.SystemColumn;
import org.jspecify.annotations.Nullable;

/**
 * What a verification object shows of one chunk: some rows, or with columns all of them. {@link
 * ChunkVerifier} fills it while it hashes; {@link #finish} runs after the state root was found
 * equal, so that only certified bytes are decoded as columns. Column bytes stay where they are and
 * are decoded at first use.
 */
final class VerifiedChunk implements ChunkColumns {
  private static final int CHUNK_BYTES = 500;
  private static final int SYSTEM_BYTES = 20;
  private static final int VALUE_BYTES = 10;
  private static final int ROW_BYTES = 300;

  private record Slice(int from, int to) {}

  private final IndexSchema schema;
  private final byte[] vo;
  private final long start;
  private final boolean columnar;
  private final VerifiedTree tree;
  private final int root;
  private final List<ExposedRow> exposed;
  private final @Nullable Slice[] columns;
  private final @Nullable ColumnVector[] decodedColumns;
  private @Nullable SystemColumn system;
  private int valueColumnsShown;
  private int ordinal = -1;
  private int decodedRow = -1;

  private @Nullable Object[] decodedValues = new @Nullable Object[0];

  /**
   * @param start position of the chunk's first entry in its run
   * @param columnar whether it has column chunks
   * @param root of its rows, which knows them even when they are not shown
   * @param exposed rows shown one by one, ascending
   */
  VerifiedChunk(
      IndexSchema schema,
      byte[] vo,
      long start,
      boolean columnar,
      VerifiedTree tree,
      int root,
      List<ExposedRow> exposed) {
    this.schema = schema;
    this.columnar = columnar;
    this.vo = vo;
    this.start = start;
    this.tree = tree;
    this.root = root;
    this.exposed = exposed;
    columns = new @Nullable Slice[schema.valueTypes().size() + 1];
    decodedColumns = new @Nullable ColumnVector[schema.valueTypes().size()];
  }

  /** Rows shown one by one, ascending. */
  List<ExposedRow> exposedRows() {
    return exposed;
  }

  /** Its root in the tree of the run. */
  int root() {
    return root;
  }

  /** Entries of the chunk, shown or not. */
  int rows() {
    return (int) tree.nodes().count(root);
  }

  /** Which of the run's chunks that show entries this is; -1 when it shows none. */
  int ordinal() {
    return ordinal;
  }

  void number(int ordinalInRun) {
    ordinal = ordinalInRun;
  }

  /** Whether it shows the system column, and with it perhaps others. */
  boolean showsColumns() {
    return columns[0] != null;
  }

  /** Number of value columns shown. */
  int valueColumnsShown() {
    return valueColumnsShown;
  }

  /** Whether a value column is shown. */
  boolean showsColumn(int column) {
    return columns[column + 1] != null;
  }

  /** Whether the chunk has column chunks, shown or not. */
  boolean isColumnar() {
    return columnar;
  }

  /**
   * Notes where a column lies.
   *
   * @param position 0 for the system column, i + 1 for value column i
   */
  void addColumn(int position, int from, int to) {
    columns[position] = new Slice(from, to);
    valueColumnsShown += position > 0 ? 1 : 0;
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public SystemColumn system() {
    if (system == null) {
      throw new VerificationException(INCOMPLETE_RESULT, "columns were not opened");
    }
    return system;
  }

  /** Whether all these value columns are shown. */
  boolean shows(int[] wanted) {
    boolean all = system != null;
    for (int column : wanted) {
      all &= columns[column + 1] != null;
    }
    return all;
  }

  /** Decodes what the order checks need and compares it with the certified summary. */
  void finish() {
    Slice slice = columns[0];
    if (slice == null) {
      return;
    }
    SystemColumn decoded = ColumnCodec.decodeSystem(vo, slice.from(), slice.to(), rows());
    require(
        decoded.agreesWith(tree.nodes().summary(root)),
        UNSOUND_ROW,
        "chunk summary differs from its rows");
    for (ExposedRow row : exposed) {
      boolean same = row.entry().key().equals(decoded.key(row.ordinal()));
      same &= row.entry().version().packed() == decoded.version(row.ordinal());
      same &= row.entry().kind() == decoded.kind(row.ordinal());
      require(same, UNSOUND_ROW, "row differs from its column chunk");
    }
    system = decoded;
  }

  /** See {@link VerifiedState#memoryBytes}; the object itself is not counted. */
  long memoryBytes() {
    long ofColumns = (long) shown() * (SYSTEM_BYTES + (long) VALUE_BYTES * valueColumnsShown);
    return CHUNK_BYTES + (system != null ? ofColumns : (long) ROW_BYTES * exposed.size());
  }

  /** Number of entries shown. */
  int shown() {
    return system != null ? system.rows() : exposed.size();
  }

  /** Row of the {@code i}-th entry shown. */
  int row(int i) {
    return system != null ? i : exposed.get(i).ordinal();
  }

  /** Which of the entries shown is a row; -1 when it is not shown. */
  int find(int row) {
    return system != null ? row : findExposed(row);
  }

  private int findExposed(int row) {
    int low = 0;
    int high = exposed.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (exposed.get(middle).ordinal() < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < exposed.size() && exposed.get(low).ordinal() == row ? low : -1;
  }

  /** Key of the {@code i}-th entry shown. */
  Key key(int i) {
    return system != null ? system.key(i) : exposed.get(i).entry().key();
  }

  /** Packed version of the {@code i}-th entry shown. */
  long version(int i) {
    return system != null ? system.version(i) : exposed.get(i).entry().version().packed();
  }

  EntryKind kind(int i) {
    return system != null ? system.kind(i) : exposed.get(i).entry().kind();
  }

  /** One value of a row. */
  @Nullable Object value(int row, int column) {
    if (columns[column + 1] != null) {
      return column(column).value(row);
    }
    if (decodedRow == row) {
      return decodedValues[column];
    }
    ExposedRow shown = exposed(row);
    if (shown == null || !shown.full()) {
      throw new VerificationException(INCOMPLETE_RESULT, "value was not opened");
    }
    if (shown.entry().kind() == EntryKind.DELETE) {
      return null;
    }
    decodedValues = RowCodec.decode(schema.valueTypes(), shown.entry().values());
    decodedRow = row;
    return decodedValues[column];
  }

  private @Nullable ExposedRow exposed(int row) {
    int i = findExposed(row);
    return i < 0 ? null : exposed.get(i);
  }

  @Override
  public ColumnVector column(int column) {
    ColumnVector decoded = decodedColumns[column];
    if (decoded == null) {
      Slice slice = columns[column + 1];
      if (slice == null) {
        throw new VerificationException(INCOMPLETE_RESULT, "column was not opened");
      }
      decoded =
          ColumnCodec.decodeValues(
              schema.valueTypes().get(column), vo, slice.from(), slice.to(), rows());
      decodedColumns[column] = decoded;
    }
    return decoded;
  }
}
