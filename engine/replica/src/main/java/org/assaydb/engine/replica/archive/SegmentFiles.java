package org.assaydb.engine.replica.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one replica keeps of archived segments on disk: {@code N.commitment}, {@code N.shard},
 * {@code N.custody}, each written to a temporary file, synced and renamed.
 */
final class SegmentFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);

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
    ByteWriter out = new ByteWriter(80);
    commitment.encode(out);
    write(commitment.number() + ".commitment", out.toBytes());
  }

  /** Commitments of all segments coded so far, by number from 0 without gaps. */
  List<SegmentCommitment> commitments() {
    List<SegmentCommitment> commitments = new ArrayList<>();
    while (true) {
      Optional<byte[]> bytes = read(commitments.size() + ".commitment");
      if (bytes.isEmpty()) {
        return commitments;
      }
      commitments.add(commitment(commitments.size(), bytes.get()));
    }
  }

  private SegmentCommitment commitment(int number, byte[] bytes) {
    try {
      ByteReader in = new ByteReader(bytes);
      SegmentCommitment commitment = SegmentCommitment.decode(in);
      in.end();
      return commitment;
    } catch (VerificationException e) {
      throw new UncheckedIOException(
          new IOException(
              directory.resolve(number + ".commitment")
                  + " is damaged: restore it from a backup, or let the replica fetch the chain anew"
                  + " into an empty directory"));
    }
  }

  void writeShard(Shard shard) {
    write(shard.segment() + ".shard", shard.encode());
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
    ByteWriter out = new ByteWriter(128 * custody.size());
    custody.forEach(c -> c.encode(out));
    write(segment + ".custody", out.toBytes());
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
    try {
      return Optional.of(Files.readAllBytes(directory.resolve(name)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + directory.resolve(name), e);
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
      try (FileChannel parent = FileChannel.open(directory, StandardOpenOption.READ)) {
        parent.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory.resolve(name), e);
    }
  }
}
