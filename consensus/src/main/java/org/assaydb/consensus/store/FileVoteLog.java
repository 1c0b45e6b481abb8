package org.assaydb.consensus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assaydb.consensus.VoteLog;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.ledger.Certificate;
import org.assaydb.proofs.ledger.Vote;

/**
 * Vote log in a file. A record is a floor (i64), certificates and votes, each list with its count:
 * a vote and what it rests on share a record, so that they are there together or not at all. A torn
 * last record was never released and is cut; damage before it stops the replica, because a
 * forgotten vote could be contradicted. When much may be forgotten the file is written anew.
 */
public final class FileVoteLog implements VoteLog {
  private static final int MAX_RECORD_BYTES = 64 << 20;

  /**
   * Certificates and votes of one record: far below its greatest size, for any set of validators.
   */
  private static final int MOST_IN_RECORD = 1024;

  /** Votes and certificates from which on the file is written anew when some may be forgotten. */
  private static final int COMPACT = 4096;

  private final Path file;
  private final List<Vote> votes = new ArrayList<>();
  private final List<Certificate> certificates = new ArrayList<>();
  private final List<Certificate> pending = new ArrayList<>();
  private RecordFile records;
  private long floor;

  private FileVoteLog(Path file) throws IOException {
    this.file = file;
    records = new RecordFile(file);
    records.replay(MAX_RECORD_BYTES, (offset, record) -> replay(new ByteReader(record)));
  }

  private void replay(ByteReader in) {
    floor = Math.max(floor, in.i64());
    for (int n = in.varintAtMost(MAX_RECORD_BYTES, "certificates"); n > 0; n--) {
      certificates.add(Certificate.decode(in));
    }
    for (int n = in.varintAtMost(MAX_RECORD_BYTES, "votes"); n > 0; n--) {
      votes.add(Vote.decode(in));
    }
    in.end();
  }

  /**
   * Opens or creates.
   *
   * @param isNew whether the validator has signed nothing yet; else the file must be there, because
   *     votes that are forgotten could be contradicted
   */
  public static FileVoteLog open(Path file, boolean isNew) {
    try {
      if (!isNew && !Files.exists(file)) {
        throw new NoSuchFileException(
            file.toString(),
            null,
            "the votes that this replica signed are gone, and it must not vote again with this"
                + " key: restore the file from a backup or give the replica a new key");
      }
      return new FileVoteLog(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void keep(Certificate certificate) {
    pending.add(certificate);
    if (pending.size() == MOST_IN_RECORD) {
      write(List.of());
    }
  }

  @Override
  public synchronized void append(Vote vote) {
    write(List.of(vote));
    votes.add(vote);
  }

  /** The certificates that wait, and votes that rest on them. */
  private void write(List<Vote> own) {
    try {
      records.append(record(floor, pending, own));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    certificates.addAll(pending);
    pending.clear();
  }

  private static byte[] record(long floor, List<Certificate> certificates, List<Vote> votes) {
    ByteWriter out = new ByteWriter(512).i64(floor).varint(certificates.size());
    certificates.forEach(c -> c.encode(out));
    out.varint(votes.size());
    votes.forEach(v -> v.encode(out));
    return out.toBytes();
  }

  @Override
  public synchronized List<Vote> load() {
    return List.copyOf(votes);
  }

  @Override
  public synchronized List<Certificate> certificates() {
    return List.copyOf(certificates);
  }

  @Override
  public synchronized void pruneBelow(long slot) {
    if (votes.size() + certificates.size() < COMPACT || slot <= floor) {
      return;
    }
    floor = slot;
    votes.removeIf(v -> v.statement().slot() < slot);
    certificates.removeIf(c -> c.statement().slot() < slot);
    try {
      rewrite();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rewrite() throws IOException {
    RecordFile written = RecordFile.beside(file);
    written.append(record(floor, List.of(), List.of()));
    for (int i = 0; i < certificates.size(); i += MOST_IN_RECORD) {
      int end = Math.min(certificates.size(), i + MOST_IN_RECORD);
      written.append(record(floor, certificates.subList(i, end), List.of()));
    }
    for (int i = 0; i < votes.size(); i += MOST_IN_RECORD) {
      int end = Math.min(votes.size(), i + MOST_IN_RECORD);
      written.append(record(floor, List.of(), votes.subList(i, end)));
    }
    records.close();
    records = written.replaces(file);
  }

  /** Damage of the file, mended from memory, where all that it holds is. */
  public synchronized List<Damage> scrub() {
    try {
      if (records.isWhole(MAX_RECORD_BYTES)) {
        return List.of();
      }
      rewrite();
      return List.of(new Damage(file, "votes", true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized long floor() {
    return floor;
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
