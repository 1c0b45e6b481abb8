package org.assaydb.engine.replica.archive;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assaydb.proofs.codec.ByteWriter;

/**
 * The bytes of a segment that is being coded, in a temporary file that goes away with {@link
 * #close}. Not thread safe.
 */
final class SegmentOnDisk implements SegmentCode.Segment, AutoCloseable {
  /** The greatest size that a commitment can say. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 1024;

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private long size;

  SegmentOnDisk(Path file) throws IOException {
    this.file = file;
    channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, READ, WRITE);
    out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  /** Appends a body with its length. */
  void add(byte[] body) throws IOException {
    ByteWriter length = new ByteWriter(8).varint(body.length);
    out.write(length.buffer(), 0, length.size());
    out.write(body);
    size += length.size() + body.length;
    if (size > MAX_BYTES) {
      throw new IOException("a segment of more than " + MAX_BYTES + " bytes");
    }
  }

  /** To be called between {@link #add} and {@link #read}. */
  void finish() throws IOException {
    out.flush();
  }

  @Override
  public int sizeBytes() {
    return (int) size;
  }

  @Override
  public void read(long offset, byte[] target, int from, int to) throws IOException {
    ByteBuffer into = ByteBuffer.wrap(target, from, to - from);
    while (into.hasRemaining()) {
      if (channel.read(into, offset + into.position() - from) < 0) {
        throw new IOException(file + " became shorter while it was read");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
