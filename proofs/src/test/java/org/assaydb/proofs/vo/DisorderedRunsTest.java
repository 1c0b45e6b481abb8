package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.UNSOUND_ROW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.api.Test;

/** Certified runs of a faulty builder: bisection never meets rows or prefixes out of order. */
class DisorderedRunsTest extends AttackedRows {
  private static void assertUnsound(List<Entry> disordered, int first) {
    ModelState state = state(List.of(disordered));
    byte[] vo =
        show(
            state,
            runs -> {
              openRow(first(runs), first);
              openRow(first(runs), first + 1);
            });
    assertRefused(state, vo, lookup(20), UNSOUND_ROW);
  }

  @Test
  void rowsAcrossChunks() {
    List<Entry> rows = evenKeys(256, 5);
    rows.set(127, put(1000, 5, EntryKind.INSERT));
    assertUnsound(rows, 127);
    rows.set(127, put(256, 5, EntryKind.INSERT));
    assertUnsound(rows, 127);
  }

  @Test
  void versionsOfAKey() {
    for (long older : new long[] {4, 5}) {
      List<Entry> rows = evenKeys(40, 5);
      rows.set(10, put(20, older, EntryKind.INSERT));
      rows.set(11, put(20, 5, EntryKind.UPDATE));
      assertUnsound(rows, 10);
    }
  }

  @Test
  void prefixes() {
    SmallTable table = new SmallTable(1);
    for (int id = 0; id < 12; id++) {
      table.put(5, id / 4, id, (long) id, null);
    }
    IndexSchema schema = table.schema();
    List<Entry> rows = new ArrayList<>(table.index(128).runs().get(0).entries());
    List<Entry> disordered = new ArrayList<>(rows.subList(4, 8));
    disordered.addAll(rows.subList(0, 4));
    disordered.addAll(rows.subList(8, 12));
    ReadSpec totals =
        new ReadSpec.Aggregate(SmallTable.ID, List.of(), HEIGHT, List.of(KeyRange.ALL), 1);
    for (List<Entry> entries : List.of(rows, disordered)) {
      ModelRun run = new ModelRun(schema, 1, entries, 128);
      ModelState state = new ModelState(HEIGHT, List.of(new ModelIndex(schema, List.of(run))));
      byte[] vo =
          show(
              state,
              runs -> {
                first(runs).prefixes().add(0);
                first(runs).prefixes().add(1);
                first(runs).prefixes().add(2);
              });
      if (entries == rows) {
        assertThat(VerifiedState.verify(vo, state.root(), state::schema, VoLimits.DEFAULT))
            .isNotNull();
      } else {
        assertRefused(state, vo, totals, UNSOUND_ROW);
      }
    }
  }
}
