package org.assaydb.benchmarks.demo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.hash.Sha256;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Ed25519;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.Statement;
import org.assaydb.proofs.ledger.ValidatorId;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;

/** The lies of the drill. */
final class Lies {
  private Lies() {}

  /** Changes one letter of a value where it stands in the proof. */
  record AlteredValue(String value) implements Lie {
    @Override
    public String title() {
      return "alters a value";
    }

    @Override
    public @Nullable Response answer(Request request, HonestReplica honest) {
      if (!(request instanceof Request.Read)) {
        return null;
      }
      Response.Vo answer = honest.ask(request, Response.Vo.class);
      byte[] vo = answer.bytes().clone();
      byte[] sought = value.getBytes(StandardCharsets.UTF_8);
      int at = indexOf(vo, sought);
      if (at < 0) {
        return null;
      }
      vo[at + sought.length - 1]++;
      return answer.with(vo);
    }

    private static int indexOf(byte[] bytes, byte[] sought) {
      for (int i = 0; i + sought.length <= bytes.length; i++) {
        if (java.util.Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
          return i;
        }
      }
      return -1;
    }
  }

  /** Proves everything that was asked for but one row in the middle. */
  record DroppedRow() implements Lie {
    @Override
    public String title() {
      return "drops a row";
    }

    @Override
    public @Nullable Response answer(Request request, HonestReplica honest) {
      return withoutRows(request, honest, Lies::around);
    }
  }

  /** Proves the first half of a range and nothing after it. */
  record CutRange() implements Lie {
    @Override
    public String title() {
      return "cuts a range";
    }

    @Override
    public @Nullable Response answer(Request request, HonestReplica honest) {
      return withoutRows(request, honest, Lies::before);
    }
  }

  /** Shows a head that was the newest one some time ago: everything before it happened. */
  record OldHead(Response.Head old) implements Lie {
    @Override
    public String title() {
      return "serves an old head";
    }

    @Override
    public @Nullable Response answer(Request request, HonestReplica honest) {
      return request instanceof Request.GetHead ? old : null;
    }
  }

  /**
   * Invents the next block, with a state of its own making, and signs it with its own key and keys
   * that it made up for the others.
   */
  record ForgedCertificate(int seat, byte[] secret, int quorum) implements Lie {
    @Override
    public String title() {
      return "forges a certificate";
    }

    @Override
    public @Nullable Response answer(Request request, HonestReplica honest) {
      if (!(request instanceof Request.GetHead)) {
        return null;
      }
      Response.Head head = honest.ask(request, Response.Head.class);
      BlockHeader next = successor(head.header());
      Roots honestRoots = ((Statement.Final) head.certificate().statement()).roots();
      Digest state = Sha256.of(HashTag.STATE_ROOT, new byte[] {1});
      Statement statement =
          new Statement.Final(
              next.epoch(),
              next.slot(),
              next.hash(),
              new Roots(state, honestRoots.receipts(), honestRoots.catalog()));
      return new Response.Head(next, sign(statement, next.chainId()), head.blockLogPath());
    }

    private Certificate sign(Statement statement, Digest chainId) {
      SecureRandom random = new SecureRandom();
      byte[] message = statement.signingBytes(chainId);
      Map<ValidatorId, byte[]> signatures = new TreeMap<>();
      for (int i = 0; i < quorum; i++) {
        byte[] key = i == seat ? secret : Ed25519.newSecret(random);
        signatures.put(new ValidatorId(i), Ed25519.sign(key, message));
      }
      return new Certificate(statement, signatures);
    }

    private static BlockHeader successor(BlockHeader h) {
      return new BlockHeader(
          h.protocolVersion(),
          h.chainId(),
          h.height() + 1,
          h.epoch(),
          h.slot() + 1,
          h.hash(),
          h.timeMs() + 1,
          h.proposer(),
          h.justification(),
          h.transactionsRoot(),
          h.previous(),
          h.archiveRoot(),
          h.validatorSetHash(),
          h.nextValidatorSetHash(),
          h.blockLogRoot());
    }
  }

  /** Ranges that leave something out of {@code range}, which holds {@code key}. */
  private interface Cutter {
    List<KeyRange> cut(KeyRange range, Key key);
  }

  private static List<KeyRange> around(KeyRange range, Key key) {
    List<KeyRange> ranges = new ArrayList<>(before(range, key));
    KeyRange rest = new KeyRange(key.successor(), range.upper());
    if (!rest.isEmpty()) {
      ranges.add(rest);
    }
    return ranges;
  }

  private static List<KeyRange> before(KeyRange range, Key key) {
    KeyRange first = new KeyRange(range.lower(), key);
    return first.isEmpty() ? List.of() : List.of(first);
  }

  /** The proof for reads from which the middle row of each has been cut. */
  private static @Nullable Response withoutRows(
      Request request, Lie.HonestReplica honest, Cutter cutter) {
    if (!(request instanceof Request.Read read)) {
      return null;
    }
    List<ReadSpec> specs = new ArrayList<>();
    boolean changed = false;
    for (ReadSpec spec : read.specs()) {
      // Totals, such as the counts that a plan is chosen by, have no rows to leave out.
      List<Key> keys =
          spec instanceof ReadSpec.Aggregate ? List.of() : ReadKeys.of(read.height(), spec, honest);
      ReadSpec less = keys.isEmpty() ? spec : without(spec, keys.get(keys.size() / 2), cutter);
      changed |= !less.equals(spec);
      specs.add(less);
    }
    return changed ? honest.ask(new Request.Read(read.height(), read.budgetBytes(), specs)) : null;
  }

  private static ReadSpec without(ReadSpec spec, Key key, Cutter cutter) {
    if (spec instanceof ReadSpec.Scan scan) {
      List<KeyRange> ranges = new ArrayList<>();
      scan.ranges().forEach(r -> ranges.addAll(r.contains(key) ? cutter.cut(r, key) : List.of(r)));
      return new ReadSpec.Scan(
          scan.index(),
          scan.columns(),
          scan.snapshotHeight(),
          ranges,
          scan.descending(),
          scan.limit());
    }
    ReadSpec.Lookup lookup = (ReadSpec.Lookup) spec;
    List<Key> keys = lookup.keys().stream().filter(k -> !k.equals(key)).toList();
    return new ReadSpec.Lookup(lookup.index(), lookup.columns(), lookup.snapshotHeight(), keys);
  }
}
