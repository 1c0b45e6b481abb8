package org.assaydb.benchmarks.tamper;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;

/**
 * Which bytes of a verification object are only hashed (digests, keys, values) and which steer the
 * decoder. Found by asking the verifier: changing a byte that is only hashed always ends in another
 * root. So it holds for every format.
 */
final class ContentMap {
  private static final int[] CHANGES = {0x80, 0x01};

  /** Bytes from {@code from} to {@code to} that are only hashed. */
  record Span(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private final List<Span> hashed = new ArrayList<>();
  private final List<Integer> steering = new ArrayList<>();

  static ContentMap of(Victim victim) {
    ContentMap map = new ContentMap();
    byte[] vo = victim.vo().clone();
    int from = -1;
    for (int at = 0; at < vo.length; at++) {
      if (onlyHashed(victim, vo, at)) {
        from = from < 0 ? at : from;
      } else {
        map.close(from, at);
        from = -1;
        map.steering.add(at);
      }
    }
    map.close(from, vo.length);
    return map;
  }

  private void close(int from, int to) {
    if (from >= 0) {
      hashed.add(new Span(from, to));
    }
  }

  private static boolean onlyHashed(Victim victim, byte[] vo, int at) {
    byte honest = vo[at];
    try {
      for (int change : CHANGES) {
        vo[at] = (byte) (honest ^ change);
        if (!endsInAnotherRoot(victim, vo)) {
          return false;
        }
      }
      return true;
    } finally {
      vo[at] = honest;
    }
  }

  private static boolean endsInAnotherRoot(Victim victim, byte[] vo) {
    try {
      victim.verify(vo);
      return false;
    } catch (VerificationException e) {
      return e.reason() == RejectReason.ROOT_MISMATCH;
    }
  }

  /** In order. */
  List<Span> hashed() {
    return hashed;
  }

  /** Positions of the bytes that steer the decoder, in order; at least one: the format. */
  List<Integer> steering() {
    return steering;
  }
}
