package org.assaydb.engine.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assaydb.ads.IndexState;
import org.assaydb.ads.StateTree;
import org.assaydb.engine.replica.chain.Chain;
import org.assaydb.engine.replica.state.LedgerState;
import org.assaydb.proofs.schema.IndexDef;
import org.assaydb.proofs.schema.TableDef;
import org.assaydb.proofs.tree.RunDescriptor;

/**
 * A replica's figures as JSON: heights, roots, what went wrong with it, indexes with their runs,
 * disk by part. {@code failure} is why consensus stopped here; {@code mergeFailure} why the last
 * background merge failed, which leaves the former runs in use. Both are null when all is well.
 */
public final class StatusReport {
  private static final List<String> PARTS = List.of("state", "blocks", "votes", "archive");

  private final StringBuilder out = new StringBuilder(2048);

  private StatusReport() {}

  static String of(Replica replica, Path directory) {
    StatusReport report = new StatusReport();
    report.write(replica, directory);
    return report.out.toString();
  }

  private void write(Replica replica, Path directory) {
    Chain chain = replica.chain();
    LedgerState state = chain.committed();
    out.append("{\"seat\":").append(replica.seat().seat());
    out.append(",\"height\":").append(state.height());
    long certified = chain.snapshots().head().map(s -> s.height()).orElse(0L);
    out.append(",\"certifiedHeight\":").append(certified);
    out.append(",\"timeMs\":").append(state.timeMs());
    out.append(",\"headerHash\":\"").append(state.headerHash().toHex());
    out.append("\",\"stateRoot\":\"").append(state.roots().state().toHex());
    out.append("\",\"receiptsRoot\":\"").append(state.roots().receipts().toHex());
    out.append("\",\"catalogDigest\":\"").append(state.roots().catalog().toHex());
    out.append("\",\"pendingTransactions\":").append(chain.pendingTransactions());
    out.append(",\"running\":").append(replica.failure().isEmpty());
    failure("failure", replica.failure());
    failure("mergeFailure", replica.mergeFailure());
    indexes(state);
    out.append(",\"diskBytes\":{");
    for (int i = 0; i < PARTS.size(); i++) {
      out.append(i == 0 ? "" : ",").append('"').append(PARTS.get(i)).append("\":");
      out.append(sizeBytes(directory.resolve(PARTS.get(i))));
    }
    out.append("}}");
  }

  private void failure(String name, Optional<? extends Throwable> failure) {
    out.append(",\"").append(name).append("\":");
    if (failure.isEmpty()) {
      out.append("null");
      return;
    }
    StringBuilder text = new StringBuilder(failure.get().toString());
    for (Throwable cause = failure.get().getCause(); cause != null; cause = cause.getCause()) {
      text.append("; ").append(cause);
    }
    string(text.toString());
  }

  private void indexes(LedgerState state) {
    out.append(",\"indexes\":[");
    StateTree tree = state.tree();
    String separator = "";
    for (TableDef table : state.catalog().tables()) {
      for (IndexDef index : table.indexes()) {
        Optional<IndexState> found = tree.index(index.id());
        if (found.isPresent()) {
          out.append(separator);
          index(table, index, found.get().descriptor().runs());
          separator = ",";
        }
      }
    }
    out.append(']');
  }

  private void index(TableDef table, IndexDef index, List<RunDescriptor> runs) {
    long live = runs.stream().mapToLong(r -> r.summary().live()).sum();
    long entries = runs.stream().mapToLong(r -> r.summary().count()).sum();
    out.append("{\"table\":");
    string(table.schema() + "." + table.name());
    out.append(",\"index\":");
    string(index.name());
    out.append(",\"rows\":").append(live).append(",\"entries\":").append(entries);
    out.append(",\"runs\":[");
    for (int i = 0; i < runs.size(); i++) {
      RunDescriptor run = runs.get(i);
      out.append(i == 0 ? "" : ",").append("{\"tier\":").append(run.tier());
      out.append(",\"entries\":").append(run.summary().count()).append('}');
    }
    out.append("]}");
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Bytes of all files below a directory; 0 when it is not there. */
  public static long sizeBytes(Path directory) {
    AtomicLong total = new AtomicLong();
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              total.addAndGet(attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE; // files come and go while a replica runs
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return total.get();
  }
}
