package org.assaydb.proofs.vectors;

import static org.assaydb.proofs.RejectReason.CERTIFICATE_INVALID;
import static org.assaydb.proofs.RejectReason.DOWNGRADE_REFUSED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.testing.LedgerSamples;
import org.assaydb.proofs.testing.TestChain;
import org.assaydb.proofs.testing.VectorFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden vectors of the ledger's formats: head (header and certificate), transactions, receipts.
 */
class LedgerVectorsTest {
  @ParameterizedTest
  @MethodSource("org.assaydb.proofs.testing.LedgerSamples#formats")
  void accepted(LedgerSamples.Format format) {
    byte[] sample = format.sample();
    assertThat(format.decodeAndEncode().apply(sample)).isEqualTo(sample);
    VectorFile.accept("ledger", name(format))
        .add(
            "format",
            format.name(),
            "bytes",
            VectorFile.hex(sample),
            "hashAsResult",
            Sha256.of(HashTag.RESULT, sample).toHex())
        .check();
  }

  @ParameterizedTest
  @MethodSource("org.assaydb.proofs.testing.LedgerSamples#formats")
  void rejected(LedgerSamples.Format format) {
    byte[] sample = format.sample();
    VectorFile file = VectorFile.reject("ledger", name(format));
    reject(file, format, "nothing", new byte[0], MALFORMED);
    reject(file, format, "cut in the middle", Arrays.copyOf(sample, sample.length / 2), MALFORMED);
    reject(file, format, "trailing byte", Arrays.copyOf(sample, sample.length + 1), NONCANONICAL);
    if (format.name().equals("head")) {
      reject(file, format, "protocol version 2", with(sample, 0, 2), DOWNGRADE_REFUSED);
      reject(file, format, "height 0", with(sample, 33, 0), MALFORMED);
    }
    if (format.name().equals("genesis")) {
      int setAt =
          indexOf(sample, new TestChain(4, 3).genesis().validators().keys().get(0).toBytes());
      reject(file, format, "validator set of 3", with(sample, setAt - 1, 3), CERTIFICATE_INVALID);
      assertThat(Genesis.decode(sample).validators().size()).isEqualTo(4);
    }
    file.check();
  }

  private static void reject(
      VectorFile file, LedgerSamples.Format format, String why, byte[] bytes, RejectReason reason) {
    file.addRejected(
        why,
        bytes,
        reason,
        () -> assertThat(format.decodeAndEncode().apply(bytes)).as(why).isNull());
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    return HexFormat.of().formatHex(bytes).indexOf(HexFormat.of().formatHex(part)) / 2;
  }

  private static String name(LedgerSamples.Format format) {
    return format.name().replace(' ', '-');
  }
}
