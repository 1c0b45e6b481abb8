package org.assaydb.consensus;

import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.testing.TestChain;
import org.assaydb.proofs.testing.VectorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden vectors of what replicas send each other. */
class MessageVectorsTest {
  private static final String FORMAT = "consensus-message";

  static Stream<MessageSamples.Sample> samples() {
    return MessageSamples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void accepted(MessageSamples.Sample sample) {
    byte[] bytes = sample.message().encode();
    assertThat(Message.decode(bytes).encode()).isEqualTo(bytes);
    VectorFile.accept(FORMAT, sample.name())
        .add("kind", Integer.toString(bytes[0]), "bytes", VectorFile.hex(bytes))
        .check();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void rejected(MessageSamples.Sample sample) {
    byte[] bytes = sample.message().encode();
    VectorFile file = VectorFile.reject(FORMAT, sample.name());
    reject(file, "kind alone", Arrays.copyOf(bytes, 1), MALFORMED);
    reject(file, "without the last byte", Arrays.copyOf(bytes, bytes.length - 1), sample.cut());
    reject(file, "trailing byte", Arrays.copyOf(bytes, bytes.length + 1), NONCANONICAL);
    file.check();
  }

  @Test
  void whatIsSigned() {
    Message.Proposal proposal = (Message.Proposal) MessageSamples.all().get(0).message();
    VectorFile.accept(FORMAT, "signed")
        .add(
            "headerHash",
            proposal.header().hash().toHex(),
            "signingBytes",
            VectorFile.hex(
                Message.Proposal.signingBytes(
                    proposal.header().chainId(), proposal.header().hash())),
            "parentSlot",
            "300",
            "justification",
            Message.Proposal.justificationDigest(300).toHex())
        .check();
  }

  @Test
  void overItsLimits() {
    Message.Proposal proposal = (Message.Proposal) MessageSamples.all().get(0).message();
    Certificate one = proposal.justification().get(0);
    VectorFile file = VectorFile.reject(FORMAT, "limits");
    reject(file, "no message", new byte[0], MALFORMED);
    for (int kind : new int[] {0, 9, 255}) {
      reject(file, "kind " + kind, new byte[] {(byte) kind}, MALFORMED);
    }
    Consumer<ByteWriter> header = proposal.header()::encode;
    int longest = Message.MAX_BODY_BYTES;
    reject(file, "long body of a proposal", begin(1, header, longest + 1), LIMIT_EXCEEDED);
    reject(file, "body of a proposal that is not there", begin(1, header, longest), MALFORMED);
    reject(file, "65 blocks", begin(6, out -> {}, Message.MAX_BATCH + 1), LIMIT_EXCEEDED);
    Consumer<ByteWriter> oneBlock = out -> header.accept(out.varint(1));
    reject(file, "long body of a final block", begin(6, oneBlock, longest + 1), LIMIT_EXCEEDED);
    reject(file, "257 certificates", begin(8, out -> {}, 257), LIMIT_EXCEEDED);
    file.check();
    List<Certificate> seventeen = Collections.nCopies(Message.MAX_JUSTIFICATION + 1, one);
    byte[] long17 =
        MessageSamples.proposal(TestChain.digest(1), proposal.header(), seventeen).encode();
    VectorFile.reject(FORMAT, "justification")
        .addRejected("17 certificates", long17, LIMIT_EXCEEDED, () -> refuse(long17))
        .check();
  }

  /** A message up to a count or length. */
  private static byte[] begin(int kind, Consumer<ByteWriter> before, long count) {
    ByteWriter out = new ByteWriter().u8(kind);
    before.accept(out);
    return out.varint(count).toBytes();
  }

  private static void reject(VectorFile file, String why, byte[] bytes, RejectReason reason) {
    file.addRejected(why, bytes, reason, () -> refuse(bytes));
  }

  private static void refuse(byte[] bytes) {
    assertThat(Message.decode(bytes)).isNull();
  }
}
