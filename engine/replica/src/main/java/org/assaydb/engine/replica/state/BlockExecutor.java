package org.assaydb.engine.replica.state;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assaydb.ads.StateTree;
import org.assaydb.ads.StorageException;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.ReadRange;
import org.assaydb.proofs.ledger.Receipt;
import org.assaydb.proofs.ledger.Roots;
import org.assaydb.proofs.ledger.SignedTransaction;
import org.assaydb.proofs.ledger.TableWrites;
import org.assaydb.proofs.ledger.Transaction;
import org.assaydb.proofs.read.RowEntries.IndexEntry;
import org.assaydb.proofs.schema.Catalog;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.TableId;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a block to a state. Per transaction, in block order:
 *
 * <pre>
 * 1 (sender, client id) known with this payload   the earlier receipt stands again, nothing applied
 *   (sender, client id) known with another one    aborted AS001, the earlier one stays known
 * 2 snapshot >= this height, expiry passed or
 *   further ahead than MAX_LIFETIME_BLOCKS        aborted 40001
 * 3 newer entry in a range read, or its index
 *   is gone                                       aborted 40001
 * 4 data definitions                              42P07 42P01 42704 42809 42P16 42602 3F000 42501
 *                                                 23505 54000
 * 5 row writes                                    40001 42501 22000 23502 23505 54000
 * 6 receipt, remembered in SYS.TRANSACTIONS
 * </pre>
 *
 * <p>An exception that nothing of this foresaw aborts the transaction with XX000. Nothing is taken
 * over from a transaction before all of it was computed.
 *
 * <p>Signatures and chain id were checked when the block was validated.
 */
public final class BlockExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(BlockExecutor.class);
  private static final int MAX_MESSAGE_CHARS = 250;

  private BlockExecutor() {}

  /** The state after {@code header}'s block on top of {@code parent}. */
  public static LedgerState execute(
      LedgerState parent, BlockHeader header, List<SignedTransaction> transactions) {
    OpenBlock block = new OpenBlock(parent);
    List<Receipt> receipts = new ArrayList<>(transactions.size());
    for (int i = 0; i < transactions.size(); i++) {
      receipts.add(receipt(block, transactions.get(i), Version.of(block.height(), i)));
    }
    StateTree tree = block.close();
    Catalog catalog = block.catalog();
    Roots roots = new Roots(tree.root(), LedgerState.receiptsRoot(receipts), catalog.digest());
    return new LedgerState(
        header.height(),
        header.hash(),
        header.slot(),
        header.timeMs(),
        tree,
        catalog,
        receipts,
        roots);
  }

  private static Receipt receipt(OpenBlock block, SignedTransaction signed, Version version) {
    Transaction transaction = signed.transaction();
    OpenTable memory = table(block, SystemTables.TRANSACTIONS);
    Entry known =
        memory
            .primary()
            .live(SystemTables.transactionKey(transaction.sender(), transaction.clientId()));
    if (known != null) {
      Receipt earlier = SystemTables.receipt(known.values());
      return earlier.payloadHash().equals(signed.payloadHash())
          ? earlier
          : aborted(
              signed,
              version,
              new Abort(SqlStates.CLIENT_ID_REUSED, "client id used before with another payload"));
    }
    Receipt receipt;
    try {
      receipt = apply(block, signed, version);
    } catch (Abort abort) {
      receipt = aborted(signed, version, abort);
    } catch (StorageException | UncheckedIOException e) {
      throw e; // of this machine, not of the transaction
    } catch (RuntimeException e) {
      // Whatever the bytes of a transaction do: they do it on every replica, and stop none.
      LOG.error("transaction {} failed", signed.payloadHash(), e);
      Abort abort = new Abort(SqlStates.INTERNAL, "the transaction could not be executed");
      receipt = aborted(signed, version, abort);
    }
    // The catalog may have changed: look the table up again.
    remember(block, receipt);
    return receipt;
  }

  private static Receipt apply(OpenBlock block, SignedTransaction signed, Version version)
      throws Abort {
    Transaction transaction = signed.transaction();
    checkLifetime(transaction, block.height());
    checkReads(block, transaction);
    if (transaction.catalogChanges().isEmpty()) {
      return write(block, signed, version);
    }
    if (!transaction.writes().isEmpty()) {
      throw new Abort(
          SqlStates.NOT_SUPPORTED, "data definitions and row changes in one transaction");
    }
    if (!block.takeDefinitions()) {
      throw new Abort(SqlStates.CONFLICT, "too many definitions in one block; try again");
    }
    CatalogTransaction changes = new CatalogTransaction(block, version);
    Catalog changed = changes.prepare(transaction.catalogChanges());
    block.change(changed);
    block.add(changes.entries());
    return committed(signed, version, 0, 0, 0);
  }

  private static void checkLifetime(Transaction transaction, long height) throws Abort {
    if (transaction.snapshotHeight() >= height) {
      throw new Abort(SqlStates.CONFLICT, "snapshot is not below the block");
    }
    if (transaction.expiryHeight() < height) {
      throw new Abort(SqlStates.CONFLICT, "transaction has expired");
    }
    long lifetime = transaction.expiryHeight() - transaction.snapshotHeight();
    if (lifetime > Transaction.MAX_LIFETIME_BLOCKS) {
      throw new Abort(SqlStates.CONFLICT, "expiry is too far ahead of the snapshot");
    }
  }

  private static void checkReads(OpenBlock block, Transaction transaction) throws Abort {
    for (ReadRange read : transaction.reads()) {
      IndexOverlay index = block.index(read.index());
      if (index == null) {
        throw new Abort(SqlStates.CONFLICT, "an index that was read is gone");
      }
      if (!read.range().isEmpty()
          && index.hasNewerThan(read.range(), transaction.snapshotHeight())) {
        throw new Abort(SqlStates.CONFLICT, "rows that were read have changed since the snapshot");
      }
    }
  }

  private static Receipt write(OpenBlock block, SignedTransaction signed, Version version)
      throws Abort {
    RowChanges changes = new RowChanges(version);
    Set<TableId> seen = new HashSet<>();
    for (TableWrites writes : signed.transaction().writes()) {
      if (!seen.add(writes.table())) {
        throw new Abort(SqlStates.BAD_VALUES, "a table comes twice in one transaction");
      }
      OpenTable table = block.table(writes.table());
      if (table == null || table.definition().schemaVersion() != writes.schemaVersion()) {
        throw new Abort(SqlStates.CONFLICT, "a table that is written has changed");
      }
      if (table.definition().schema().equals(SystemTables.SCHEMA)) {
        throw new Abort(SqlStates.FORBIDDEN, "the SYS tables belong to the ledger");
      }
      changes.write(table, writes);
    }
    block.add(changes.entries());
    return committed(signed, version, changes.inserted(), changes.updated(), changes.deleted());
  }

  private static void remember(OpenBlock block, Receipt receipt) {
    Map<IndexId, List<Entry>> entries = new HashMap<>();
    OpenTable memory = table(block, SystemTables.TRANSACTIONS);
    for (IndexEntry entry :
        memory.rowEntries().derive(null, SystemTables.transactionRow(receipt), receipt.version())) {
      entries.put(entry.index(), List.of(entry.entry()));
    }
    block.add(entries);
  }

  private static OpenTable table(OpenBlock block, TableId id) {
    OpenTable table = block.table(id);
    if (table == null) {
      throw new IllegalStateException("SYS table " + id + " is missing");
    }
    return table;
  }

  private static Receipt committed(
      SignedTransaction signed, Version version, long inserted, long updated, long deleted) {
    Transaction transaction = signed.transaction();
    return new Receipt(
        signed.payloadHash(),
        transaction.sender(),
        transaction.clientId(),
        version,
        true,
        "00000",
        "",
        inserted,
        updated,
        deleted);
  }

  private static Receipt aborted(SignedTransaction signed, Version version, Abort abort) {
    Transaction transaction = signed.transaction();
    String message = String.valueOf(abort.getMessage());
    return new Receipt(
        signed.payloadHash(),
        transaction.sender(),
        transaction.clientId(),
        version,
        false,
        abort.sqlState(),
        cut(message),
        0,
        0,
        0);
  }

  /** At most so many characters, without half a surrogate pair. */
  private static String cut(String message) {
    if (message.length() <= MAX_MESSAGE_CHARS) {
      return message;
    }
    int end = MAX_MESSAGE_CHARS;
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end);
  }
}
