package org.assaydb.proofs.vo;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.testing.Generators;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.vo.ReadMatrix.Case;
import org.assaydb.proofs.vo.ReadMatrix.Operator;
import org.assaydb.proofs.vo.ReadMatrix.Time;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An object shows all columns that are read, and no index and no history that no read asks for. */
class ExactnessTest {
  @ParameterizedTest
  @EnumSource(
      value = Operator.class,
      names = {"HISTORY"},
      mode = EnumSource.Mode.EXCLUDE)
  void rejectsAHistoryThatNoReadAsksForE4(Operator operator) {
    for (Time time : List.of(Time.HEAD, Time.AS_OF)) {
      Case read = new Case(operator, time, 0);
      IndexWitness witness = ReadMatrix.recorded(read.state(), read.spec());
      witness.openHistory();
      byte[] vo = ReadMatrix.write(read.state(), witness);
      ReadMatrix.assertRefused(read.state(), vo, read.spec(), MALFORMED);
    }
  }

  /** Reading rows without their values would not miss the column. */
  @Test
  void rejectsAnotherColumnInPlaceOfTheOneThatIsRead() {
    ModelState state =
        new ModelState(60, List.of(Generators.index(7, new java.util.Random(4), 64, 300)));
    for (int column = 0; column < 3; column++) {
      byte[] vo = state.prove(scan(List.of((column + 1) % 3)));
      VerifiedState verified =
          VerifiedState.verify(vo, state.root(), state::schema, VoLimits.DEFAULT);
      List<ReadSpec> read = List.of(scan(List.of(column)));
      assertThatThrownBy(() -> verified.requireExact(60, read))
          .isInstanceOfSatisfying(
              VerificationException.class,
              e -> assertThat(e.reason()).isEqualTo(INCOMPLETE_RESULT));
    }
  }

  private static ReadSpec scan(List<Integer> columns) {
    return new ReadSpec.Scan(
        new IndexId(7), columns, 60, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
  }

  @Test
  void rejectsAnIndexThatNoReadAsksForE4() {
    ModelState state =
        new ModelState(
            ReadMatrix.HEIGHT,
            List.of(
                ReadMatrix.table(0).index(16),
                Generators.index(8, new java.util.Random(1), 64, 5)));
    ReadSpec wanted = ReadMatrix.lookup(Time.HEAD, new SmallTable().key(2, 50));
    for (long limit : new long[] {0, 3}) {
      ReadSpec other =
          new ReadSpec.Scan(
              new IndexId(8), List.of(), ReadMatrix.HEIGHT, List.of(KeyRange.ALL), false, limit);
      ReadMatrix.assertRefused(state, state.prove(wanted, other), wanted, MALFORMED);
    }
  }
}
