package org.assaydb.engine.replica.scrub;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.store.BlockSource;
import org.assaydb.engine.replica.chain.OpenedLedger;
import org.assaydb.engine.replica.state.BlockBody;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.schema.IndexId;

/** What files are repaired from: the own state, and other replicas one after the other. */
public final class PeerBlocks implements BlockSource {
  private final OpenedLedger ledger;
  private final RepairPeers peers;
  private final List<ValidatorId> others;

  public PeerBlocks(OpenedLedger ledger, RepairPeers peers, ValidatorId self, int validators) {
    this.ledger = ledger;
    this.peers = peers;
    others =
        IntStream.range(0, validators)
            .mapToObj(ValidatorId::new)
            .filter(seat -> !seat.equals(self))
            .toList();
  }

  @Override
  public Optional<FinalBlock> block(long height) {
    return ledger.block(height);
  }

  @Override
  public Optional<byte[]> body(BlockHeader header) {
    return others.stream()
        .flatMap(seat -> peers.body(seat, header.height()).stream())
        .filter(body -> belongs(header, body))
        .findFirst();
  }

  @Override
  public boolean belongs(BlockHeader header, byte[] body) {
    try {
      return BlockBody.decode(body).root().equals(header.transactionsRoot());
    } catch (VerificationException e) {
      return false;
    }
  }

  /** What each of the others gives for a chunk, asked for as it is taken. */
  Stream<List<byte[]>> chunks(IndexId index, Digest run, int chunk) {
    return others.stream().flatMap(seat -> peers.chunk(seat, index, run, chunk).stream());
  }
}
