package org.assaydb.proofs.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyCodec;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.RfcTree;
import org.assaydb.proofs.tree.RunDescriptor;
import org.assaydb.proofs.tree.Summary;
import org.assaydb.proofs.tree.TreeHasher;
import org.assaydb.proofs.tree.TreeNode;
import org.assaydb.proofs.vo.prove.ChunkSource;
import org.assaydb.proofs.vo.prove.RunSource;

/**
 * A run built naively: every digest is recomputed from the entries whenever it is asked for. The
 * reference that real builders are compared with.
 */
public final class ModelRun implements RunSource {
  private final List<Entry> entries;
  private final List<ModelChunk> chunks = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();
  private final List<Prefix> prefixes = new ArrayList<>();
  private final RunDescriptor descriptor;

  /**
   * @param tier 0 makes chunks of single groups without columns
   * @param entries in strict run order, at least one
   * @param chunkRows rows per chunk, at most 64 in tier 0
   */
  public ModelRun(IndexSchema schema, int tier, List<Entry> entries, int chunkRows) {
    this(schema, tier, entries, chunkRows, UnaryOperator.identity());
  }

  /** A run whose builder lies in the summaries of rows, and has that certified. */
  public ModelRun(
      IndexSchema schema,
      int tier,
      List<Entry> entries,
      int chunkRows,
      UnaryOperator<Summary> lie) {
    this.entries = List.copyOf(entries);
    int from = 0;
    while (from < entries.size()) {
      Key prefix = prefix(schema, entries.get(from));
      int first = chunks.size();
      int end = from + 1;
      while (end < entries.size() && prefix.equals(prefix(schema, entries.get(end)))) {
        end++;
      }
      for (int start = from; start < end; start += chunkRows) {
        int to = Math.min(end, start + chunkRows);
        chunks.add(new ModelChunk(schema, entries.subList(start, to), tier > 0, lie));
        starts.add((long) start);
      }
      if (schema.groupedParts() > 0) {
        prefixes.add(new Prefix(prefix, first, chunks.size() - first));
      }
      from = end;
    }
    starts.add((long) entries.size());
    boolean grouped = !prefixes.isEmpty();
    TreeNode top = grouped ? prefixes(0, prefixes.size()) : chunks(0, chunks.size());
    int leaves = grouped ? prefixes.size() : chunks.size();
    descriptor = new RunDescriptor(tier, leaves, top.summary(), top.digest());
  }

  private static Key prefix(IndexSchema schema, Entry entry) {
    int length = KeyCodec.partsLength(schema, entry.key(), schema.groupedParts());
    return new Key(Arrays.copyOf(entry.key().bytes(), length));
  }

  public List<Entry> entries() {
    return entries;
  }

  @Override
  public RunDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public int chunkAt(long position) {
    int found = Collections.binarySearch(starts, position);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public long chunkStart(int chunk) {
    return starts.get(chunk);
  }

  @Override
  public ChunkSource chunk(int ordinal) {
    return chunks.get(ordinal);
  }

  @Override
  public int chunkCount() {
    return chunks.size();
  }

  @Override
  public TreeNode chunks(int from, int to) {
    if (to - from == 1) {
      return chunks.get(from).node();
    }
    int middle = from + (int) RfcTree.split(to - from);
    return new TreeHasher().chunkNode(chunks(from, middle), chunks(middle, to));
  }

  @Override
  public int prefixCount() {
    return prefixes.size();
  }

  @Override
  public Prefix prefix(int ordinal) {
    return prefixes.get(ordinal);
  }

  @Override
  public TreeNode prefixes(int from, int to) {
    if (to - from == 1) {
      Prefix prefix = prefixes.get(from);
      TreeNode below = chunks(prefix.firstChunk(), prefix.endChunk());
      return new TreeHasher().prefix(prefix.key().bytes(), prefix.chunkCount(), below);
    }
    int middle = from + (int) RfcTree.split(to - from);
    return new TreeHasher().prefixNode(prefixes(from, middle), prefixes(middle, to));
  }
}
