package org.assaydb.consensus.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.codec.ByteReader;
import org.assaydb.proofs.codec.ByteWriter;
import org.assaydb.proofs.ledger.BlockHeader;
import org.assaydb.proofs.ledger.Certificate;
import org.jspecify.annotations.Nullable;

/**
 * {@code chain.log}: headers and certificates of final blocks by height. Memory holds the place of
 * each record alone. Not thread safe.
 */
final class ChainLog implements AutoCloseable {
  private static final int MAX_RECORD_BYTES = 32 << 20;

  /** No record is smaller: of fewer bytes a file cannot have more heights. */
  private static final int LEAST_RECORD_BYTES = 200;

  /**
   * A record.
   *
   * @param bodyOffset where the body stands in its file; 0 when that is not known any more
   */
  record Place(BlockHeader header, Certificate certificate, long bodyOffset) {
    private static final int KIND = 1;

    byte[] encode() {
      ByteWriter out = new ByteWriter(1024);
      header.encode(out.u8(KIND).varint(bodyOffset));
      certificate.encode(out);
      return out.toBytes();
    }

    static Place decode(byte[] record) {
      ByteReader in = new ByteReader(record);
      if (in.u8() != KIND) {
        throw VerificationException.malformed("kind of a block's record");
      }
      long offset = in.varintNonNegative("body offset");
      Place place = new Place(BlockHeader.decode(in), Certificate.decode(in), offset);
      in.end();
      return place;
    }
  }

  /** Where records come from when the log is written anew. */
  interface Elsewhere {
    /** One that is lost here; null for a height that is not known. */
    @Nullable Place place(long height) throws IOException;

    /** What is kept of one that is whole. */
    Place kept(Place own);
  }

  private final Disk disk;
  private RecordFile records;

  /** Where the record of each height begins, from height 1 on. */
  private long[] offsets = new long[1024];

  private int count;

  ChainLog(Path dir, Disk disk) throws IOException {
    this.disk = disk;
    records = new RecordFile(dir.resolve("chain.log"), disk);
  }

  /**
   * Reads what is there; to be called first.
   *
   * @return false when it is damaged
   */
  boolean replay() throws IOException {
    try {
      records.replay(
          MAX_RECORD_BYTES,
          (offset, record) -> {
            Place.decode(record);
            note(offset);
          });
      return true;
    } catch (DamagedFileException e) {
      return false;
    }
  }

  Path file() {
    return records.file();
  }

  /** Greatest height. */
  long count() {
    return count;
  }

  Place place(long height) throws IOException {
    return Place.decode(records.read(offsets[(int) height - 1], MAX_RECORD_BYTES));
  }

  /** The next height; synced on return. */
  void append(Place place) throws IOException {
    note(records.append(place.encode()));
  }

  private void note(long offset) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
    }
    offsets[count++] = offset;
  }

  boolean isWhole() throws IOException {
    return records.isWhole(MAX_RECORD_BYTES);
  }

  /**
   * Writes the log anew with its own records that are whole, and others from elsewhere, up to the
   * first height that is nowhere. Nothing changes when that would leave fewer than {@code least}.
   *
   * @return whether it was written
   */
  boolean rebuild(Elsewhere elsewhere, long least) throws IOException {
    long[] own = ownRecords();
    RecordFile written = RecordFile.beside(records.file(), disk);
    long[] places = new long[1024];
    int heights = 0;
    byte[] record = record(1, own, elsewhere);
    while (record != null) {
      if (heights == places.length) {
        places = Arrays.copyOf(places, 2 * heights);
      }
      places[heights++] = written.appendUnsynced(record);
      record = record(heights + 1L, own, elsewhere);
    }
    if (heights < least) {
      written.close();
      Files.delete(written.file());
      return false;
    }
    records.close();
    records = written.replaces(records.file());
    offsets = places;
    count = heights;
    return true;
  }

  private byte @Nullable [] record(long height, long[] own, Elsewhere elsewhere)
      throws IOException {
    Place place =
        height < own.length && own[(int) height] > 0
            ? elsewhere.kept(Place.decode(records.read(own[(int) height], MAX_RECORD_BYTES)))
            : elsewhere.place(height);
    return place == null ? null : place.encode();
  }

  /** Where whole records begin, by height; 0 for none. */
  private long[] ownRecords() throws IOException {
    long[] own = new long[(int) Math.min(1 << 30, records.size() / LEAST_RECORD_BYTES + 2)];
    records.salvage(
        MAX_RECORD_BYTES,
        (offset, record) -> {
          long height = Place.decode(record).header().height();
          if (height > 0 && height < own.length) {
            own[(int) height] = offset;
          }
        });
    return own;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
