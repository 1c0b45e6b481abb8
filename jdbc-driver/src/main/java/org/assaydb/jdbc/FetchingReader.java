package org.assaydb.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadCosts;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.jspecify.annotations.Nullable;

/**
 * Reads one certified snapshot: what a plan wants is fetched, verified against the certified state
 * root and catalog, and replayed. The evidence asked for is a function of the plan and of what was
 * verified before, so that a proof file replays through the same code. With a cache, what earlier
 * statements verified is not asked for again where its index is the same. Not thread safe.
 */
final class FetchingReader implements IndexReader {
  /**
   * A verified object with its size.
   *
   * @param bound before which it covers the read; null when it covers it whole
   */
  record Fetched(VerifiedState state, int sizeBytes, @Nullable Key bound) {}

  private final Snapshot snapshot;
  private final ProofLog log;
  private final OwnWrites own;
  private final ReadLog reads;
  private final Answers answers;
  private final @Nullable VerifiedCache cache;

  /**
   * @param own uncommitted writes to show on top
   * @param reads notes what was read
   * @param cache null for none
   */
  FetchingReader(
      Snapshot snapshot,
      ProofLog log,
      OwnWrites own,
      ReadLog reads,
      @Nullable VerifiedCache cache) {
    this(snapshot, log, own, reads, cache, new Answers());
  }

  /** Without a cache. */
  FetchingReader(Snapshot snapshot, ProofLog log, OwnWrites own, ReadLog reads) {
    this(snapshot, log, own, reads, null);
  }

  private FetchingReader(
      Snapshot snapshot,
      ProofLog log,
      OwnWrites own,
      ReadLog reads,
      @Nullable VerifiedCache cache,
      Answers answers) {
    this.cache = cache;
    this.snapshot = snapshot;
    this.log = log;
    this.own = own;
    this.reads = reads;
    this.answers = answers;
  }

  /** The same state without the uncommitted writes; what either has fetched serves both. */
  FetchingReader committed() {
    return new FetchingReader(
        snapshot, log, new OwnWrites(snapshot.catalog()), reads, cache, answers);
  }

  @Override
  public long stateHeight() {
    return snapshot.height();
  }

  @Override
  public RowCursor read(ReadSpec spec) {
    own.prepare(spec.index(), this);
    if (spec instanceof ReadSpec.Ranged ranged) {
      PagedCursor cursor = new PagedCursor(this, ranged);
      if (mayChange(spec)) {
        reads.paged(cursor);
      }
      return cursor;
    }
    note(spec);
    return reader(fetch(spec)).withOwnWrites(own::run).read(spec);
  }

  @Override
  public AggregateCursor aggregate(ReadSpec.Aggregate spec) {
    own.prepare(spec.index(), this);
    note(spec);
    Fetched source = fetch(spec);
    return source.bound() == null ? totals(spec, source) : new PagedTotals(this, spec);
  }

  private void note(ReadSpec spec) {
    if (mayChange(spec)) {
      reads.whole(spec);
    }
  }

  /** Whether later blocks can change the answer: what an earlier height held stays as it is. */
  private boolean mayChange(ReadSpec spec) {
    return spec.snapshotHeight() >= snapshot.height();
  }

  /** One page of a read, verified. */
  RowCursor readPage(ReadSpec page, Fetched source) {
    return reader(source).withOwnWrites(own::run).read(page);
  }

  /** Totals of a read or a part of it, verified. */
  AggregateCursor totals(ReadSpec.Aggregate part, Fetched source) {
    return reader(source).withOwnWrites(own::run).aggregate(part);
  }

  /** A lookup in the committed state, unnoted: for before images of own writes. */
  RowCursor readCommitted(ReadSpec.Lookup spec) {
    return new PagedCursor(committed(), spec);
  }

  private RunReader reader(Fetched source) {
    return source.state().reader(snapshot.height());
  }

  @Override
  public ReadCosts costs() {
    return log.costs();
  }

  @Override
  public void prefetch(List<ReadSpec> specs) {
    Set<ReadSpec> missing = new LinkedHashSet<>();
    for (ReadSpec spec : specs) {
      own.prepare(spec.index(), this);
      ReadSpec sent =
          sent(spec instanceof ReadSpec.Ranged ranged ? PagedCursor.firstPage(ranged) : spec);
      if (answers.get(sent) == null) {
        missing.add(sent);
      }
    }
    proveDescriptors(missing);
    missing.removeIf(this::isCached);
    List<ReadSpec> rest = new ArrayList<>(missing);
    while (!rest.isEmpty()) {
      List<ReadSpec> asked = rest.subList(0, Math.min(rest.size(), Request.MAX_SPECS));
      int covered = request(asked, budget(asked));
      if (covered < asked.size()) {
        // Together they are too long for one answer: each is fetched when its turn comes.
        return;
      }
      rest = rest.subList(covered, rest.size());
    }
  }

  private static int budget(List<ReadSpec> asked) {
    return asked.size() == 1 ? PagedCursor.firstBudget(asked.get(0)) : Request.Read.MAX_BUDGET;
  }

  /**
   * What {@link #prefetch} of these reads at this snapshot begins with, when later statements know
   * nothing more than the cache does now; null for nothing. Reads nothing.
   */
  Request.@Nullable Read firstRequest(List<ReadSpec> specs) {
    Set<ReadSpec> missing = new LinkedHashSet<>();
    for (ReadSpec spec : specs) {
      missing.add(spec instanceof ReadSpec.Ranged ranged ? PagedCursor.firstPage(ranged) : spec);
    }
    Set<ReadSpec> probes = probes(missing, false);
    if (probes.isEmpty()) {
      missing.removeIf(this::isKept);
    }
    List<ReadSpec> all = new ArrayList<>(probes.isEmpty() ? missing : probes);
    List<ReadSpec> asked = all.subList(0, Math.min(all.size(), Request.MAX_SPECS));
    int budget = probes.isEmpty() && !asked.isEmpty() ? budget(asked) : Request.Read.MAX_BUDGET;
    return asked.isEmpty() ? null : new Request.Read(snapshot.height(), budget, asked);
  }

  private boolean isKept(ReadSpec spec) {
    return cache != null && cache.has(spec, snapshot.stateRoot(), snapshot.height());
  }

  private Fetched fetch(ReadSpec wanted) {
    return fetch(wanted, Request.Read.MAX_BUDGET);
  }

  /**
   * A read of the committed state, verified; of a ranged one at least a first part.
   *
   * @param budgetBytes as in {@link Request.Read}
   */
  Fetched fetch(ReadSpec wanted, int budgetBytes) {
    return obtain(sent(wanted), budgetBytes);
  }

  private Fetched obtain(ReadSpec sent, int budgetBytes) {
    Fetched known = answers.get(sent);
    if (known == null) {
      proveDescriptors(List.of(sent));
      if (!isCached(sent)) {
        request(List.of(sent), budgetBytes);
      }
      known = Objects.requireNonNull(answers.get(sent));
    }
    return known;
  }

  /**
   * Has the descriptors proved that decide whether answers to these reads are in the cache: by
   * totals of no ranges, which open nothing else.
   */
  private void proveDescriptors(Collection<ReadSpec> specs) {
    List<ReadSpec> rest = new ArrayList<>(probes(specs, true));
    while (!rest.isEmpty()) {
      List<ReadSpec> some = rest.subList(0, Math.min(rest.size(), Request.MAX_SPECS));
      // A run without a cache does not ask for them.
      int covered = log.withoutKeeping(() -> request(some, Request.Read.MAX_BUDGET));
      rest = rest.subList(covered, rest.size());
    }
  }

  /**
   * @param here whether descriptors that were proved of this very state are not asked for
   */
  private Set<ReadSpec> probes(Collection<ReadSpec> specs, boolean here) {
    Set<ReadSpec> probes = new LinkedHashSet<>();
    VerifiedCache kept = cache;
    if (kept == null) {
      return probes;
    }
    for (ReadSpec spec : specs) {
      boolean proved = here && kept.descriptor(snapshot.stateRoot(), spec.index()) != null;
      if (!proved && kept.knows(spec, snapshot.height())) {
        probes.add(
            new ReadSpec.Aggregate(spec.index(), List.of(), snapshot.height(), List.of(), 0));
      }
    }
    return probes;
  }

  /** Whether the cache had the answer; then it is at hand now. */
  private boolean isCached(ReadSpec sent) {
    VerifiedCache kept = cache;
    if (answers.get(sent) != null) {
      return true;
    }
    VerifiedCache.Taken taken =
        kept == null ? null : kept.take(sent, snapshot.stateRoot(), snapshot.height());
    if (taken == null) {
      return false;
    }
    taken.specs().forEach(spec -> answers.put(spec, taken.answer()));
    log.noteCached();
    return true;
  }

  /** Own writes hide or replace committed rows, so that a limit must reach further. */
  private ReadSpec sent(ReadSpec wanted) {
    if (wanted instanceof ReadSpec.Scan scan) {
      return scan.withLimit(raised(scan.limit(), own.deletions(scan.index())));
    } else if (wanted instanceof ReadSpec.Skip skip) {
      return skip.withLimit(raised(skip.limit(), own.entries(skip.index())));
    } else if (wanted instanceof ReadSpec.Top top) {
      return new ReadSpec.Top(
          top.index(),
          top.columns(),
          top.snapshotHeight(),
          top.range(),
          top.orderColumn(),
          top.greatest(),
          raised(top.limit(), own.entries(top.index())));
    }
    return wanted;
  }

  private static long raised(long limit, long more) {
    return limit > Long.MAX_VALUE - more ? Long.MAX_VALUE : limit + more;
  }

  /** Fetches and keeps some first ones of these reads, at least one, and returns how many. */
  private int request(List<ReadSpec> specs, int budgetBytes) {
    Response.Vo answer = log.read(specs, budgetBytes);
    List<ReadSpec> covered = covered(specs, answer);
    long start = System.nanoTime();
    VerifiedState state =
        VerifiedState.verify(
            answer.bytes(),
            snapshot.stateRoot(),
            id -> snapshot.catalog().index(id),
            VoLimits.DEFAULT);
    state.requireExact(snapshot.height(), covered);
    log.addVerificationNanos(System.nanoTime() - start);
    if (cache != null) {
      cache.learn(snapshot.stateRoot(), state.descriptors());
    }
    Fetched result = new Fetched(state, answer.bytes().length, answer.bound());
    answers.makeRoom();
    specs.subList(0, covered.size()).forEach(s -> answers.put(s, result));
    return covered.size();
  }

  /**
   * What an answer says it covers: the first reads, or the part of the first one before a bound.
   */
  private static List<ReadSpec> covered(List<ReadSpec> specs, Response.Vo answer) {
    VerificationException.require(
        answer.specs() >= 1 && answer.specs() <= specs.size(),
        RejectReason.MALFORMED,
        "an answer to " + answer.specs() + " of " + specs.size() + " reads");
    Key bound = answer.bound();
    if (bound == null) {
      return specs.subList(0, answer.specs());
    }
    if (answer.specs() == 1
        && specs.get(0) instanceof ReadSpec.Ranged ranged
        && ranged.isCutBy(bound)) {
      return List.of(ranged.before(bound));
    }
    throw VerificationException.malformed("a bound that cuts no read");
  }

  /** Lets the replica begin with a page that will be read after the one at hand. */
  void announce(ReadSpec.Ranged page, int budgetBytes) {
    boolean kept = cache != null && cache.knows(page, snapshot.height());
    if (!kept && own.run(page.index()) == null) {
      log.announce(List.of(sent(page)), budgetBytes);
    }
  }

  /** A page that was passed: it need not be kept. */
  void release(ReadSpec page) {
    answers.pass(sent(page), cache);
  }

  /** Gives the answers to later statements; nothing may be read any more. */
  void close() {
    if (cache != null) {
      cache.takeBack(answers);
      answers.all().forEach((answer, specs) -> cache.give(answer, specs, snapshot.height()));
    }
  }

  /**
   * Height of the last block at or before a time.
   *
   * @param checker proves the two headers under the snapshot's header
   */
  long heightAt(long timeMs, HeightProof checker) {
    VerificationException.require(
        timeMs >= 0, RejectReason.SNAPSHOT_TOO_OLD, "a time before the genesis");
    return checker.verify(snapshot.head(), timeMs, log.neighbours(timeMs));
  }
}
