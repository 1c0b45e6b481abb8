package org.assaydb.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assaydb.jdbc.wire.Request;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.AggregateCursor;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.vo.VerifiedState;
import org.assaydb.proofs.vo.VoLimits;

/**
 * Reads one certified snapshot: what a plan wants is fetched, verified against the certified state
 * root and catalog, and replayed. The evidence asked for is a function of the plan and of what was
 * verified before, so that a proof file replays through the same code. Not thread safe.
 */
final class FetchingReader implements IndexReader {
  /** Verified objects kept for repeated reads. */
  private static final int CACHED = 256;

  /** A verified object with its size. */
  record Fetched(VerifiedState state, int sizeBytes) {}

  private final Snapshot snapshot;
  private final ProofLog log;
  private final OwnWrites own;
  private final ReadLog reads;
  private final Map<ReadSpec, Fetched> fetched;

  /**
   * @param own uncommitted writes to show on top
   * @param reads notes what was read
   */
  FetchingReader(Snapshot snapshot, ProofLog log, OwnWrites own, ReadLog reads) {
    this(snapshot, log, own, reads, new HashMap<>());
  }

  private FetchingReader(
      Snapshot snapshot,
      ProofLog log,
      OwnWrites own,
      ReadLog reads,
      Map<ReadSpec, Fetched> fetched) {
    this.snapshot = snapshot;
    this.log = log;
    this.own = own;
    this.reads = reads;
    this.fetched = fetched;
  }

  /** The same state without the uncommitted writes; what either has fetched serves both. */
  FetchingReader committed() {
    return new FetchingReader(snapshot, log, new OwnWrites(snapshot.catalog()), reads, fetched);
  }

  @Override
  public long stateHeight() {
    return snapshot.height();
  }

  @Override
  public RowCursor read(ReadSpec spec) {
    own.prepare(spec.index(), this);
    if (PagedCursor.isPaged(spec)) {
      PagedCursor cursor = new PagedCursor(this, spec);
      if (mayChange(spec)) {
        reads.paged(cursor);
      }
      return cursor;
    }
    note(spec);
    if (PagedHistory.isPaged(spec)) {
      return new PagedHistory(this, (ReadSpec.History) spec);
    }
    return reader(fetch(spec)).withOwnWrites(own::run).read(spec);
  }

  @Override
  public AggregateCursor aggregate(ReadSpec.Aggregate spec) {
    own.prepare(spec.index(), this);
    note(spec);
    return reader(fetch(spec)).withOwnWrites(own::run).aggregate(spec);
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

  /** A read of the committed state, unnoted: for before images of own writes. */
  RowCursor readCommitted(ReadSpec spec) {
    return reader(obtain(spec)).read(spec);
  }

  private RunReader reader(Fetched source) {
    return source.state().reader(snapshot.height());
  }

  @Override
  public void prefetch(List<ReadSpec> specs) {
    Set<ReadSpec> missing = new LinkedHashSet<>();
    for (ReadSpec spec : specs) {
      own.prepare(spec.index(), this);
      ReadSpec sent = sent(PagedCursor.isPaged(spec) ? PagedCursor.firstPage(spec) : spec);
      if (PagedHistory.isPaged(spec)) {
        sent = PagedHistory.firstPage((ReadSpec.History) spec);
      }
      if (!fetched.containsKey(sent)) {
        missing.add(sent);
      }
    }
    List<ReadSpec> rest = new ArrayList<>(missing);
    for (int from = 0; from < rest.size(); from += Request.MAX_SPECS) {
      request(rest.subList(from, Math.min(rest.size(), from + Request.MAX_SPECS)));
    }
  }

  Fetched fetch(ReadSpec wanted) {
    return obtain(sent(wanted));
  }

  private Fetched obtain(ReadSpec sent) {
    Fetched known = fetched.get(sent);
    return known != null ? known : request(List.of(sent));
  }

  /** Own writes hide or replace committed rows, so that a limit must reach further. */
  private ReadSpec sent(ReadSpec wanted) {
    if (PagedCursor.isPaged(wanted)) {
      boolean scan = wanted instanceof ReadSpec.Scan;
      long hidden = scan ? own.deletions(wanted.index()) : own.entries(wanted.index());
      return hidden == 0
          ? wanted
          : PagedCursor.withLimit(wanted, raised(PagedCursor.limit(wanted), hidden));
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

  private Fetched request(List<ReadSpec> specs) {
    byte[] vo = log.verificationObject(specs);
    long start = System.nanoTime();
    VerifiedState state =
        VerifiedState.verify(
            vo, snapshot.stateRoot(), id -> snapshot.catalog().index(id), VoLimits.DEFAULT);
    state.requireExact(snapshot.height(), specs);
    log.addVerificationNanos(System.nanoTime() - start);
    if (fetched.size() + specs.size() > CACHED) {
      fetched.clear();
    }
    Fetched result = new Fetched(state, vo.length);
    specs.forEach(s -> fetched.put(s, result));
    return result;
  }

  /** Forgets a page that was passed. */
  void release(ReadSpec page) {
    fetched.remove(sent(page));
  }

  /** Forgets what {@link #readCommitted} has fetched. */
  void releaseCommitted(ReadSpec spec) {
    fetched.remove(spec);
  }

  /** Bytes of the object that holds a read of the committed state. */
  int sizeOf(ReadSpec spec) {
    return obtain(spec).sizeBytes();
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
