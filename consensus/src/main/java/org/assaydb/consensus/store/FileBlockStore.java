package org.assaydb.consensus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Blocks on disk. {@code chain.log} holds headers and certificates, {@code bodies-G.log} the bodies
 * of heights [G n + 1, G n + n] for groups of n, {@code proposals.log} what is not final yet,
 * emptied when nothing of it is wanted. A torn tail of any file is cut; damage before it stops the
 * replica. Of a final block memory holds the place in the log alone. Format in
 * docs/formats/consensus.md.
 *
 * <p>A body that stands in {@code proposals.log}, where it was synced before it was voted for, is
 * not synced again when it becomes final: it is before that file loses anything, and what a power
 * loss took of it until then is put back from there (decision 16).
 */
public final class FileBlockStore implements BlockStore {
  private static final int MAX_RECORD_BYTES = Message.MAX_BODY_BYTES + (32 << 20);

  /** Size from which on the file of proposals is emptied when nothing of it is wanted. */
  private static final long CLEARED_BYTES = 1 << 20;

  /** Size above which the file of proposals is written anew with those that are not final. */
  private static final long MAX_PROPOSAL_FILE_BYTES = 32L << 20;

  /** A record of the chain's log. */
  private record Place(BlockHeader header, Certificate certificate, long bodyOffset) {
    private static final int KIND = 1;

    byte[] encode() {
      ByteWriter out = new ByteWriter(1024);
      header.encode(out.u8(KIND).varint(bodyOffset));
      certificate.encode(out);
      return out.toBytes();
    }

    static Place decode(ByteReader in) {
      if (in.u8() != KIND) {
        throw VerificationException.malformed("kind of a block's record");
      }
      long offset = in.varintNonNegative("body offset");
      Place place = new Place(BlockHeader.decode(in), Certificate.decode(in), offset);
      in.end();
      return place;
    }
  }

  private final Path dir;
  private final Disk disk;
  private final int groupHeights;
  private final RecordFile chain;
  private RecordFile proposalFile;

  /** Where the record of each height begins in the chain's log, from height 1 on. */
  private long[] offsets = new long[1024];

  private int count;
  private final Map<Digest, Message.Proposal> proposals = new LinkedHashMap<>();
  private @Nullable RecordFile bodies;
  private long openGroup = -1;

  /** Whether a body in the open file has no other synced copy than its proposal. */
  private boolean bodiesUnsynced;

  private FileBlockStore(Path dir, int groupHeights, Disk disk) throws IOException {
    this.dir = dir;
    this.disk = disk;
    this.groupHeights = groupHeights;
    chain = new RecordFile(dir.resolve("chain.log"), disk);
    proposalFile = new RecordFile(dir.resolve("proposals.log"), disk);
    chain.replay(
        MAX_RECORD_BYTES,
        (offset, record) -> {
          Place.decode(new ByteReader(record));
          note(offset);
        });
    long slot = count == 0 ? 0 : place(count).header().slot();
    proposalFile.replay(
        MAX_RECORD_BYTES,
        (offset, record) -> {
          Message.Proposal p = (Message.Proposal) Message.decode(record);
          if (p.header().slot() > slot) {
            proposals.put(p.header().hash(), p);
          } else {
            restoreBody(p);
          }
        });
  }

  /** What a power loss took of a final body. A file that is not there was unlinked. */
  private void restoreBody(Message.Proposal proposal) throws IOException {
    long height = proposal.header().height();
    if (height < 1 || height > lastFinal() || !Files.exists(bodyFile(group(height)))) {
      return;
    }
    Place place = place(height);
    if (place.header().equals(proposal.header())) {
      bodiesOf(height).restore(place.bodyOffset(), proposal.body(), Message.MAX_BODY_BYTES);
    }
  }

  private void note(long offset) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
    }
    offsets[count++] = offset;
  }

  private Place place(long height) throws IOException {
    ByteReader in = new ByteReader(chain.read(offsets[(int) height - 1], MAX_RECORD_BYTES));
    return Place.decode(in);
  }

  /**
   * Opens or creates.
   *
   * @param groupHeights heights whose bodies share a file and are unlinked together; the same for
   *     the life of the store
   */
  public static FileBlockStore open(Path dir, int groupHeights) {
    return open(dir, groupHeights, Disk.REAL);
  }

  static FileBlockStore open(Path dir, int groupHeights, Disk disk) {
    try {
      Files.createDirectories(dir);
      return new FileBlockStore(dir, groupHeights, disk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void putProposal(Message.Proposal proposal) {
    Digest hash = proposal.header().hash();
    if (proposals.containsKey(hash)) {
      return;
    }
    try {
      proposalFile.append(proposal.encode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    proposals.put(hash, proposal);
  }

  @Override
  public synchronized Optional<Message.Proposal> proposal(Digest headerHash) {
    return Optional.ofNullable(proposals.get(headerHash));
  }

  @Override
  public synchronized List<Message.Proposal> proposals() {
    return proposals.values().stream()
        .sorted(Comparator.comparingLong(p -> p.header().slot()))
        .toList();
  }

  @Override
  public synchronized void finalise(FinalBlock block) {
    byte[] body = block.body();
    if (block.header().height() != lastFinal() + 1 || body == null) {
      throw new IllegalArgumentException("height " + block.header().height());
    }
    try {
      long offset = appendBody(block.header(), body);
      note(chain.append(new Place(block.header(), block.certificate(), offset).encode()));
      proposals.values().removeIf(p -> p.header().slot() <= block.header().slot());
      if (proposals.isEmpty() && proposalFile.size() > CLEARED_BYTES) {
        syncBodies();
        proposalFile.clear();
      } else if (proposalFile.size() > MAX_PROPOSAL_FILE_BYTES) {
        rewriteProposals();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long appendBody(BlockHeader header, byte[] body) throws IOException {
    RecordFile file = bodiesOf(header.height());
    Message.Proposal stored = proposals.get(header.hash());
    if (stored == null || !Arrays.equals(stored.body(), body)) {
      return file.append(body);
    }
    bodiesUnsynced = true;
    return file.appendUnsynced(body);
  }

  private void syncBodies() throws IOException {
    if (bodies != null && bodiesUnsynced) {
      bodies.sync();
    }
    bodiesUnsynced = false;
  }

  /** Under steady load there is always a proposal that is not final yet: keep only those. */
  private void rewriteProposals() throws IOException {
    syncBodies();
    Path next = dir.resolve("proposals.new");
    Files.deleteIfExists(next);
    RecordFile kept = new RecordFile(next, disk);
    for (Message.Proposal proposal : proposals.values()) {
      kept.append(proposal.encode());
    }
    Files.move(next, dir.resolve("proposals.log"), StandardCopyOption.ATOMIC_MOVE);
    RecordFile.syncDirectory(dir);
    proposalFile.close();
    proposalFile = kept;
  }

  @Override
  public synchronized long lastFinal() {
    return count;
  }

  @Override
  public synchronized Optional<FinalBlock> get(long height) {
    if (height < 1 || height > lastFinal()) {
      return Optional.empty();
    }
    try {
      Place place = place(height);
      byte[] body =
          Files.exists(bodyFile(group(height)))
              ? bodiesOf(height).read(place.bodyOffset(), Message.MAX_BODY_BYTES)
              : null;
      return Optional.of(new FinalBlock(place.header(), body, place.certificate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops whole groups only: those that lie within the range and are complete. */
  @Override
  public synchronized void unlinkBodies(long from, long to) {
    long end = group(Math.min(to, lastFinal() + 1));
    try {
      for (long group = group(Math.max(1, from) + groupHeights - 1); group < end; group++) {
        if (group == openGroup) {
          closeBodies();
        }
        Files.deleteIfExists(bodyFile(group));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long group(long height) {
    return (height - 1) / groupHeights;
  }

  private Path bodyFile(long group) {
    return dir.resolve("bodies-" + group + ".log");
  }

  private RecordFile bodiesOf(long height) throws IOException {
    long group = group(height);
    RecordFile open = bodies;
    if (open == null || group != openGroup) {
      closeBodies();
      open = new RecordFile(bodyFile(group), disk);
      bodies = open;
      openGroup = group;
    }
    return open;
  }

  private void closeBodies() throws IOException {
    syncBodies();
    if (bodies != null) {
      bodies.close();
    }
    bodies = null;
    openGroup = -1;
  }

  @Override
  public synchronized void close() {
    try {
      closeBodies();
      proposalFile.close();
      chain.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
