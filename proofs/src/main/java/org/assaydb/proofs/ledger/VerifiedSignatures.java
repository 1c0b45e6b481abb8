package org.assaydb.proofs.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assaydb.proofs.BoundedMap;
import org.assaydb.proofs.hash.Digest;

/**
 * Checks signatures of the validators of one chain, each once: the valid ones of the statements
 * that were checked last are remembered, byte by byte. What is not remembered is checked again, so
 * nothing can make a verdict another one. At most {@value #MAX_STATEMENTS} statements with a
 * signature for each seat. Thread safe: who asks for what another thread checks waits for it.
 */
public final class VerifiedSignatures {
  static final int MAX_STATEMENTS = 64;

  private final Digest chainId;
  private final ValidatorSet validators;

  private final Map<Statement, Map<ValidatorId, byte[]>> valid = BoundedMap.byAge(MAX_STATEMENTS);

  /**
   * @param validators a set that the caller has proven
   */
  public VerifiedSignatures(Digest chainId, ValidatorSet validators) {
    this.chainId = chainId;
    this.validators = validators;
  }

  /** Whether it checks for this chain and this set. */
  public boolean isOf(Digest chain, ValidatorSet set) {
    return chain.equals(chainId) && set.equals(validators);
  }

  ValidatorSet validators() {
    return validators;
  }

  /** Whether a seat of the set signed the statement just so. */
  synchronized boolean verify(Statement statement, ValidatorId seat, byte[] signature) {
    Map<ValidatorId, byte[]> known = valid.getOrDefault(statement, Map.of());
    if (Arrays.equals(known.get(seat), signature)) {
      return true;
    }
    if (!Ed25519.verify(validators.key(seat), statement.signingBytes(chainId), signature)) {
      return false;
    }
    valid.computeIfAbsent(statement, s -> new HashMap<>()).put(seat, signature.clone());
    return true;
  }
}
