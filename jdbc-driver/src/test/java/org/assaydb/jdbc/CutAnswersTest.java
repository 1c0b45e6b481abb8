package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.testing.SmallTable;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that answer a request in parts, honestly wherever they cut it, and those that lie. */
class CutAnswersTest extends AttackedQueries {
  private final SmallTable table = new SmallTable();
  private final Map<String, List<List<Object>>> answers = new HashMap<>();
  private int cuts;

  @BeforeEach
  void readWhole() throws SQLException {
    for (String query : queries()) {
      answers.put(query, rows(query));
    }
  }

  /** A key of the table, or one between two of them. */
  private Key somewhere(Random random) {
    Key key = table.key(random.nextInt(4), random.nextInt(70));
    return random.nextInt(3) == 0 ? key.successor() : key;
  }

  private byte[] prove(ReadSpec... reads) {
    return replica.state.prove(reads);
  }

  @Test
  void whereverAReplicaCutsTheRowsAreTheSame() throws SQLException {
    Random random = new Random(5);
    replica.answerer =
        read -> {
          ReadSpec first = read.specs().get(0);
          Key bound = somewhere(random);
          if (first instanceof ReadSpec.Ranged ranged && ranged.isCutBy(bound)) {
            cuts++;
            return new Response.Vo(1, bound, prove(ranged.before(bound)));
          }
          int covered = 1 + random.nextInt(read.specs().size());
          cuts += covered < read.specs().size() ? 1 : 0;
          return new Response.Vo(
              covered, null, prove(read.specs().subList(0, covered).toArray(new ReadSpec[0])));
        };
    for (int round = 0; round < 10; round++) {
      for (String query : queries()) {
        assertThat(rows(query)).as(query).isEqualTo(answers.get(query));
      }
    }
    assertThat(cuts).isGreaterThan(3 * queries().size());
  }

  /** Runs all queries against a lie; a query it does not apply to is answered as ever. */
  private void assertRefused(LyingReplica.Answerer lie, RejectReason... reasons)
      throws SQLException {
    int refused = 0;
    for (String query : queries()) {
      boolean[] lied = {false};
      replica.answerer =
          read -> {
            Response.Vo honest = replica.whole(read);
            Response.Vo answer = lie.answer(read);
            lied[0] |= answer != null;
            return answer == null ? honest : answer;
          };
      try {
        assertThat(rows(query)).as(query).isEqualTo(answers.get(query));
        assertThat(lied[0]).as(query).isFalse();
      } catch (UnverifiedException e) {
        assertThat(e.reason()).as(query).isIn((Object[]) reasons);
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void countsOfReadsThatWereNotAskedFor() throws SQLException {
    for (int more : new int[] {-1, 1, 100}) {
      assertRefused(
          read -> {
            int specs = more < 0 ? 0 : read.specs().size() + more;
            return new Response.Vo(specs, null, replica.whole(read).bytes());
          },
          MALFORMED);
    }
  }

  @Test
  void boundsThatCutNothing() throws SQLException {
    List<Key> bounds = new ArrayList<>(List.of(Key.MIN, new Key(new byte[] {(byte) 0xff})));
    bounds.add(table.key(1, 20));
    for (Key bound : bounds) {
      assertRefused(
          read -> {
            boolean cuts =
                read.specs().size() == 1
                    && read.specs().get(0) instanceof ReadSpec.Ranged ranged
                    && ranged.isCutBy(bound);
            // Also for reads that are never cut, and for several reads at once.
            return cuts
                ? null
                : new Response.Vo(read.specs().size(), bound, replica.whole(read).bytes());
          },
          MALFORMED);
    }
  }

  /**
   * C1, C7: the object ends before the bound that it states, or states none. Of a descending read
   * it shows more than it states then.
   */
  @Test
  void lessThanTheBoundSaysC1C7() throws SQLException {
    Key stated = table.key(1, 40);
    Key shown = table.key(1, 12);
    // A read that ends by its limit does not come to the bound: showing its place is too much.
    assertRefused(read -> cut(read, shown, null), INCOMPLETE_RESULT, MALFORMED);
    assertRefused(read -> isCut(read, stated) ? cut(read, shown, stated) : null, INCOMPLETE_RESULT);
  }

  /** More than the part that is stated is no exact proof. */
  @Test
  void moreThanTheBoundSays() throws SQLException {
    Key stated = table.key(1, 12);
    Key shown = table.key(1, 40);
    assertRefused(
        read -> isCut(read, stated) ? cut(read, shown, stated) : null,
        MALFORMED,
        INCOMPLETE_RESULT);
  }

  /** The rows behind the bound in place of those before it. */
  @Test
  void theOtherPart() throws SQLException {
    Key bound = table.key(1, 30);
    assertRefused(
        read -> {
          if (!isCut(read, bound)) {
            return null;
          }
          byte[] other = prove(((ReadSpec.Ranged) read.specs().get(0)).after(bound));
          return new Response.Vo(1, bound, other);
        },
        INCOMPLETE_RESULT,
        MALFORMED);
  }

  private static boolean isCut(Request.Read read, Key bound) {
    return read.specs().size() == 1
        && read.specs().get(0) instanceof ReadSpec.Ranged ranged
        && ranged.isCutBy(bound);
  }

  /** The part before one key under another bound; null where the part is the whole. */
  private Response.Vo cut(Request.Read read, Key shown, Key stated) {
    if (!isCut(read, shown)) {
      return null;
    }
    ReadSpec.Ranged ranged = (ReadSpec.Ranged) read.specs().get(0);
    byte[] part = prove(ranged.before(shown));
    ReadSpec.Ranged said = stated == null ? ranged : ranged.before(stated);
    boolean same = java.util.Arrays.equals(part, prove(said));
    return same ? null : new Response.Vo(1, stated, part);
  }

  @Test
  void aScanGoesOnBehindWhatItsPartsShowed() throws SQLException {
    // A part without a row, at the start of a table.
    Key bound = table.key(0, 0).successor();
    replica.answerer =
        read ->
            isCut(read, bound)
                ? new Response.Vo(
                    1, bound, prove(((ReadSpec.Ranged) read.specs().get(0)).before(bound)))
                : replica.whole(read);
    for (String query : queries()) {
      assertThat(rows(query)).as(query).isEqualTo(answers.get(query));
    }
  }
}
