package org.assaydb.consensus.node;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.SignatureScheme;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;
import org.assaydb.proofs.ledger.Vote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the signatures of messages before they reach the core, which checks them again and finds
 * them remembered. What the core would not look at passes unchecked. No honest validator sends
 * anything that fails here: of a proposal, which may be relayed, only the leader's signature is the
 * sender's to answer for, because certificates with it that were of no interest to a relaying
 * validator were not checked there. Thread safe.
 */
final class SignatureGate {
  private static final Logger LOG = LoggerFactory.getLogger(SignatureGate.class);

  private final Digest chainId;
  private final ValidatorSet validators;
  private final SignatureScheme signatures;

  SignatureGate(Genesis genesis, SignatureScheme signatures) {
    this.chainId = genesis.chainId();
    this.validators = genesis.validators();
    this.signatures = signatures;
  }

  /**
   * Whether an honest validator may have sent this.
   *
   * @param finalSlot what is said of it and of slots before is of no interest
   */
  boolean isGenuine(ValidatorId from, Message message, long finalSlot) {
    if (message instanceof Message.VoteCast cast) {
      return isGenuine(from, cast.vote(), finalSlot);
    } else if (message instanceof Message.Certified certified) {
      return areGenuine(List.of(certified.certificate()), finalSlot);
    } else if (message instanceof Message.Certificates several) {
      return areGenuine(several.certificates(), finalSlot);
    } else if (message instanceof Message.Proposal proposal) {
      return isGenuine(proposal, finalSlot);
    } else if (message instanceof Message.FinalBlocks blocks) {
      return areGenuine(List.of(blocks.certificate()), finalSlot);
    }
    return true;
  }

  private boolean isGenuine(ValidatorId from, Vote vote, long finalSlot) {
    return vote.voter().equals(from)
        && (vote.statement().slot() <= finalSlot
            || signatures.verify(
                validators.key(from), vote.statement().signingBytes(chainId), vote.signature()));
  }

  private boolean isGenuine(Message.Proposal proposal, long finalSlot) {
    BlockHeader header = proposal.header();
    if (header.slot() <= finalSlot) {
      return true;
    }
    boolean genuine =
        header.proposer().seat() < validators.size()
            && signatures.verify(
                validators.key(header.proposer()),
                Message.Proposal.signingBytes(chainId, header.hash()),
                proposal.signature());
    if (genuine && !areGenuine(proposal.justification(), finalSlot)) {
      LOG.debug("a proposal in slot {} comes with junk", header.slot());
    }
    return genuine;
  }

  private boolean areGenuine(Collection<Certificate> certificates, long finalSlot) {
    return certificates.stream().allMatch(c -> isGenuine(c, finalSlot));
  }

  private boolean isGenuine(Certificate certificate, long finalSlot) {
    if (certificate.statement().slot() <= finalSlot) {
      return true;
    }
    byte[] message = certificate.statement().signingBytes(chainId);
    for (Map.Entry<ValidatorId, byte[]> e : certificate.signatures().entrySet()) {
      if (e.getKey().seat() >= validators.size()
          || !signatures.verify(validators.key(e.getKey()), message, e.getValue())) {
        return false;
      }
    }
    return true;
  }
}
