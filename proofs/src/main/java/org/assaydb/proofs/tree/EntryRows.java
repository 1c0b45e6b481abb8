package org.assaydb.proofs.tree;

import java.util.List;
import org.assaydb.proofs.codec.ByteWriter;

/** Entries laid out flat. */
final class EntryRows implements ChunkRows {
  private final List<Entry> rows;
  private final ByteWriter keys = new ByteWriter();
  private final ByteWriter contents = new ByteWriter();
  private final int[] keyEnds;
  private final int[] valueStarts;
  private final int[] contentEnds;

  EntryRows(List<Entry> rows) {
    this.rows = rows;
    keyEnds = new int[rows.size()];
    valueStarts = new int[rows.size()];
    contentEnds = new int[rows.size()];
    for (int i = 0; i < keyEnds.length; i++) {
      Entry entry = rows.get(i);
      keyEnds[i] = keys.raw(entry.key().bytes()).size();
      valueStarts[i] = contents.raw(entry.deltas()).size();
      contentEnds[i] = contents.raw(entry.values()).size();
    }
  }

  @Override
  public int size() {
    return keyEnds.length;
  }

  @Override
  public byte[] keys() {
    return keys.buffer();
  }

  @Override
  public int keyFrom(int row) {
    return row == 0 ? 0 : keyEnds[row - 1];
  }

  @Override
  public int keyTo(int row) {
    return keyEnds[row];
  }

  @Override
  public long version(int row) {
    return rows.get(row).version().packed();
  }

  @Override
  public int kind(int row) {
    return rows.get(row).kind().code();
  }

  @Override
  public byte[] contents() {
    return contents.buffer();
  }

  @Override
  public int deltasFrom(int row) {
    return row == 0 ? 0 : contentEnds[row - 1];
  }

  @Override
  public int valuesFrom(int row) {
    return valueStarts[row];
  }

  @Override
  public int valuesTo(int row) {
    return contentEnds[row];
  }
}
