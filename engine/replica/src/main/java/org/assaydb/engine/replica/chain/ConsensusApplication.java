package org.assaydb.engine.replica.chain;

import org.assaydb.consensus.Application;
import org.assaydb.consensus.ParentRef;
import org.assaydb.consensus.ProposedBlock;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.ValidatorId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chain as consensus sees it. */
public final class ConsensusApplication implements Application {
  private static final Logger LOG = LoggerFactory.getLogger(ConsensusApplication.class);

  private final Chain chain;
  private final ValidatorId self;

  public ConsensusApplication(Chain chain, ValidatorId self) {
    this.chain = chain;
    this.self = self;
  }

  @Override
  public ProposedBlock build(ParentRef parent, long slot, long timeMs, Digest justification) {
    Chain.Proposal proposal =
        chain.build(new Chain.Position(parent.hash(), slot, timeMs, self, justification));
    return new ProposedBlock(proposal.header(), proposal.body());
  }

  @Override
  public void examine(byte[] body) {
    chain.examine(body);
  }

  @Override
  public boolean belongs(BlockHeader header, byte[] body) {
    try {
      return chain.decode(body).root().equals(header.transactionsRoot());
    } catch (VerificationException e) {
      return false;
    }
  }

  @Override
  public boolean validate(BlockHeader header, byte[] body) {
    try {
      chain.validate(header, body);
      return true;
    } catch (VerificationException e) {
      LOG.warn("refused a proposal of {}: {}", header.proposer(), e.getMessage());
      return false;
    }
  }

  @Override
  public Roots apply(BlockHeader header, byte[] body) {
    return chain.apply(header, body);
  }

  @Override
  public void finalised(BlockHeader header, byte[] body, Certificate certificate) {
    chain.finalised(header, body, certificate);
  }

  @Override
  public boolean hasWork() {
    return chain.hasWork();
  }

  @Override
  public long lastFinalised() {
    return chain.committed().height();
  }
}
