package org.assaydb.consensus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.consensus.EvidenceLog;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.ledger.Contradiction;

/** Evidence in a file, a record each. */
public final class FileEvidenceLog implements EvidenceLog {
  private static final int MAX_RECORD_BYTES = 4096;

  private final RecordFile records;
  private final List<Contradiction> kept = new ArrayList<>();

  private FileEvidenceLog(Path file) throws IOException {
    records = new RecordFile(file);
    records.replay(MAX_RECORD_BYTES, (offset, record) -> replay(new ByteReader(record)));
  }

  private void replay(ByteReader in) {
    kept.add(Contradiction.decode(in));
    in.end();
  }

  /** Opens or creates. */
  public static FileEvidenceLog open(Path file) {
    try {
      return new FileEvidenceLog(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized boolean keep(Contradiction found) {
    long known = kept.stream().filter(c -> c.first().voter().equals(found.first().voter())).count();
    if (known >= MOST_OF_A_VALIDATOR) {
      return false;
    }
    ByteWriter out = new ByteWriter(512);
    found.encode(out);
    try {
      records.append(out.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kept.add(found);
    return true;
  }

  @Override
  public synchronized List<Contradiction> all() {
    return List.copyOf(kept);
  }

  @Override
  public synchronized void close() {
    try {
      records.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
