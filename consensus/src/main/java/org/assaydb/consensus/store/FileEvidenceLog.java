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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evidence in a file, a record each. */
public final class FileEvidenceLog implements EvidenceLog {
  private static final int MAX_RECORD_BYTES = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(FileEvidenceLog.class);

  private RecordFile records;
  private final List<Contradiction> kept = new ArrayList<>();
  private final List<Damage> met = new ArrayList<>();

  private FileEvidenceLog(Path file) throws IOException {
    records = new RecordFile(file);
    try {
      records.replay(MAX_RECORD_BYTES, (offset, record) -> replay(new ByteReader(record)));
    } catch (DamagedFileException e) {
      kept.clear();
      records.salvage(MAX_RECORD_BYTES, (offset, record) -> replay(new ByteReader(record)));
      rewrite();
      LOG.warn("{} was damaged: {} contradictions are kept", file, kept.size());
      met.add(new Damage(file, "accusations may be lost", true));
    }
  }

  private void rewrite() throws IOException {
    Path file = records.file();
    RecordFile next = RecordFile.beside(file);
    for (Contradiction contradiction : kept) {
      next.append(encode(contradiction));
    }
    records.close();
    records = next.replaces(file);
  }

  /** Damage that was found since the last call, mended from memory. */
  public synchronized List<Damage> scrub() {
    try {
      if (!records.isWhole(MAX_RECORD_BYTES)) {
        rewrite();
        met.add(new Damage(records.file(), "accusations", true));
      }
      List<Damage> all = List.copyOf(met);
      met.clear();
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encode(Contradiction contradiction) {
    ByteWriter out = new ByteWriter(512);
    contradiction.encode(out);
    return out.toBytes();
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
    try {
      records.append(encode(found));
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
