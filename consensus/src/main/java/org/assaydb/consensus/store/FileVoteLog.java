package org.assaydb.consensus.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.assaydb.consensus.Vote;
import org.assaydb.consensus.VoteLog;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * Append-only vote file. Record: length i32, CRC32C i32 of the vote, the vote. An incomplete last
 * record was never released and is cut; damage before complete bytes stops the replica, because a
 * forgotten vote could be contradicted. When many votes may be forgotten the file is written anew:
 * first a record of 0xff and the floor (i64), then the votes that stay.
 */
public final class FileVoteLog implements VoteLog {
  private static final int MAX_RECORD_BYTES = 512;
  private static final int PREFIX_BYTES = 8;

  private static final int FLOOR_MARK = 0xff;
  private static final int FLOOR_BYTES = 9;

  /** Votes in the file from which on it is written anew when votes may be forgotten. */
  private static final int COMPACT_VOTES = 4096;

  private final Path file;
  private final List<Vote> votes = new ArrayList<>();
  private FileChannel channel;
  private long floor;

  private FileVoteLog(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
      // reads until the buffer is full
    }
    all.flip();
    while (all.remaining() >= PREFIX_BYTES) {
      int start = all.position();
      int length = all.getInt();
      int crc = all.getInt();
      if (length <= 0 || length > MAX_RECORD_BYTES) {
        throw new IOException("vote log damaged at " + start);
      }
      if (length > all.remaining()) {
        all.position(start);
        break;
      }
      byte[] record = new byte[length];
      all.get(record);
      if (crc(record) != crc) {
        if (all.hasRemaining()) {
          throw new IOException("vote log damaged at " + start);
        }
        all.position(start);
        break;
      }
      replay(new ByteReader(record));
    }
    channel.truncate(all.position());
    channel.position(all.position());
    channel.force(true);
  }

  private void replay(ByteReader in) {
    if (in.remaining() == FLOOR_BYTES && (in.source()[0] & 0xff) == FLOOR_MARK) {
      in.skip(1);
      floor = in.i64();
    } else {
      votes.add(Vote.decode(in));
    }
    in.end();
  }

  /** Opens or creates. */
  public static FileVoteLog open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
      try {
        FileVoteLog log = new FileVoteLog(file, channel);
        try (FileChannel dir = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
          dir.force(true);
        }
        return log;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void append(Vote vote) {
    try {
      write(channel, bytes(vote));
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    votes.add(vote);
  }

  private static byte[] bytes(Vote vote) {
    ByteWriter out = new ByteWriter(256);
    vote.encode(out);
    return out.toBytes();
  }

  private static void write(FileChannel target, byte[] record) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(PREFIX_BYTES + record.length);
    out.putInt(record.length).putInt(crc(record)).put(record).flip();
    while (out.hasRemaining()) {
      target.write(out);
    }
  }

  @Override
  public synchronized List<Vote> load() {
    return List.copyOf(votes);
  }

  @Override
  public synchronized void pruneBelow(long slot) {
    if (votes.size() < COMPACT_VOTES || slot <= floor) {
      return;
    }
    votes.removeIf(v -> v.statement().slot() < slot);
    floor = slot;
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      FileChannel written =
          FileChannel.open(next, CREATE, READ, WRITE, StandardOpenOption.TRUNCATE_EXISTING);
      write(written, new ByteWriter(FLOOR_BYTES).u8(FLOOR_MARK).i64(floor).toBytes());
      for (Vote vote : votes) {
        write(written, bytes(vote));
      }
      written.force(true);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel dir = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
        dir.force(true);
      }
      channel.close();
      channel = written;
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
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int crc(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record);
    return (int) crc.getValue();
  }
}
