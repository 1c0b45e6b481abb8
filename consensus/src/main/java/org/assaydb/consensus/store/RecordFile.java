package org.assaydb.consensus.store;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Append-only records behind eight bytes that name the format. A record is its length (i32), a
 * CRC32C (i32) of the length and of its place in the file, a CRC32C (i32) of its bytes, and the
 * bytes; all big endian. An append that was cut short leaves a torn tail; what is wrong before a
 * record that is whole is damage. Not thread safe.
 */
final class RecordFile implements AutoCloseable {
  private static final int PREFIX_BYTES = 12;

  /** "ASSAYRE" and the version. */
  private static final long FORMAT = 0x4153_5341_5952_4501L;

  /** Bytes that are searched at a time. */
  private static final int BLOCK = 1 << 20;

  /** Takes the records of a file in their order. */
  @FunctionalInterface
  interface Reader {
    void record(long offset, byte[] bytes) throws IOException;
  }

  private Path file;
  private final FileChannel channel;
  private long size;

  RecordFile(Path file) throws IOException {
    this(file, Disk.REAL);
  }

  RecordFile(Path file, Disk disk) throws IOException {
    this.file = file;
    channel = disk.open(file);
    size = channel.size();
    if (size < Long.BYTES) {
      clear();
      syncDirectory(file.toAbsolutePath().resolveSibling("."));
    }
  }

  /** An empty file that will take the place of another one. */
  static RecordFile beside(Path file) throws IOException {
    return beside(file, Disk.REAL);
  }

  static RecordFile beside(Path file, Disk disk) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    return new RecordFile(next, disk);
  }

  /** Takes the place of another file, durably; returns this. */
  RecordFile replaces(Path other) throws IOException {
    sync();
    Files.move(file, other, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(other.toAbsolutePath().resolveSibling("."));
    file = other;
    return this;
  }

  private boolean namesFormat() throws IOException {
    return fill(0, Long.BYTES).getLong() == FORMAT;
  }

  Path file() {
    return file;
  }

  /** Makes names in a directory durable. */
  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel dir = FileChannel.open(directory, READ)) {
      dir.force(true);
    }
  }

  long size() {
    return size;
  }

  /** Drops all records. */
  void clear() throws IOException {
    channel.truncate(0);
    write(ByteBuffer.allocate(Long.BYTES).putLong(FORMAT).flip(), 0);
    channel.force(true);
    size = Long.BYTES;
  }

  private void truncate(long to) throws IOException {
    channel.truncate(to);
    channel.force(true);
    size = to;
  }

  /** Offset of the record, which is synced on return. */
  long append(byte[] record) throws IOException {
    long offset = appendUnsynced(record);
    sync();
    return offset;
  }

  /** Offset of the record. Before {@link #sync} a power loss may take any part of it. */
  long appendUnsynced(byte[] record) throws IOException {
    long offset = size;
    put(offset, record);
    return offset;
  }

  /** Writes a record again where it was, should it not be whole, and syncs it. */
  boolean restore(long offset, byte[] record, int maxBytes) throws IOException {
    if (whole(offset, maxBytes) != null) {
      return false;
    }
    put(offset, record);
    sync();
    return true;
  }

  void sync() throws IOException {
    channel.force(false);
  }

  private void put(long offset, byte[] record) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(PREFIX_BYTES + record.length);
    out.putInt(record.length).putInt(headCrc(record.length, offset)).putInt(crc(record));
    out.put(record).flip();
    write(out, offset);
    size = Math.max(size, offset + PREFIX_BYTES + record.length);
  }

  private void write(ByteBuffer out, long offset) throws IOException {
    long at = offset;
    while (out.hasRemaining()) {
      at += channel.write(out, at);
    }
  }

  /** The record at an offset. */
  byte[] read(long offset, int maxBytes) throws IOException {
    byte[] record = whole(offset, maxBytes);
    if (record == null) {
      throw damaged(offset);
    }
    return record;
  }

  /**
   * Gives all records to a reader, and cuts a torn tail.
   *
   * @throws DamagedFileException when what is wrong is not the end of the file
   */
  void replay(int maxBytes, Reader reader) throws IOException {
    if (!namesFormat()) {
      throw damaged(0);
    }
    long at = wholeTo(maxBytes, reader);
    if (at < size) {
      if (recordAfter(at, maxBytes) >= 0) {
        throw damaged(at);
      }
      truncate(at);
    }
  }

  /**
   * Gives the records before the first one that is not whole to a reader, and says where they end.
   */
  private long wholeTo(int maxBytes, Reader reader) throws IOException {
    long at = Long.BYTES;
    for (byte[] r = whole(at, maxBytes); r != null; r = whole(at, maxBytes)) {
      reader.record(at, r);
      at += PREFIX_BYTES + r.length;
    }
    return at;
  }

  /** Whether every byte is as it was written. */
  boolean isWhole(int maxBytes) throws IOException {
    return namesFormat() && wholeTo(maxBytes, (offset, record) -> {}) == size;
  }

  /** Gives the records that are whole to a reader, those behind damage too. */
  void salvage(int maxBytes, Reader reader) throws IOException {
    long at = Long.BYTES;
    while (at >= 0) {
      byte[] record = whole(at, maxBytes);
      if (record == null) {
        at = recordAfter(at, maxBytes);
      } else {
        reader.record(at, record);
        at += PREFIX_BYTES + record.length;
      }
    }
  }

  /**
   * Where records begin, whole or not. One whose beginning is damaged ends where the next one that
   * is whole begins: two of these one after the other count as one.
   */
  List<Long> beginnings(int maxBytes) throws IOException {
    List<Long> found = new ArrayList<>();
    long at = Long.BYTES;
    while (at >= 0 && at < size) {
      found.add(at);
      Prefix prefix = prefix(at, maxBytes);
      at = prefix == null ? recordAfter(at, maxBytes) : at + PREFIX_BYTES + prefix.length();
    }
    return found;
  }

  /** Writes the name of the format again, should it be damaged. */
  boolean restoreFormat() throws IOException {
    if (namesFormat()) {
      return false;
    }
    write(ByteBuffer.allocate(Long.BYTES).putLong(FORMAT).flip(), 0);
    sync();
    return true;
  }

  /** Where the first whole record behind a place begins; negative when there is none. */
  private long recordAfter(long offset, int maxBytes) throws IOException {
    for (long from = offset + 1; from + PREFIX_BYTES <= size; from += BLOCK) {
      ByteBuffer block = fill(from, (int) Math.min(BLOCK + PREFIX_BYTES - 1, size - from));
      for (int i = 0; i + PREFIX_BYTES <= block.limit(); i++) {
        boolean genuine = block.getInt(i + 4) == headCrc(block.getInt(i), from + i);
        if (genuine && whole(from + i, maxBytes) != null) {
          return from + i;
        }
      }
    }
    return -1;
  }

  private DamagedFileException damaged(long offset) {
    return new DamagedFileException(file, offset);
  }

  /** A record that is whole; null for anything else. */
  private byte @Nullable [] whole(long offset, int maxBytes) throws IOException {
    Prefix prefix = prefix(offset, maxBytes);
    if (prefix == null) {
      return null;
    }
    byte[] record = fill(offset + PREFIX_BYTES, prefix.length()).array();
    return crc(record) == prefix.crc() ? record : null;
  }

  /** What stands before a record: how long it is, and the checksum of its bytes. */
  private record Prefix(int length, int crc) {}

  /** Null when no record begins here. */
  private @Nullable Prefix prefix(long offset, int maxBytes) throws IOException {
    long left = size - offset - PREFIX_BYTES;
    if (left < 0) {
      return null;
    }
    ByteBuffer prefix = fill(offset, PREFIX_BYTES);
    int length = prefix.getInt();
    boolean genuine = prefix.getInt() == headCrc(length, offset);
    return genuine && length >= 0 && length <= Math.min(left, maxBytes)
        ? new Prefix(length, prefix.getInt())
        : null;
  }

  private ByteBuffer fill(long offset, int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(length);
    while (in.hasRemaining()) {
      if (channel.read(in, offset + in.position()) < 0) {
        throw new IOException(file + " became shorter while it was read");
      }
    }
    return in.flip();
  }

  private static int headCrc(int length, long offset) {
    return crc(ByteBuffer.allocate(12).putInt(length).putLong(offset).array());
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
