package org.assaydb.proofs.vo.verify;

import static org.assaydb.proofs.RejectReason.CATALOG_MISMATCH;
import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;
import static org.assaydb.proofs.VerificationException.require;
import static org.assaydb.proofs.vo.VoFormat.FORMAT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.hash.HashTag;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.tree.HistoryDescriptor;
import org.assaydb.proofs.tree.HistoryRoot;
import org.assaydb.proofs.tree.IndexDescriptor;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.vo.PrunedTree;
import org.jspecify.annotations.Nullable;

/**
 * Reads a verification object in one pass and recomputes the state root from it. There is no model
 * of unverified content: what cannot be hashed into the certified root never leaves this class.
 */
final class VoVerifier {
  private static final int MAX_INDEXES = 1 << 20;

  private final ByteReader in;
  private final Function<IndexId, Optional<IndexSchema>> schemas;
  private final RfcTree stateTree = new RfcTree(HashTag.STATE_NODE);
  private final TreeHasher hasher = new TreeHasher();
  private final List<ShownIndex> shown = new ArrayList<>();

  /** A history run with its floor. */
  record ShownHistory(long floor, VerifiedRun run) {}

  /**
   * An index with its runs, newest first.
   *
   * @param history newest first; null when it is not shown
   */
  record ShownIndex(
      IndexSchema schema,
      IndexDescriptor descriptor,
      List<VerifiedRun> runs,
      @Nullable List<ShownHistory> history) {
    boolean showsHistory() {
      return history != null && !history.isEmpty();
    }

    /** INCOMPLETE_RESULT unless there is none or it is shown. */
    List<ShownHistory> shownHistory() {
      if (history == null) {
        throw new VerificationException(
            INCOMPLETE_RESULT, "the history of an index was not opened");
      }
      return history;
    }

    private void finish() {
      runs.forEach(VerifiedRun::finish);
      if (history != null) {
        history.forEach(h -> h.run().finish());
      }
    }
  }

  private VoVerifier(byte[] vo, Function<IndexId, Optional<IndexSchema>> schemas) {
    in = new ByteReader(vo);
    this.schemas = schemas;
  }

  static List<ShownIndex> verify(
      byte[] vo,
      Digest stateRoot,
      Function<IndexId, Optional<IndexSchema>> schemas,
      VoLimits limits) {
    require(vo.length <= limits.maxBytes(), LIMIT_EXCEEDED, "length of the verification object");
    VoVerifier verifier = new VoVerifier(vo, schemas);
    Digest root = verifier.state();
    verifier.in.end();
    require(root.equals(stateRoot), ROOT_MISMATCH, "state root");
    // Only now: what follows decodes certified bytes.
    verifier.shown.forEach(ShownIndex::finish);
    return verifier.shown;
  }

  private Digest state() {
    require(in.u8() == FORMAT, MALFORMED, "format of the verification object");
    int leaves = in.varintAtMost(MAX_INDEXES, "index count");
    int[] exposed = PrunedTree.readSomeOrdinals(in, leaves, "index");
    Digest root =
        PrunedTree.walk(
            leaves,
            exposed,
            new PrunedTree.Visitor<Digest>() {
              @Override
              public Digest opaque(int from, int to) {
                return in.digest();
              }

              @Override
              public Digest leaf(int ordinal) {
                return index();
              }

              @Override
              public Digest node(Digest left, Digest right) {
                return stateTree.node(left, right);
              }
            });
    return TreeHasher.stateRoot(leaves, root);
  }

  private Digest index() {
    int start = in.position();
    IndexDescriptor descriptor = IndexDescriptor.decode(in, this::schema);
    Digest digest = IndexDescriptor.digest(in.source(), start, in.position());
    if (!shown.isEmpty()) {
      IndexId previous = shown.get(shown.size() - 1).descriptor().id();
      require(previous.compareTo(descriptor.id()) < 0, NONCANONICAL, "indexes out of order");
    }
    IndexSchema schema = schema(descriptor.id());
    boolean sameSchema = schema.schemaVersion() == descriptor.schemaVersion();
    require(sameSchema, CATALOG_MISMATCH, "schema version of an index");
    VerifiedTree tree = new VerifiedTree(schema, in.remaining());
    List<VerifiedRun> runs = new ArrayList<>();
    for (RunDescriptor run : descriptor.runs()) {
      runs.add(run(run, schema, tree));
    }
    List<ShownHistory> history = history(descriptor.history(), schema, tree);
    shown.add(new ShownIndex(schema, descriptor, runs, history));
    return TreeHasher.stateLeaf(digest);
  }

  private VerifiedRun run(RunDescriptor descriptor, IndexSchema schema, VerifiedTree tree) {
    return new RunTreeVerifier(in, schema, descriptor, hasher, tree).verify();
  }

  /** All history runs or none: a list with gaps could hide the version that a read looks for. */
  private @Nullable List<ShownHistory> history(
      HistoryRoot certified, IndexSchema schema, VerifiedTree tree) {
    if (certified.count() == 0) {
      return List.of();
    }
    if (!in.bool()) {
      return null;
    }
    List<HistoryDescriptor> descriptors = new ArrayList<>();
    for (int i = 0; i < certified.count(); i++) {
      descriptors.add(HistoryDescriptor.decode(in, schema));
    }
    require(HistoryRoot.of(descriptors).equals(certified), ROOT_MISMATCH, "root of the history");
    List<ShownHistory> runs = new ArrayList<>();
    for (HistoryDescriptor descriptor : descriptors) {
      VerifiedRun run = run(descriptor.run(), schema, tree);
      runs.add(new ShownHistory(descriptor.floor(), run));
    }
    Collections.reverse(runs);
    return runs;
  }

  private IndexSchema schema(IndexId id) {
    return schemas
        .apply(id)
        .orElseThrow(
            () ->
                new VerificationException(
                    CATALOG_MISMATCH, "the catalog has no index " + id.value()));
  }
}
