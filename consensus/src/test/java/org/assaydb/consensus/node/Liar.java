package org.assaydb.consensus.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.Vote;

/**
 * What a dishonest replica makes of the messages that its honest program would send: it withholds
 * them, changes bodies and signatures under genuine headers and statements, and adds junk.
 */
final class Liar {
  private static final int REMEMBERED = 200;

  private final Random random;
  private final RogueLeader leader;
  private final List<Message.Proposal> seen = new ArrayList<>();

  Liar(Random random, RogueLeader leader) {
    this.random = random;
    this.leader = leader;
  }

  /** A message that somebody sent; liars listen. What all are sent because of it. */
  List<Message> overhears(Message message) {
    if (!(message instanceof Message.Proposal proposal)) {
      return List.of();
    }
    if (seen.size() == REMEMBERED) {
      seen.remove(random.nextInt(REMEMBERED));
    }
    seen.add(proposal);
    return leader.after(proposal);
  }

  RogueLeader leader() {
    return leader;
  }

  /** What is sent to one receiver instead. */
  List<Message> instead(Message message) {
    List<Message> sent = new ArrayList<>();
    switch (random.nextInt(8)) {
      case 0, 1 -> {} // withheld
      case 2 -> sent.add(changed(message));
      case 3 -> {
        sent.add(changed(message));
        sent.add(message);
      }
      case 4 -> {
        sent.add(message);
        sent.add(junk(message));
      }
      default -> sent.add(message);
    }
    return sent;
  }

  private byte[] wrongBody() {
    byte[] body = new byte[1 + random.nextInt(40)];
    random.nextBytes(body);
    return body;
  }

  private Message changed(Message message) {
    if (message instanceof Message.Proposal p) {
      return random.nextBoolean()
          ? new Message.Proposal(p.header(), wrongBody(), p.justification(), p.signature())
          : new Message.Proposal(
              p.header(),
              p.body(),
              p.justification().stream().map(this::withJunkSignatures).toList(),
              p.signature());
    } else if (message instanceof Message.Certified c) {
      return new Message.Certified(withJunkSignatures(c.certificate()));
    } else if (message instanceof Message.Certificates c) {
      return new Message.Certificates(
          c.certificates().stream()
              .map(one -> random.nextBoolean() ? one : withJunkSignatures(one))
              .toList());
    } else if (message instanceof Message.FinalBlocks f) {
      List<Message.Proposed> blocks = new ArrayList<>(f.blocks());
      int at = random.nextInt(blocks.size());
      BlockHeader header = blocks.get(at).header();
      blocks.set(at, new Message.Proposed(header, wrongBody()));
      return new Message.FinalBlocks(blocks, f.certificate());
    } else if (message instanceof Message.VoteCast v) {
      byte[] signature = v.vote().signature().clone();
      signature[random.nextInt(signature.length)] ^= 1;
      return new Message.VoteCast(new Vote(v.vote().voter(), v.vote().statement(), signature));
    }
    return message;
  }

  private Certificate withJunkSignatures(Certificate certificate) {
    TreeMap<ValidatorId, byte[]> signatures = new TreeMap<>(certificate.signatures());
    signatures.replaceAll(
        (voter, signature) -> {
          byte[] junk = signature.clone();
          junk[random.nextInt(junk.length)] ^= 1;
          return junk;
        });
    return new Certificate(certificate.statement(), signatures);
  }

  /** Nobody asked for this: an old proposal with a wrong body, votes far away. */
  private Message junk(Message message) {
    if (!seen.isEmpty() && random.nextBoolean()) {
      return changed(seen.get(random.nextInt(seen.size())));
    }
    if (message instanceof Message.VoteCast v && random.nextBoolean()) {
      // One vote for a quorum.
      TreeMap<ValidatorId, byte[]> one = new TreeMap<>();
      one.put(v.vote().voter(), v.vote().signature());
      return new Message.Certified(new Certificate(v.vote().statement(), one));
    }
    byte[] signature = new byte[64];
    random.nextBytes(signature);
    long slot = random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(10_000);
    Statement statement =
        random.nextBoolean()
            ? new Statement.Skip(0, slot)
            : new Statement.Notar(0, slot, new Digest(random.nextLong(), 0, 0, 0));
    return random.nextInt(3) == 0
        ? new Message.RequestCertificates(random.nextInt(1000))
        : new Message.VoteCast(new Vote(new ValidatorId(random.nextInt(4)), statement, signature));
  }
}
