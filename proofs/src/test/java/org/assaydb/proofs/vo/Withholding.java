package org.assaydb.proofs.vo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongPredicate;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.vo.ReadMatrix.Case;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.prove.RunSource;
import org.assaydb.proofs.vo.prove.WitnessRun;
import org.jspecify.annotations.Nullable;

/** Proofs of a read that leave one thing out that the honest one shows. */
public final class Withholding {
  /** What is left out. */
  public enum What {
    /** A row that is shown in full. */
    ROW,
    /** The values of such a row: it is shown by its key alone. */
    VALUES,
    /** A row that is shown by its key, next to a place. */
    NEIGHBOUR,
    /** A value column of a chunk that is shown by columns. */
    COLUMN,
    /** All that is shown of a chunk. */
    CHUNK,
    /** The children of a node. */
    SPLIT,
    PREFIX,
    RUN,
    /** All runs of the history. */
    HISTORY
  }

  /**
   * A proof that lacks something.
   *
   * @param run newest first, those of the history behind the others
   * @param place position in the run, ordinal of a chunk or prefix
   */
  public record Lacking(What what, int run, long place, byte[] vo) {}

  /** What is shown of one run all the same. */
  private interface Kept {
    @Nullable ChunkOpening chunk(int ordinal, ChunkOpening all);

    default boolean split(long position) {
      return true;
    }

    default boolean prefix(long ordinal) {
      return true;
    }
  }

  private final ModelState state;
  private final ReadSpec spec;
  private final byte[] honest;
  private final List<WitnessRun> runs;
  private final boolean historyShown;
  private final List<Lacking> made = new ArrayList<>();

  private Withholding(ModelState state, ReadSpec spec) {
    this.state = state;
    this.spec = spec;
    honest = state.prove(spec);
    IndexWitness recorded = ReadMatrix.recorded(state, spec);
    runs = ReadMatrix.runs(recorded);
    historyShown = recorded.historyShown();
  }

  /** All proofs that lack one thing; what is shown in another way too is not left out. */
  static List<Lacking> all(Case read, What... kinds) {
    return all(read.state(), read.spec(), kinds);
  }

  public static List<Lacking> all(ModelState state, ReadSpec spec, What... kinds) {
    Withholding withholding = new Withholding(state, spec);
    for (What what : kinds) {
      if (what == What.HISTORY && withholding.historyShown) {
        withholding.add(what, -1, 0, withholding.prove(-1, (chunk, all) -> all, false));
      }
      for (int run = 0; run < withholding.runs.size() && what != What.HISTORY; run++) {
        withholding.leaveOut(what, run);
      }
    }
    return withholding.made;
  }

  private void leaveOut(What what, int run) {
    WitnessRun shown = runs.get(run);
    switch (what) {
      case SPLIT -> Splits.of(shown).forEach(cut -> add(what, run, cut, split(cut)));
      case PREFIX ->
          ReadMatrix.noted(shown, shown.prefixes()).forEach(p -> add(what, run, p, prefix(p)));
      case RUN -> add(what, run, 0, only((chunk, all) -> null, position -> false));
      default ->
          shown.openings().forEach((chunk, opening) -> leaveOutOf(what, run, chunk, opening));
    }
  }

  private static Kept split(long cut) {
    return only((chunk, all) -> all, position -> position != cut);
  }

  private static Kept only(Kept chunks, LongPredicate splits) {
    return new Kept() {
      @Override
      public @Nullable ChunkOpening chunk(int ordinal, ChunkOpening all) {
        return chunks.chunk(ordinal, all);
      }

      @Override
      public boolean split(long position) {
        return splits.test(position);
      }

      @Override
      public boolean prefix(long ordinal) {
        return splits.test(-1);
      }
    };
  }

  private static Kept prefix(long left) {
    return new Kept() {
      @Override
      public ChunkOpening chunk(int ordinal, ChunkOpening all) {
        return all;
      }

      @Override
      public boolean prefix(long ordinal) {
        return ordinal != left;
      }
    };
  }

  private void leaveOutOf(What what, int run, int chunk, ChunkOpening opening) {
    RunSource source = runs.get(run).source();
    if (what == What.CHUNK) {
      add(what, run, chunk, instead(chunk, null));
    } else if (what == What.COLUMN) {
      for (int column : opening.valueColumns()) {
        add(what, run, chunk, instead(chunk, columnsBut(column)));
      }
    } else if (!opening.showsColumns()) {
      for (int row = 0; row < source.chunkRows(chunk); row++) {
        if (opening.exposes(row, row + 1) && opening.full(row) == (what != What.NEIGHBOUR)) {
          ChunkOpening fewer = rowsBut(opening, row, source.chunkRows(chunk));
          if (what == What.VALUES) {
            fewer.openPlace(row);
          }
          add(what, run, source.chunkStart(chunk) + row, instead(chunk, fewer));
        }
      }
    }
  }

  private static Kept instead(int chunk, @Nullable ChunkOpening opening) {
    return (ordinal, all) -> ordinal == chunk ? opening : all;
  }

  private BitSet columns() {
    BitSet columns = new BitSet();
    spec.columns().forEach(columns::set);
    return columns;
  }

  private ChunkOpening columnsBut(int column) {
    BitSet rest = columns();
    rest.clear(column);
    ChunkOpening fewer = new ChunkOpening();
    fewer.openColumns(rest);
    return fewer;
  }

  private ChunkOpening rowsBut(ChunkOpening opening, int but, int rows) {
    ChunkOpening fewer = new ChunkOpening();
    for (int row = 0; row < rows; row++) {
      if (row != but && opening.full(row)) {
        fewer.openRows(row, row + 1, columns());
      } else if (row != but && opening.exposes(row, row + 1)) {
        fewer.openPlace(row);
      }
    }
    return fewer;
  }

  private void add(What what, int run, long place, Kept kept) {
    add(what, run, place, prove(run, kept, historyShown));
  }

  private void add(What what, int run, long place, byte[] vo) {
    if (!Arrays.equals(vo, honest)) {
      made.add(new Lacking(what, run, place, vo));
    }
  }

  /** The honest proof but for one run. */
  private byte[] prove(int changed, Kept kept, boolean withHistory) {
    IndexWitness witness = ModelState.witness(state.indexes().get(0));
    if (withHistory) {
      witness.openHistory();
    }
    List<WitnessRun> copies = ReadMatrix.runs(witness);
    for (int i = 0; i < runs.size(); i++) {
      copy(runs.get(i), copies.get(i), i == changed ? kept : (chunk, all) -> all);
    }
    return ReadMatrix.write(state, witness);
  }

  private static void copy(WitnessRun from, WitnessRun to, Kept kept) {
    from.openings()
        .forEach(
            (chunk, all) -> {
              ChunkOpening opening = kept.chunk(chunk, all);
              if (opening != null && (opening.showsRows() || opening.showsColumns())) {
                to.openings().put(chunk, opening);
              }
            });
    Splits.copy(from, to, kept::split);
    ReadMatrix.noted(from, from.prefixes()).filter(kept::prefix).forEach(to.prefixes()::add);
  }
}
