package org.assaydb.engine.replica;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assaydb.ads.IndexState;
import org.assaydb.ads.StateTree;
import org.assaydb.engine.replica.chain.Chain;
import org.assaydb.engine.replica.scrub.Finding;
import org.assaydb.engine.replica.scrub.ScrubReport;
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
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator out;

  private StatusReport(JsonGenerator out) {
    this.out = out;
  }

  static String of(Replica replica, DiskUsage disk) {
    StringWriter text = new StringWriter(2048);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      new StatusReport(out).write(replica, disk);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written but memory
    }
    return text.toString();
  }

  private void write(Replica replica, DiskUsage disk) throws IOException {
    Chain chain = replica.chain();
    LedgerState state = chain.committed();
    out.writeStartObject();
    out.writeNumberField("seat", replica.seat().seat());
    out.writeNumberField("height", state.height());
    long certified = chain.snapshots().head().map(s -> s.height()).orElse(0L);
    out.writeNumberField("certifiedHeight", certified);
    out.writeNumberField("timeMs", state.timeMs());
    out.writeStringField("headerHash", state.headerHash().toHex());
    out.writeStringField("stateRoot", state.roots().state().toHex());
    out.writeStringField("receiptsRoot", state.roots().receipts().toHex());
    out.writeStringField("catalogDigest", state.roots().catalog().toHex());
    out.writeNumberField("pendingTransactions", chain.pendingTransactions());
    out.writeBooleanField("running", replica.failure().isEmpty());
    failure("failure", replica.failure());
    failure("mergeFailure", replica.mergeFailure());
    scrub(replica.scrubber().last());
    indexes(state);
    out.writeObjectFieldStart("diskBytes");
    for (Map.Entry<String, Long> part : disk.bytesByPart().entrySet()) {
      out.writeNumberField(part.getKey(), part.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void failure(String name, Optional<? extends Throwable> failure) throws IOException {
    if (failure.isEmpty()) {
      out.writeNullField(name);
      return;
    }
    StringBuilder text = new StringBuilder(failure.get().toString());
    for (Throwable cause = failure.get().getCause(); cause != null; cause = cause.getCause()) {
      text.append("; ").append(cause);
    }
    out.writeStringField(name, text.toString());
  }

  private void scrub(Optional<ScrubReport> last) throws IOException {
    if (last.isEmpty()) {
      out.writeNullField("scrub");
      return;
    }
    out.writeObjectFieldStart("scrub");
    out.writeNumberField("endedMs", last.get().endedMs());
    out.writeNumberField("bytes", last.get().bytes());
    out.writeNumberField("damaged", last.get().findings().size());
    out.writeArrayFieldStart("unrepaired");
    for (Finding finding : last.get().unrepaired()) {
      out.writeString(finding.toString());
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void indexes(LedgerState state) throws IOException {
    out.writeArrayFieldStart("indexes");
    StateTree tree = state.tree();
    for (TableDef table : state.catalog().tables()) {
      for (IndexDef index : table.indexes()) {
        Optional<IndexState> found = tree.index(index.id());
        if (found.isPresent()) {
          index(table, index, found.get().descriptor().runs());
        }
      }
    }
    out.writeEndArray();
  }

  private void index(TableDef table, IndexDef index, List<RunDescriptor> runs) throws IOException {
    long live = runs.stream().mapToLong(r -> r.summary().live()).sum();
    long entries = runs.stream().mapToLong(r -> r.summary().count()).sum();
    out.writeStartObject();
    out.writeStringField("table", table.schema() + "." + table.name());
    out.writeStringField("index", index.name());
    out.writeNumberField("rows", live);
    out.writeNumberField("entries", entries);
    out.writeArrayFieldStart("runs");
    for (RunDescriptor run : runs) {
      out.writeStartObject();
      out.writeNumberField("tier", run.tier());
      out.writeNumberField("entries", run.summary().count());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
