package org.assaydb.ads;

import java.util.ArrayList;
import java.util.List;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that went into a run 0, newest first, as a persistent list: replaying them in order
 * rebuilds the run with the same boundaries. Stored per block: entry count, per entry key (length,
 * bytes), transaction index, kind (1), deltas and values (length, bytes each).
 *
 * @param encoded the block's entries of the index, in run order, as they are stored
 */
record Increments(long height, byte[] encoded, @Nullable Increments earlier) {
  private static final int MAX_DELTA_BYTES = 1024;

  static byte[] encode(List<Entry> entries) {
    ByteWriter out = new ByteWriter(16 + entries.size() * 64);
    out.varint(entries.size());
    for (Entry entry : entries) {
      out.bytes(entry.key().bytes()).varint(entry.version().transaction());
      out.u8(entry.kind().code()).bytes(entry.deltas()).bytes(entry.values());
    }
    return out.toBytes();
  }

  static List<Entry> decode(long height, byte[] bytes) {
    try {
      ByteReader in = new ByteReader(bytes);
      int count = in.count(4, "entry");
      List<Entry> entries = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        Key key = new Key(in.bytes(Key.MAX_BYTES, "key"));
        int transaction = in.varintAtMost(Version.MAX_TRANSACTIONS - 1, "transaction");
        EntryKind kind = EntryKind.of(in.u8());
        byte[] deltas = in.bytes(MAX_DELTA_BYTES, "deltas");
        byte[] values = in.bytes(RowCodec.MAX_BYTES, "values");
        entries.add(new Entry(key, Version.of(height, transaction), kind, deltas, values));
      }
      in.end();
      return entries;
    } catch (VerificationException e) {
      throw new StorageException(StorageException.Category.CORRUPTION, "increment of run 0", e);
    }
  }
}
