package org.assaydb.consensus.core;

import java.util.List;
import org.assaydb.consensus.Message;
import org.assaydb.consensus.ParentRef;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Vote;

/**
 * What a validator has on disk when it starts.
 *
 * @param tip newest final block, the genesis at height 0
 * @param certificates kept ones, and a final one of the tip or of a descendant
 * @param votes own votes from the log
 * @param proposals stored ones that are not final
 */
public record Recovered(
    ParentRef tip,
    List<Certificate> certificates,
    List<Vote> votes,
    List<Message.Proposal> proposals) {}
