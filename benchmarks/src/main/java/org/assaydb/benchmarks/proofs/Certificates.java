package org.assaydb.benchmarks.proofs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.proofs.ledger.PublicKey;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.ledger.ValidatorSet;

/** What a client receives and checks once per height, whatever it reads. */
final class Certificates {
  private static final int[] SIZES = {4, 7, 31};
  private static final int ROUNDS = 200;

  private Certificates() {}

  /** One map for the header and one for a certificate of each size of validator set. */
  static List<Map<String, Object>> measure() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int size : SIZES) {
      List<byte[]> secrets = new ArrayList<>();
      List<PublicKey> keys = new ArrayList<>();
      for (int seat = 0; seat < size; seat++) {
        byte[] secret = new byte[Ed25519.SECRET_BYTES];
        secret[0] = (byte) seat;
        secrets.add(secret);
        keys.add(Ed25519.publicKey(secret));
      }
      ValidatorSet set = new ValidatorSet(keys);
      BlockHeader header = header(set);
      Roots after = new Roots(digest(10), digest(11), digest(12));
      Statement statement = new Statement.Final(0, header.slot(), header.hash(), after);
      TreeMap<ValidatorId, byte[]> signatures = new TreeMap<>();
      for (int seat = 0; seat < set.quorum(); seat++) {
        byte[] message = statement.signingBytes(header.chainId());
        signatures.put(new ValidatorId(seat), Ed25519.sign(secrets.get(seat), message));
      }
      Certificate certificate = new Certificate(statement, signatures);
      ByteWriter bytes = new ByteWriter(1024);
      if (all.isEmpty()) {
        header.encode(bytes);
        all.add(fields("header", bytes.size(), median(header::hash)));
      }
      certificate.encode(bytes.reset());
      double verify = median(() -> certificate.verify(header.chainId(), set));
      all.add(fields("certificate-" + size + "-validators", bytes.size(), verify));
    }
    return all;
  }

  private static BlockHeader header(ValidatorSet set) {
    return new BlockHeader(
        Genesis.PROTOCOL_VERSION,
        digest(1),
        1_000_000,
        0,
        1_000_100,
        digest(2),
        1_700_000_000_000L,
        new ValidatorId(1),
        digest(3),
        digest(4),
        new Roots(digest(5), digest(6), digest(7)),
        digest(8),
        set.hash(),
        set.hash(),
        digest(9));
  }

  private static Digest digest(int number) {
    return Sha256.of(HashTag.RESULT, new byte[] {(byte) number});
  }

  private static double median(Runnable check) {
    long[] nanos = new long[ROUNDS];
    for (int i = -ROUNDS; i < ROUNDS; i++) {
      long start = System.nanoTime();
      check.run();
      nanos[Math.max(0, i)] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2] / 1000.0;
  }

  private static Map<String, Object> fields(String name, int size, double verifyMicros) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("proofBytes", size);
    fields.put("serverMicros", 0);
    fields.put("verifyMicros", CaseFigures.rounded(verifyMicros));
    return fields;
  }
}
