package org.assaydb.engine.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.assaydb.ads.IndexStore;
import org.assaydb.ads.StorageException;
import org.assaydb.engine.replica.chain.OpenedLedger;
import org.assaydb.engine.replica.scrub.Finding;
import org.assaydb.engine.replica.scrub.StateRebuild;
import org.assaydb.proofs.ledger.Genesis;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a replica on disk. It follows from the blocks: where it is damaged it is set aside,
 * as {@code state.damaged}, and built again from them.
 */
final class StateDirectory implements StateRebuild {
  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

  private final Path state;
  private final Path setAside;

  /** Its presence orders a new state; says why. */
  private final Path order;

  StateDirectory(Path replica) {
    state = replica.resolve("state");
    setAside = replica.resolve("state.damaged");
    order = replica.resolve("state.rebuild");
  }

  /**
   * An opened state.
   *
   * @param found why a former one was set aside; empty when it was not
   */
  record Contents(IndexStore indexes, OpenedLedger ledger, List<Finding> found) {}

  /**
   * Opens the state, an empty one where it is damaged.
   *
   * @throws StorageException UNAVAILABLE when it cannot be opened
   */
  Contents open(Genesis genesis) {
    try {
      if (Files.exists(order)) {
        return anew(genesis, Files.readString(order));
      }
      return read(genesis, List.of());
    } catch (StorageException e) {
      if (e.category() != StorageException.Category.CORRUPTION) {
        throw e;
      }
      return anew(genesis, reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(Throwable failure) {
    StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      text.append(": ").append(cause.getMessage());
    }
    return text.toString();
  }

  private Contents read(Genesis genesis, List<Finding> found) {
    IndexStore indexes = IndexStore.open(state);
    boolean read = false;
    try {
      OpenedLedger ledger = OpenedLedger.read(indexes, genesis);
      read = true;
      return new Contents(indexes, ledger, found);
    } finally {
      if (!read) {
        indexes.close();
      }
    }
  }

  private Contents anew(Genesis genesis, String why) {
    LOG.warn("{} is damaged ({}): it is built again from the blocks", state, why);
    try {
      if (Files.exists(state)) {
        delete(setAside);
        Files.move(state, setAside, StandardCopyOption.ATOMIC_MOVE);
      }
      Contents empty = read(genesis, List.of(Finding.of(state, why, true, "")));
      Files.deleteIfExists(order);
      return empty;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> all = Files.walk(tree)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public void order(String why) {
    try {
      Files.writeString(order, why);
    } catch (IOException e) {
      LOG.error("cannot write {}: remove {} before the next start", order, state, e);
    }
  }

  @Override
  public void cancel() {
    try {
      Files.deleteIfExists(order);
    } catch (IOException e) {
      LOG.error("cannot delete {}: the next start builds the state again", order, e);
    }
  }

  /** Orders a new state, when it was damage of the state that stopped the replica. */
  void rebuildAfter(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException storage
          && storage.category() == StorageException.Category.CORRUPTION) {
        order(reason(storage));
        return;
      }
    }
  }
}
