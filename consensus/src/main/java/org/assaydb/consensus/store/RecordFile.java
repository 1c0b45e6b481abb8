package org.assaydb.consensus.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Append-only records (length i32, CRC32C i32, bytes), each append synced. */
final class RecordFile implements AutoCloseable {
  static final int PREFIX_BYTES = 8;
  private final FileChannel channel;

  RecordFile(Path file) throws IOException {
    channel = FileChannel.open(file, CREATE, READ, WRITE);
    syncDirectory(file.resolveSibling("."));
  }

  /** Makes names in a directory durable. */
  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel dir = FileChannel.open(directory, READ)) {
      dir.force(true);
    }
  }

  long size() throws IOException {
    return channel.size();
  }

  void truncate(long size) throws IOException {
    channel.truncate(size);
    channel.force(true);
  }

  /** Offset of the record written. */
  long append(byte[] record) throws IOException {
    long offset = channel.size();
    ByteBuffer out = ByteBuffer.allocate(PREFIX_BYTES + record.length);
    out.putInt(record.length).putInt(crc(record)).put(record).flip();
    long at = offset;
    while (out.hasRemaining()) {
      at += channel.write(out, at);
    }
    channel.force(false);
    return offset;
  }

  /** The record at an offset; null when the file ends before it does (a torn tail). */
  byte @org.jspecify.annotations.Nullable [] read(long offset, int maxBytes) throws IOException {
    long left = channel.size() - offset - PREFIX_BYTES;
    if (left < 0) {
      return null;
    }
    ByteBuffer prefix = fill(offset, PREFIX_BYTES);
    int length = prefix.getInt();
    int crc = prefix.getInt();
    if (length < 0 || length > maxBytes) {
      throw new IOException("damaged record at " + offset);
    }
    if (length > left) {
      return null;
    }
    byte[] record = fill(offset + PREFIX_BYTES, length).array();
    if (crc(record) == crc) {
      return record;
    }
    if (length == left) {
      return null;
    }
    throw new IOException("damaged record at " + offset);
  }

  private ByteBuffer fill(long offset, int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(length);
    while (in.hasRemaining()) {
      if (channel.read(in, offset + in.position()) < 0) {
        throw new IOException("file shrank");
      }
    }
    return in.flip();
  }

  private static int crc(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
