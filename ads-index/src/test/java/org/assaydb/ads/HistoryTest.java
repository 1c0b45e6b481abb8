package org.assaydb.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.read.IndexReader;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.read.RowCursor;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.schema.RowCodec;
import org.assaydb.proofs.schema.Version;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.tree.EntryKind;
import org.assaydb.proofs.vo.verify.VerifiedState;
import org.assaydb.proofs.vo.verify.VoLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading below the floor. Key 1 is inserted at height 2, updated at 3 and 5; key 2 is inserted at
 * 2 and deleted at 4; key 3 is inserted at 2, deleted at 3 and inserted again at 5. Then everything
 * is merged and the history takes what ended.
 */
class HistoryTest {
  private static final IndexId INDEX = StoreModel.PRIMARY.id();
  private static final StoreOptions OPTIONS =
      new StoreOptions(new RunSizing(3, 1, 1, 4, 128, 2, 1000, 0, 24), 1 << 20, 0);

  @TempDir Path dir;
  private IndexStore store;
  private StateTree state;

  @BeforeEach
  void fill() {
    store = IndexStore.open(dir, OPTIONS);
    state = store.emptyState().apply(1, Map.of(), List.of(StoreModel.PRIMARY), List.of());
    block(put(1, EntryKind.INSERT, 10), put(2, EntryKind.INSERT, 20), put(3, EntryKind.INSERT, 30));
    block(put(1, EntryKind.UPDATE, 11), delete(3));
    block(delete(2));
    block(put(1, EntryKind.UPDATE, 12), put(3, EntryKind.INSERT, 31));
    while (state.index(INDEX).orElseThrow().sealed().history().isEmpty()) {
      assertThat(state.height()).isLessThan(30);
      block();
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Entry put(int id, EntryKind kind, int amount) {
    Object[] row = {id, "n", java.math.BigDecimal.valueOf(amount, 2)};
    byte[] values = RowCodec.encode(StoreModel.PRIMARY.valueTypes(), row);
    return new Entry(StoreModel.key(id), version(id), kind, deltas(id, kind, amount), values);
  }

  private Entry delete(int id) {
    byte[] deltas = deltas(id, EntryKind.DELETE, id * 10);
    return new Entry(StoreModel.key(id), version(id), EntryKind.DELETE, deltas, new byte[0]);
  }

  private Version version(int id) {
    return Version.of(state.height() + 1, id);
  }

  private static byte[] deltas(int id, EntryKind kind, int amount) {
    long sum = kind == EntryKind.INSERT ? amount : kind == EntryKind.UPDATE ? 1 : -10L * id;
    return new org.assaydb.proofs.codec.ByteWriter(8)
        .zigzag(kind.liveDelta())
        .zigzag(sum)
        .toBytes();
  }

  private void block(Entry... entries) {
    Map<IndexId, List<Entry>> block =
        entries.length == 0 ? Map.of() : Map.of(INDEX, List.of(entries));
    state = state.apply(state.height() + 1, block, List.of(), List.of());
  }

  private static ReadSpec scan(long snapshot) {
    return new ReadSpec.Scan(
        INDEX, List.of(2), snapshot, List.of(KeyRange.ALL), false, Long.MAX_VALUE);
  }

  private static ReadSpec lookup(long snapshot) {
    List<Key> keys = List.of(StoreModel.key(1), StoreModel.key(2), StoreModel.key(3));
    return new ReadSpec.Lookup(INDEX, List.of(2), snapshot, keys);
  }

  private static ReadSpec history(long from, long to) {
    return new ReadSpec.History(INDEX, List.of(2), 6, List.of(KeyRange.ALL), from, to);
  }

  private static List<String> rows(IndexReader reader, ReadSpec spec) {
    List<String> rows = new ArrayList<>();
    RowCursor cursor = reader.read(spec);
    while (cursor.next()) {
      rows.add(cursor.version() + " " + cursor.kind() + " " + cursor.value(2));
    }
    return rows;
  }

  private VerifiedState prove(ReadSpec... specs) {
    WitnessSession session = state.record();
    for (ReadSpec spec : specs) {
      rows(session.reader(), spec);
    }
    VerifiedState verified =
        VerifiedState.verify(
            session.cut(), state.root(), StoreReadContract::schema, VoLimits.DEFAULT);
    verified.requireExact(state.height(), List.of(specs));
    return verified;
  }

  private void assertRead(ReadSpec spec, String... expected) {
    assertThat(rows(state.reader(), spec)).containsExactly(expected);
    assertThat(rows(prove(spec).reader(state.height()), spec)).containsExactly(expected);
  }

  @Test
  void everySnapshotReadsAsBefore() {
    assertThat(state.index(INDEX).orElseThrow().descriptor().floor()).isEqualTo(5);
    for (long snapshot = 5; snapshot <= 6; snapshot++) {
      assertRead(scan(snapshot), "5/1 UPDATE 0.12", "5/3 INSERT 0.31");
      assertRead(lookup(snapshot), "5/1 UPDATE 0.12", "5/3 INSERT 0.31");
    }
    assertRead(scan(4), "3/1 UPDATE 0.11");
    assertRead(lookup(4), "3/1 UPDATE 0.11");
    assertRead(scan(3), "3/1 UPDATE 0.11", "2/2 INSERT 0.20");
    assertRead(lookup(3), "3/1 UPDATE 0.11", "2/2 INSERT 0.20");
    assertRead(scan(2), "2/1 INSERT 0.10", "2/2 INSERT 0.20", "2/3 INSERT 0.30");
    assertRead(lookup(2), "2/1 INSERT 0.10", "2/2 INSERT 0.20", "2/3 INSERT 0.30");
    assertRead(scan(1));
  }

  @Test
  void allVersionsOfAWindow() {
    assertRead(
        history(0, 100),
        "5/1 UPDATE 0.12",
        "3/1 UPDATE 0.11",
        "2/1 INSERT 0.10",
        "4/2 DELETE null",
        "2/2 INSERT 0.20",
        "5/3 INSERT 0.31",
        "3/3 DELETE null",
        "2/3 INSERT 0.30");
    assertRead(history(3, 4), "3/1 UPDATE 0.11", "4/2 DELETE null", "3/3 DELETE null");
    assertRead(history(6, 100));
  }

  /** What is left in the current runs answers at the floor and above, and is wrong below. */
  @Test
  void currentRunsAloneAreNeverAnAnswerBelowTheFloor() {
    VerifiedState current = prove(scan(5));
    for (ReadSpec below : List.of(scan(4), lookup(4), scan(1), history(0, 5))) {
      assertThatThrownBy(() -> rows(current.reader(state.height()), below))
          .isInstanceOfSatisfying(
              VerificationException.class,
              e -> assertThat(e.reason()).isEqualTo(RejectReason.INCOMPLETE_RESULT));
    }
    assertThat(rows(current.reader(state.height()), scan(5))).hasSize(2);
  }

  /** Of an object that shows the history. */
  @Test
  void everyChangedBitIsRefused() {
    WitnessSession session = state.record();
    List<String> expected = rows(session.reader(), scan(3));
    byte[] vo = session.cut();
    for (int bit = 0; bit < vo.length * 8; bit++) {
      byte[] bad = vo.clone();
      bad[bit >> 3] ^= (byte) (1 << (bit & 7));
      assertThatThrownBy(
              () -> {
                VerifiedState verified =
                    VerifiedState.verify(
                        bad, state.root(), StoreReadContract::schema, VoLimits.DEFAULT);
                assertThat(rows(verified.reader(state.height()), scan(3))).isEqualTo(expected);
              })
          .as("bit %s", bit)
          .isInstanceOf(VerificationException.class);
    }
  }

  @Test
  void snapshotsBeforeTheIndexAreTooOld() {
    assertThatThrownBy(() -> state.reader().read(scan(0)))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.SNAPSHOT_TOO_OLD));
  }

  @Test
  void deletesThatLeftTheCurrentRunsStillConflict() {
    IndexState index = state.index(INDEX).orElseThrow();
    assertThat(index.sealed().runs()).hasSize(1);
    assertThat(index.sealed().runs().get(0).summary().count()).isEqualTo(2);
    assertThat(index.sealed().runs().get(0).summary().live()).isEqualTo(2);
    KeyRange deleted = KeyRange.point(StoreModel.key(2));
    assertThat(index.hasNewerThan(deleted, 3)).isTrue();
    assertThat(index.hasNewerThan(deleted, 4)).isFalse();
  }

  @Test
  void keptRowsCarryTheirWholeSums() {
    Run current = state.index(INDEX).orElseThrow().runs().get(0);
    assertThat(current.rows(0).kind(0)).isEqualTo(EntryKind.KEPT);
    assertThat(current.summary().sums().get(0).nonNull()).isEqualTo(2);
    assertThat(current.summary().sums().get(0).sum().toBigInteger()).isEqualTo(12 + 31);
  }

  /** The newest version of a key and its DELETE stay while an older run still holds the key. */
  @Test
  void deletesStayWhileOlderRunsHoldTheKey() {
    block(put(4, EntryKind.INSERT, 40));
    block(delete(1));
    assertThat(rows(state.reader(), lookup(state.height()))).containsExactly("5/3 INSERT 0.31");
    for (int i = 0; i < 20; i++) {
      block();
      assertThat(rows(state.reader(), lookup(state.height()))).containsExactly("5/3 INSERT 0.31");
      assertThat(rows(state.reader(), lookup(6)))
          .containsExactly("5/1 UPDATE 0.12", "5/3 INSERT 0.31");
    }
    assertThat(state.index(INDEX).orElseThrow().sealed().history()).hasSize(2);
  }
}
