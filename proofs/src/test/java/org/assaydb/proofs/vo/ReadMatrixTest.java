package org.assaydb.proofs.vo;

import static org.assertj.core.api.Assertions.assertThat;

import org.assaydb.proofs.vo.ReadMatrix.Case;
import org.assaydb.proofs.vo.ReadMatrix.Operator;
import org.assaydb.proofs.vo.ReadMatrix.Time;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reads that attacks are made against are answered when nobody lies, and are no easy ones. */
class ReadMatrixTest {
  @ParameterizedTest
  @MethodSource("org.assaydb.proofs.vo.ReadMatrix#cases")
  void honestProofsAnswer(Case read) {
    byte[] vo = read.state().prove(read.spec());
    ReadMatrix.assertAnswers(read.state(), vo, read.spec());
    assertThat(ReadMatrix.write(read.state(), ReadMatrix.recorded(read.state(), read.spec())))
        .isEqualTo(vo);
  }

  @ParameterizedTest
  @MethodSource("org.assaydb.proofs.vo.ReadMatrix#cases")
  void everyTimeHasItsOwnAnswer(Case read) {
    boolean absent = read.operator() == Operator.ABSENT_KEY;
    assertThat(ReadMatrix.truth(read.state(), read.spec()).isEmpty()).isEqualTo(absent);
    for (Time other : Time.values()) {
      if (!absent && other != read.time()) {
        Case elsewhere = new Case(read.operator(), other, read.grouped());
        assertThat(ReadMatrix.truth(read.state(), elsewhere.spec()))
            .isNotEqualTo(ReadMatrix.truth(read.state(), read.spec()));
      }
    }
  }
}
