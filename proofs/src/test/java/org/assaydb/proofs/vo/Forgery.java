package org.assaydb.proofs.vo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.read.IndexRuns;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RunReader;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.IndexWitness;
import org.assaydb.proofs.vo.prove.RunSource;
import org.jspecify.annotations.Nullable;

/** States with other rows than the certified one, and proofs that pass their rows for its own. */
public final class Forgery {
  private Forgery() {}

  static ModelRun run(IndexSchema schema, List<Entry> entries) {
    return new ModelRun(schema, 1, entries, ReadMatrix.CHUNK_ROWS);
  }

  /** The state with other entries in every run. */
  public static ModelState state(ModelState state, UnaryOperator<List<Entry>> lie) {
    return state(state, state.indexes().get(0).schema(), lie);
  }

  private static ModelState state(
      ModelState state, IndexSchema schema, UnaryOperator<List<Entry>> lie) {
    ModelIndex index = state.indexes().get(0);
    List<ModelRun> runs = new ArrayList<>();
    index.runs().forEach(r -> runs.add(run(schema, lie.apply(r.entries()))));
    List<ModelIndex.History> history = new ArrayList<>();
    for (ModelIndex.History old : index.history()) {
      history.add(new ModelIndex.History(old.floor(), run(schema, lie.apply(old.run().entries()))));
    }
    return new ModelState(state.height(), List.of(new ModelIndex(schema, runs, history)));
  }

  /** The same entries, hashed for an index of another id or schema version. */
  public static ModelState named(ModelState state, int id, int version) {
    IndexSchema s = state.indexes().get(0).schema();
    IndexSchema other =
        new IndexSchema(
            new IndexId(id),
            version,
            s.primary(),
            s.valueColumns(),
            s.valueTypes(),
            s.keyParts(),
            s.keyTypes(),
            s.hiddenRowId(),
            s.groupedParts(),
            s.sums(),
            s.bounds());
    return state(state, other, entries -> entries);
  }

  /** The proof of a read of the forged runs, below the descriptors of the true ones. */
  public static byte[] graft(ModelState honest, ModelState forged, ReadSpec spec) {
    IndexWitness lies = ModelState.witness(forged.indexes().get(0));
    List<IndexWitness.History> history = new ArrayList<>();
    for (int i = 0; i < lies.history().size(); i++) {
      history.add(
          new IndexWitness.History(
              honest.indexes().get(0).history().get(i).descriptor(), lies.history().get(i).run()));
    }
    ModelIndex index = honest.indexes().get(0);
    IndexWitness witness = new IndexWitness(index.descriptor(), lies.runs(), history);
    IndexRuns runs = ModelState.views(index, witness);
    new RunReader(ReadMatrix.HEIGHT, id -> runs).readThrough(spec);
    return ReadMatrix.write(honest, witness);
  }

  /** Every row with another value in one column. */
  public static UnaryOperator<List<Entry>> values(
      IndexSchema schema, int column, @Nullable Object value) {
    return entries -> entries.stream().map(e -> with(schema, e, column, value)).toList();
  }

  static Entry with(IndexSchema schema, Entry entry, int column, @Nullable Object value) {
    if (!entry.kind().isPut()) {
      return entry;
    }
    @Nullable Object[] row = RowCodec.decode(schema.valueTypes(), entry.values());
    row[column] = value;
    byte[] values = RowCodec.encode(schema.valueTypes(), row);
    return new Entry(entry.key(), entry.version(), entry.kind(), entry.deltas(), values);
  }

  /** Next to every row there is one more. */
  public static List<Entry> added(List<Entry> entries) {
    List<Entry> more = new ArrayList<>();
    for (Entry e : entries) {
      Key beside = e.key().successor();
      more.add(e);
      more.add(new Entry(beside, e.version(), e.kind(), e.deltas(), e.values()));
    }
    more.sort(null);
    return more;
  }

  public static List<Entry> doubled(List<Entry> entries) {
    return entries.stream().flatMap(e -> Stream.of(e, e)).toList();
  }

  public static List<Entry> withoutFirst(List<Entry> entries) {
    return entries.size() == 1 ? entries : entries.subList(1, entries.size());
  }

  /** Every updated row looks deleted. */
  public static List<Entry> deleted(List<Entry> entries) {
    return entries.stream().map(Forgery::deleted).toList();
  }

  private static Entry deleted(Entry e) {
    return e.kind() == EntryKind.UPDATE
        ? new Entry(e.key(), e.version(), EntryKind.DELETE, e.deltas(), new byte[0])
        : e;
  }

  /** Deleted rows come back. */
  public static List<Entry> undeleted(List<Entry> entries) {
    return entries.stream().filter(e -> e.kind() != EntryKind.DELETE).toList();
  }

  /**
   * A proof in which nodes over several chunks or prefixes that stay closed have other counts; the
   * same proof when there are none.
   */
  public static byte[] withCounts(ModelState state, byte[] vo, LongUnaryOperator lie) {
    byte[] changed = vo;
    ModelIndex index = state.indexes().get(0);
    List<ModelRun> runs = new ArrayList<>(index.runs());
    index.history().forEach(old -> runs.add(old.run()));
    for (ModelRun run : runs) {
      for (TreeNode node : nodes(run)) {
        changed = withCount(changed, node, lie);
      }
    }
    return changed;
  }

  private static List<TreeNode> nodes(ModelRun run) {
    List<TreeNode> nodes = new ArrayList<>();
    if (run.prefixCount() == 0) {
      collect(0, run.chunkCount(), run::chunks, nodes);
    } else {
      collect(0, run.prefixCount(), run::prefixes, nodes);
      for (int i = 0; i < run.prefixCount(); i++) {
        RunSource.Prefix prefix = run.prefix(i);
        collect(prefix.firstChunk(), prefix.endChunk(), run::chunks, nodes);
      }
    }
    return nodes;
  }

  /** Nodes of one level by the leaves that they are over. */
  private interface Level {
    TreeNode node(int from, int to);
  }

  private static void collect(int from, int to, Level level, List<TreeNode> nodes) {
    nodes.add(level.node(from, to));
    if (to - from > 1) {
      int middle = from + (int) RfcTree.split(to - from);
      collect(from, middle, level, nodes);
      collect(middle, to, level, nodes);
    }
  }

  /** A closed node is its digest, then its count. */
  private static byte[] withCount(byte[] vo, TreeNode node, LongUnaryOperator lie) {
    long count = node.summary().count();
    byte[] shown = new ByteWriter().digest(node.digest()).varint(count).toBytes();
    byte[] other = new ByteWriter().digest(node.digest()).varint(lie.applyAsLong(count)).toBytes();
    String text = new String(vo, StandardCharsets.ISO_8859_1);
    // The digest of a run stands in its descriptor as well, with something else behind it.
    int place = text.indexOf(new String(shown, StandardCharsets.ISO_8859_1));
    return place < 0
        ? vo
        : new ByteWriter()
            .raw(vo, 0, place)
            .raw(other)
            .raw(vo, place + shown.length, vo.length)
            .toBytes();
  }
}
