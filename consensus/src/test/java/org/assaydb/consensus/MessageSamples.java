package org.assaydb.consensus;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.client.TrustedHead;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;
import org.assaydb.proofs.testing.LedgerSamples;
import org.assaydb.proofs.testing.TestChain;

/** One message of every kind, the same at each call. */
final class MessageSamples {
  private MessageSamples() {}

  /**
   * An honest message.
   *
   * @param cut why it is refused without its last byte
   */
  record Sample(String name, Message message, RejectReason cut) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Sample> all() {
    TestChain chain = new TestChain(4, 5);
    TrustedHead first = chain.append(TestChain.roots(1));
    BlockHeader second = chain.header(8, 1_000);
    Digest chainId = chain.genesis().chainId();
    Certificate notarised = certificate(chain, new Statement.Notar(0, 1, first.header().hash()));
    Certificate skipped = certificate(chain, new Statement.Skip(0, 300));
    Vote vote = new Vote(new ValidatorId(2), skipped.statement(), signature(chainId, skipped));
    List<Sample> samples = new ArrayList<>();
    samples.add(cutShort("proposal", proposal(chainId, second, List.of(notarised, skipped))));
    samples.add(cutShort("vote", new Message.VoteCast(vote)));
    samples.add(cutInSignatures("certified", new Message.Certified(skipped)));
    samples.add(cutShort("request-proposal", new Message.RequestProposal(second.hash())));
    samples.add(cutShort("request-final", new Message.RequestFinal(70_000)));
    List<Message.Proposed> blocks =
        List.of(
            new Message.Proposed(first.header(), new byte[0]),
            new Message.Proposed(second, new byte[] {1, 2, 3}));
    Certificate last = chain.append(second, TestChain.roots(2)).certificate();
    samples.add(cutInSignatures("final-blocks", new Message.FinalBlocks(blocks, last)));
    samples.add(cutShort("request-certificates", new Message.RequestCertificates(300)));
    samples.add(
        cutInSignatures("certificates", new Message.Certificates(List.of(notarised, skipped))));
    return samples;
  }

  static Message.Proposal proposal(Digest chainId, BlockHeader header, List<Certificate> hints) {
    byte[] signed = Message.Proposal.signingBytes(chainId, header.hash());
    byte[] signature = Ed25519.sign(LedgerSamples.SECRET, signed);
    return new Message.Proposal(header, new byte[] {1, 2, 3}, hints, signature);
  }

  private static Certificate certificate(TestChain chain, Statement statement) {
    return chain.certify(statement, chain.genesis().chainId(), chain.quorumSeats());
  }

  private static byte[] signature(Digest chainId, Certificate certificate) {
    return Ed25519.sign(LedgerSamples.SECRET, certificate.statement().signingBytes(chainId));
  }

  private static Sample cutShort(String name, Message message) {
    return new Sample(name, message, RejectReason.MALFORMED);
  }

  /** The bits that say whose signatures there are do not fit what follows. */
  private static Sample cutInSignatures(String name, Message message) {
    return new Sample(name, message, RejectReason.NONCANONICAL);
  }
}
