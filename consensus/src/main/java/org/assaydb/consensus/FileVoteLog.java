package org.assaydb.consensus;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * Append-only vote file. Record: length i32, CRC32C i32 of the vote, the vote. An incomplete last
 * record was never released and is cut; damage before complete bytes stops the replica, because a
 * forgotten vote could be contradicted. {@link #pruneBelow} keeps the file as it is for now.
 */
public final class FileVoteLog implements VoteLog {
  private static final int MAX_RECORD_BYTES = 512;
  private static final int PREFIX_BYTES = 8;

  private final FileChannel channel;
  private final List<Vote> votes = new ArrayList<>();

  private FileVoteLog(FileChannel channel) throws IOException {
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
      ByteReader in = new ByteReader(record);
      votes.add(Vote.decode(in));
      in.end();
    }
    channel.truncate(all.position());
    channel.position(all.position());
    channel.force(true);
  }

  /** Opens or creates. */
  public static FileVoteLog open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
      try {
        FileVoteLog log = new FileVoteLog(channel);
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
    ByteWriter body = new ByteWriter(256);
    vote.encode(body);
    byte[] record = body.toBytes();
    ByteBuffer out = ByteBuffer.allocate(PREFIX_BYTES + record.length);
    out.putInt(record.length).putInt(crc(record)).put(record).flip();
    try {
      while (out.hasRemaining()) {
        channel.write(out);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    votes.add(vote);
  }

  @Override
  public synchronized List<Vote> load() {
    return List.copyOf(votes);
  }

  @Override
  public void pruneBelow(long slot) {}

  @Override
  public long floor() {
    return 0;
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
