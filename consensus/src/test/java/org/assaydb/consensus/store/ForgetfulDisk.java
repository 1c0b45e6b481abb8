package org.assaydb.consensus.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Remembers what each file held when it was last synced, by inode, so that a renamed file keeps it.
 * Names are taken to be durable: who creates or renames a file syncs its directory.
 */
final class ForgetfulDisk implements Disk {
  private static final int PAGE = 4096;

  private final Map<Object, byte[]> synced = new HashMap<>();

  @Override
  public FileChannel open(Path file) throws IOException {
    return new Channel(file, FileChannel.open(file, CREATE, READ, WRITE));
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  /**
   * Copies a directory as a loss of power leaves it: what was synced, and of the rest some pages or
   * none, in any order.
   */
  void lose(Path from, Path to, Random random) throws IOException {
    Files.createDirectories(to);
    List<Path> files;
    try (Stream<Path> listed = Files.list(from)) {
      files = listed.toList();
    }
    for (Path file : files) {
      byte[] now = Files.readAllBytes(file);
      byte[] safe = synced.getOrDefault(inode(file), new byte[0]);
      Files.write(to.resolve(file.getFileName()), survivors(safe, now, random));
    }
  }

  private static byte[] survivors(byte[] safe, byte[] now, Random random) {
    int least = Math.min(safe.length, now.length);
    int length = least + (now.length == least ? 0 : random.nextInt(now.length - least + 1));
    byte[] left = Arrays.copyOf(Arrays.copyOf(safe, least), length);
    for (int page = 0; page < length; page += PAGE) {
      int end = Math.min(length, page + PAGE);
      if (random.nextBoolean()) {
        System.arraycopy(now, page, left, page, end - page);
      }
    }
    return left;
  }

  /** Passes on what the stores use. */
  private final class Channel extends FileChannel {
    private final FileChannel file;
    private final Object inode;
    private final Path path;

    Channel(Path path, FileChannel file) throws IOException {
      this.path = path;
      this.file = file;
      this.inode = inode(path);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      ByteBuffer all = ByteBuffer.allocate((int) file.size());
      while (all.hasRemaining() && file.read(all, all.position()) >= 0) {}
      synced.put(inode, all.array());
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      return file.write(source, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }

    private UnsupportedOperationException unused() {
      return new UnsupportedOperationException(path.toString());
    }

    @Override
    public int read(ByteBuffer target) {
      throw unused();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
      throw unused();
    }

    @Override
    public int write(ByteBuffer source) {
      throw unused();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
      throw unused();
    }

    @Override
    public long position() {
      throw unused();
    }

    @Override
    public FileChannel position(long newPosition) {
      throw unused();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
      throw unused();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw unused();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
      throw unused();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
      throw unused();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
      throw unused();
    }
  }
}
