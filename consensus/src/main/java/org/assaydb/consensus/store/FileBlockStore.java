package org.assaydb.consensus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.assaydb.consensus.BlockStore;
import org.assaydb.consensus.FinalBlock;
import org.assaydb.consensus.Message;
import org.assaydb.proofs.hash.Digest;
import org.assaydb.proofs.ledger.BlockHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks on disk. {@code chain.log} holds headers and certificates, {@code bodies-G.log} the bodies
 * of heights [G n + 1, G n + n] for groups of n, {@code proposals.log} what is not final yet,
 * emptied when nothing of it is wanted. A torn tail of any file is cut. Format in
 * docs/formats/consensus.md.
 *
 * <p>A body that stands in {@code proposals.log}, where it was synced before it was voted for, is
 * not synced again when it becomes final: it is before that file loses anything, and what a power
 * loss took of it until then is put back from there (decision 16).
 *
 * <p>Damage is mended where it is met, from a {@link BlockSource}: records of the chain from what
 * the replica keeps in its state, bodies from other replicas.
 */
public final class FileBlockStore implements BlockStore {
  private static final Logger LOG = LoggerFactory.getLogger(FileBlockStore.class);
  private static final int MAX_PROPOSAL_BYTES = Message.MAX_BODY_BYTES + (32 << 20);

  /** Size from which on the file of proposals is emptied when nothing of it is wanted. */
  private static final long CLEARED_BYTES = 1 << 20;

  /** Size above which the file of proposals is written anew with those that are not final. */
  private static final long MAX_PROPOSAL_FILE_BYTES = 32L << 20;

  /** Bytes of a record of the chain, roughly, for the pace of a scrub. */
  private static final long RECORD_BYTES = 700;

  private final Disk disk;
  private final BlockSource source;
  private final ChainLog chain;
  private final BodyFiles bodies;
  private RecordFile proposalFile;
  private final Map<Digest, Message.Proposal> proposals = new LinkedHashMap<>();
  private final List<Damage> met = new ArrayList<>();

  private FileBlockStore(Path dir, int groupHeights, Disk disk, BlockSource source)
      throws IOException {
    this.disk = disk;
    this.source = source;
    chain = new ChainLog(dir, disk);
    bodies = new BodyFiles(dir, groupHeights, disk);
    if (!chain.replay()) {
      chain.rebuild(new Rebuilding(), 0);
      note(chain.file(), "records of blocks to height " + chain.count() + " are kept", true);
    } else if (source.block(chain.count() + 1).isPresent()) {
      chain.rebuild(new Rebuilding(), 0);
      note(chain.file(), "the last records were gone", true);
    }
    proposalFile = new RecordFile(dir.resolve("proposals.log"), disk);
    long slot = chain.count() == 0 ? 0 : chain.place(chain.count()).header().slot();
    try {
      proposalFile.replay(MAX_PROPOSAL_BYTES, (offset, record) -> replay(record, slot));
    } catch (DamagedFileException e) {
      proposalFile.salvage(MAX_PROPOSAL_BYTES, (offset, record) -> replay(record, slot));
      rewriteProposals();
      note(proposalFile.file(), "proposals that are whole are kept", true);
    }
  }

  private void replay(byte[] record, long finalSlot) throws IOException {
    Message.Proposal proposal = (Message.Proposal) Message.decode(record);
    if (proposal.header().slot() > finalSlot) {
      proposals.put(proposal.header().hash(), proposal);
      return;
    }
    // What a power loss took of a final body. A file that is not there was unlinked.
    long height = proposal.header().height();
    if (height >= 1 && height <= lastFinal() && bodies.exists(height)) {
      ChainLog.Place place = chain.place(height);
      boolean same = place.header().equals(proposal.header()) && place.bodyOffset() > 0;
      if (same && bodies.restore(height, place.bodyOffset(), proposal.body())) {
        note(bodies.fileOf(height), "body " + height + ", as after a power loss", true);
      }
    }
  }

  private void note(Path file, String what, boolean repaired) {
    LOG.warn("{} is damaged: {}", file, what);
    met.add(new Damage(file, what, repaired));
  }

  /** Records of the chain out of what is kept elsewhere. */
  private final class Rebuilding implements ChainLog.Elsewhere {
    @Override
    public ChainLog.@Nullable Place place(long height) throws IOException {
      Optional<FinalBlock> known = source.block(height);
      if (known.isEmpty()) {
        return null;
      }
      FinalBlock block = known.get();
      long offset = bodies.offset(height);
      boolean found = offset > 0;
      try {
        found = found && source.belongs(block.header(), bodies.read(height, offset));
      } catch (DamagedFileException e) {
        LOG.debug("the body of height {} is damaged too", height);
      }
      return new ChainLog.Place(block.header(), block.certificate(), found ? offset : 0);
    }

    /** Should the chain lose its end, another file may take the place of one that was unlinked. */
    @Override
    public ChainLog.Place kept(ChainLog.Place own) {
      boolean here = bodies.exists(own.header().height());
      return here ? own : new ChainLog.Place(own.header(), own.certificate(), 0);
    }
  }

  /**
   * Opens or creates.
   *
   * @param groupHeights heights whose bodies share a file and are unlinked together; the same for
   *     the life of the store
   * @param source what damage is mended from
   */
  public static FileBlockStore open(Path dir, int groupHeights, BlockSource source) {
    return open(dir, groupHeights, Disk.REAL, source);
  }

  static FileBlockStore open(Path dir, int groupHeights, Disk disk, BlockSource source) {
    try {
      Files.createDirectories(dir);
      return new FileBlockStore(dir, groupHeights, disk, source);
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
      Message.Proposal stored = proposals.get(block.header().hash());
      boolean synced = stored == null || !Arrays.equals(stored.body(), body);
      long offset = bodies.append(block.header().height(), body, synced);
      chain.append(new ChainLog.Place(block.header(), block.certificate(), offset));
      proposals.values().removeIf(p -> p.header().slot() <= block.header().slot());
      if (proposals.isEmpty() && proposalFile.size() > CLEARED_BYTES) {
        bodies.sync();
        proposalFile.clear();
      } else if (proposalFile.size() > MAX_PROPOSAL_FILE_BYTES) {
        rewriteProposals();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Under steady load there is always a proposal that is not final yet: keep only those. */
  private void rewriteProposals() throws IOException {
    bodies.sync();
    RecordFile kept = RecordFile.beside(proposalFile.file(), disk);
    for (Message.Proposal proposal : proposals.values()) {
      kept.append(proposal.encode());
    }
    proposalFile.close();
    proposalFile = kept.replaces(proposalFile.file());
  }

  @Override
  public synchronized long lastFinal() {
    return chain.count();
  }

  /**
   * What is stored of a height.
   *
   * @param damage why the body, which should be here, is not; null when it is, or was unlinked
   */
  private record Stored(
      ChainLog.Place place, byte @Nullable [] body, @Nullable DamagedFileException damage) {}

  private synchronized ChainLog.Place place(long height) throws IOException {
    try {
      return chain.place(height);
    } catch (DamagedFileException e) {
      if (!chain.rebuild(new Rebuilding(), lastFinal())) {
        throw e;
      }
      note(chain.file(), "the record of height " + height, true);
      return chain.place(height);
    }
  }

  private synchronized Stored stored(long height) throws IOException {
    ChainLog.Place place = place(height);
    if (!bodies.exists(height) || place.bodyOffset() == 0) {
      return new Stored(place, null, null);
    }
    try {
      return new Stored(place, bodies.read(height, place.bodyOffset()), null);
    } catch (DamagedFileException e) {
      return new Stored(place, null, e);
    }
  }

  /** A body that is damaged here comes from elsewhere, and stands here again. */
  @Override
  public Optional<FinalBlock> get(long height) {
    if (height < 1 || height > lastFinal()) {
      return Optional.empty();
    }
    try {
      Stored stored = stored(height);
      BlockHeader header = stored.place().header();
      byte[] body = stored.body();
      if (body == null && stored.damage() == null && bodies.exists(height)) {
        body = source.body(header).orElse(null); // its place is not known any more
      }
      if (stored.damage() != null) {
        // Without the lock: who is asked may be asking here.
        body = source.body(header).orElse(null);
        if (body == null) {
          throw stored.damage();
        }
        restoreBody(header, body);
      }
      return Optional.of(new FinalBlock(header, body, stored.place().certificate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The header of a final block; empty above the last one. */
  public Optional<BlockHeader> header(long height) {
    if (height < 1 || height > lastFinal()) {
      return Optional.empty();
    }
    try {
      return Optional.of(place(height).header());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the file that the body of a height stands in is there: not unlinked, and not lost. */
  public boolean hasBodyFile(long height) {
    return bodies.exists(height);
  }

  /** That file. */
  public Path bodyFile(long height) {
    return bodies.fileOf(height);
  }

  /** A body for another replica: empty when it is not here or damaged. Asks nobody. */
  public Optional<byte[]> ownBody(long height) {
    if (height < 1 || height > lastFinal()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(stored(height).body());
    } catch (IOException e) {
      LOG.warn("block {} cannot be read for another replica", height, e);
      return Optional.empty();
    }
  }

  /** Puts the body of a final block back where it was. */
  public synchronized void restoreBody(BlockHeader header, byte[] body) {
    long height = header.height();
    try {
      long offset = chain.place(height).bodyOffset();
      if (offset > 0 && bodies.restore(height, offset, body)) {
        note(bodies.fileOf(height), "the body of height " + height, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads everything, and mends what is damaged.
   *
   * @param pace is told of bytes that were read, and may wait
   * @return what was damaged since the store was opened, or since the last call
   */
  public List<Damage> scrub(LongConsumer pace) {
    for (long height = 1; height <= lastFinal(); height++) {
      try {
        byte[] body = get(height).orElseThrow().body();
        pace.accept(RECORD_BYTES + (body == null ? 0 : body.length));
      } catch (UncheckedIOException e) {
        unrepaired(height, e);
      }
    }
    return scrubFiles();
  }

  private synchronized void unrepaired(long height, UncheckedIOException e) {
    if (e.getCause() instanceof DamagedFileException damage) {
      note(damage.file(), "height " + height + " is nowhere now", false);
    } else {
      throw e;
    }
  }

  /** What no block is read by. */
  private synchronized List<Damage> scrubFiles() {
    try {
      for (long height = 1; height <= lastFinal(); height++) {
        if (bodies.isFirstOfFile(height) && bodies.exists(height) && bodies.restoreFormat(height)) {
          note(bodies.fileOf(height), "the name of its format", true);
        }
      }
      if (!chain.isWhole()) {
        boolean repaired = chain.rebuild(new Rebuilding(), lastFinal());
        note(chain.file(), "bytes that no record is of", repaired);
      }
      if (!proposalFile.isWhole(MAX_PROPOSAL_BYTES)) {
        rewriteProposals();
        note(proposalFile.file(), "proposals", true);
      }
      List<Damage> all = List.copyOf(met);
      met.clear();
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops whole groups only: those that lie within the range and are complete. */
  @Override
  public synchronized void unlinkBodies(long from, long to) {
    try {
      bodies.unlink(from, Math.min(to, lastFinal() + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      bodies.close();
      proposalFile.close();
      chain.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
