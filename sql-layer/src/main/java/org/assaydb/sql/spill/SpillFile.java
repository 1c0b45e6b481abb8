package org.assaydb.sql.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.assaydb.sql.vector.Batch;

/**
 * Batches on disk, each found by its place. Not thread safe.
 *
 * <p>A batch is a frame: length of what follows the header (4 bytes), CRC32C (4) of place (8) and
 * the rest, and the batch (see {@link BatchCodec}). The place is in the sum, so that one frame does
 * not pass for another.
 *
 * <p>Only this process's user may read the file, and the file goes away by itself: it is opened to
 * be deleted on close, which on POSIX takes its name away at once, so that nothing is left behind
 * however the process ends; a channel that nobody holds any more is closed by the JDK.
 */
public final class SpillFile implements AutoCloseable {
  private static final int HEADER_BYTES = 8;

  /** Bytes in one call, so that the JDK's buffer outside the heap stays small. */
  private static final int SLICE_BYTES = 1 << 16;

  private final FileChannel channel;
  private final BatchCodec codec = new BatchCodec();
  private long end;

  SpillFile(FileChannel channel) {
    this.channel = channel;
  }

  static SpillFile create() {
    try {
      // Readable and writable for the owner only.
      Path path = Files.createTempFile("assaydb-", ".rows");
      try {
        return new SpillFile(
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
      } catch (IOException e) {
        Files.deleteIfExists(path);
        throw e;
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Writes a batch; gives its place. */
  public long append(Batch batch) {
    int length = codec.encode(batch, HEADER_BYTES);
    long place = end;
    ByteBuffer frame = ByteBuffer.wrap(codec.bytes(), 0, length);
    int bodyBytes = length - HEADER_BYTES;
    frame.putInt(0, bodyBytes);
    frame.putInt(4, checksum(place, codec.bytes(), HEADER_BYTES, bodyBytes));
    try {
      while (end < place + length) {
        frame.limit(Math.min(length, frame.position() + SLICE_BYTES));
        end += channel.write(frame, end);
      }
    } catch (IOException e) {
      throw failure(e);
    }
    return place;
  }

  private static int checksum(long place, byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(ByteBuffer.allocate(8).putLong(0, place));
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  /** The batch at a place that {@link #append} gave. */
  public Batch read(long place) {
    try {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
      readFully(header, place);
      int length = header.getInt(0);
      if (length < 0 || length > end - place - HEADER_BYTES) {
        throw altered();
      }
      ByteBuffer body = ByteBuffer.allocate(length);
      readFully(body, place + HEADER_BYTES);
      if (checksum(place, body.array(), 0, length) != header.getInt(4)) {
        throw altered();
      }
      return BatchCodec.decode(body.array(), 0);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void readFully(ByteBuffer target, long place) throws IOException {
    while (target.position() < target.capacity()) {
      target.limit(Math.min(target.capacity(), target.position() + SLICE_BYTES));
      if (channel.read(target, place + target.position()) < 0) {
        throw altered();
      }
    }
  }

  private static SqlLayerException altered() {
    return new SqlLayerException(
        SqlStates.IO_ERROR, "a temporary file of the statement was altered while it was in use");
  }

  private static SqlLayerException failure(IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new SqlLayerException(SqlStates.CANCELED, "the statement's thread was interrupted", e);
    }
    String message = String.valueOf(e.getMessage());
    boolean full =
        message.contains("No space left")
            || message.contains("quota exceeded")
            || message.contains("not enough space");
    return full
        ? new SqlLayerException(
            SqlStates.DISK_FULL, "no room for temporary files of the statement", e)
        : new SqlLayerException(SqlStates.IO_ERROR, "cannot use a temporary file: " + message, e);
  }

  public long sizeBytes() {
    return end;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
