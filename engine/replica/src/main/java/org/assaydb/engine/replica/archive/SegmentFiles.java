package org.assaydb.engine.replica.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one replica keeps of archived segments on disk: {@code N.commitment}, {@code N.shard},
 * {@code N.custody}, each written to a temporary file, synced and renamed.
 */
final class SegmentFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);

  private static final Pattern NAME = Pattern.compile("(\\d{1,8})\\.(commitment|shard|custody)");

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path directory;

  SegmentFiles(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
  }

  void writeCommitment(SegmentCommitment commitment) {
    write(commitment.number() + ".commitment", commitment.encode());
  }

  /** Segments that some file is of: one more than the greatest number. */
  int segments() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(f -> NAME.matcher(f.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToInt(m -> Integer.parseInt(m.group(1)) + 1)
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commitment as it is stored: it decodes, and that is all; empty when it does not. */
  Optional<SegmentCommitment> commitment(long segment) {
    try {
      Optional<byte[]> bytes = read(segment + ".commitment");
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      ByteReader in = new ByteReader(bytes.get());
      SegmentCommitment commitment = SegmentCommitment.decode(in);
      in.end();
      return Optional.of(commitment);
    } catch (VerificationException e) {
      return Optional.empty();
    }
  }

  Path commitmentFile(long segment) {
    return directory.resolve(segment + ".commitment");
  }

  Path shardFile(long segment) {
    return directory.resolve(segment + ".shard");
  }

  Path custodyFile(long segment) {
    return directory.resolve(segment + ".custody");
  }

  void writeShard(Shard shard) {
    write(shard.segment() + ".shard", shard.encode());
  }

  /** A place for the bytes of a segment while it is coded. */
  SegmentOnDisk newSegment(long segment) throws IOException {
    return new SegmentOnDisk(directory.resolve(segment + ".segment.tmp"));
  }

  /** A shard whose bytes come before its path is known. */
  NewShard newShard(long segment) throws IOException {
    return new NewShard(segment);
  }

  /** Writes a shard file in parts: its bytes, what stands before them, its name. */
  final class NewShard implements AutoCloseable {
    private final long segment;
    private final Path bytesFile;
    private final Path whole;
    private final OutputStream bytes;

    private NewShard(long segment) throws IOException {
      this.segment = segment;
      bytesFile = directory.resolve(segment + ".bytes.tmp");
      whole = directory.resolve(segment + ".shard.tmp");
      bytes = new BufferedOutputStream(Files.newOutputStream(bytesFile), BUFFER_BYTES);
    }

    OutputStream bytes() {
      return bytes;
    }

    /** The file that {@link #install} gives its name. */
    Path file() {
      return whole;
    }

    void complete(int index, List<Digest> path) throws IOException {
      bytes.close();
      long length = Files.size(bytesFile);
      try (OutputStream out = Files.newOutputStream(whole)) {
        out.write(Shard.beginning(segment, index, path, Math.toIntExact(length)));
        Files.copy(bytesFile, out);
      }
    }

    void install() throws IOException {
      try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(whole, shardFile(segment), StandardCopyOption.ATOMIC_MOVE);
      syncDirectory();
    }

    @Override
    public void close() throws IOException {
      bytes.close();
      Files.deleteIfExists(bytesFile);
      Files.deleteIfExists(whole);
    }
  }

  /** The shard file's bytes, unchecked. */
  Optional<byte[]> shard(long segment) {
    return read(segment + ".shard");
  }

  void deleteShard(long segment) {
    try {
      Files.deleteIfExists(directory.resolve(segment + ".shard"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void writeCustody(long segment, List<Custody> custody) {
    write(segment + ".custody", encode(custody));
  }

  /** Whether the file of a segment holds just these statements. */
  boolean isStored(long segment, List<Custody> custody) {
    return bytes(custodyFile(segment))
        .map(b -> Arrays.equals(b, encode(custody)))
        .orElse(custody.isEmpty());
  }

  private static byte[] encode(List<Custody> custody) {
    ByteWriter out = new ByteWriter(128 * custody.size() + 1);
    custody.forEach(c -> c.encode(out));
    return out.toBytes();
  }

  /** Statements that are whole; they were checked before they were written. */
  List<Custody> custody(long segment) {
    List<Custody> custody = new ArrayList<>();
    ByteReader in = new ByteReader(read(segment + ".custody").orElse(new byte[0]));
    try {
      while (in.remaining() > 0) {
        custody.add(Custody.decode(in));
      }
      return custody;
    } catch (VerificationException damaged) {
      LOG.warn("custody of segment {} is damaged and will be asked for", segment);
      return List.of();
    }
  }

  /** Bytes of all files. */
  long sizeBytes() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(f -> f.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<byte[]> read(String name) {
    return bytes(directory.resolve(name));
  }

  /** All of a file; empty when it is not there. */
  Optional<byte[]> bytes(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void syncDirectory() throws IOException {
    try (FileChannel parent = FileChannel.open(directory, StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  private void write(String name, byte[] bytes) {
    Path temporary = directory.resolve(name + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      syncDirectory();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory.resolve(name), e);
    }
  }
}
