package org.assaydb.jdbc;

import static org.assaydb.proofs.RejectReason.INCOMPLETE_RESULT;
import static org.assaydb.proofs.RejectReason.LIMIT_EXCEEDED;
import static org.assaydb.proofs.RejectReason.MALFORMED;
import static org.assaydb.proofs.RejectReason.NONCANONICAL;
import static org.assaydb.proofs.RejectReason.ROOT_MISMATCH;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.IndexSchema;
import org.assaydb.proofs.schema.Key;
import org.assaydb.proofs.testing.ModelIndex;
import org.assaydb.proofs.testing.ModelRun;
import org.assaydb.proofs.testing.ModelState;
import org.assaydb.proofs.tree.Entry;
import org.assaydb.proofs.vo.Forgery;
import org.assaydb.proofs.vo.Withholding;
import org.assaydb.proofs.vo.Withholding.What;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;

/**
 * A false answer to a request for reads, named by the family of the attack. It differs from the
 * honest one whatever is read.
 *
 * @param reasons one of them is what the driver must say
 */
record ReadLie(String name, Set<RejectReason> reasons, Answer answer) {
  /** Makes the answer. */
  interface Answer {
    Response.Vo instead(ModelState state, List<ReadSpec> reads, Response.Vo honest);
  }

  private static final IndexSchema SCHEMA =
      IndexSchema.of(FakeReplica.TABLE, FakeReplica.TABLE.primaryIndex());
  private static final int NAME = 1;
  private static final int AMOUNT = 2;

  private static final RejectReason[] UNREADABLE = {MALFORMED, NONCANONICAL, LIMIT_EXCEEDED};

  static List<ReadLie> all() {
    List<ReadLie> lies = new ArrayList<>(states());
    lies.addAll(parts());
    lies.addAll(bytes());
    return lies;
  }

  /** The honest proof of another state. */
  private static List<ReadLie> states() {
    return List.of(
        forged("S1 another number", Forgery.values(SCHEMA, AMOUNT, new BigDecimal("999.00"))),
        forged("S1 NULL for a value", Forgery.values(SCHEMA, NAME, null)),
        forged("S2 rows that were never written", Forgery::added),
        forged("S4 doubled rows", Forgery::doubled),
        forged("S4 dropped rows", Forgery::withoutFirst),
        forged("C9 deleted rows come back", Forgery::undeleted),
        forged("C9 changed rows look deleted", Forgery::deleted),
        ofState("S3 the state before the last change", ReadLie::older, ROOT_MISMATCH),
        ofState("C4 an empty table", s -> with(s, List.of()), ROOT_MISMATCH));
  }

  /** The honest proof of other reads, or less than the honest proof. */
  private static List<ReadLie> parts() {
    ReadSpec nothing = lookup(new byte[] {9});
    return List.of(
        ofBytes("C1 C2 something left out", Set.of(INCOMPLETE_RESULT), ReadLie::without),
        ofBytes(
            "C4 Q1 the proof of another read",
            Set.of(INCOMPLETE_RESULT, MALFORMED),
            (state, reads, honest) -> state.prove(nothing)),
        ofBytes(
            "C7 another snapshot",
            Set.of(INCOMPLETE_RESULT, MALFORMED),
            (state, reads, honest) -> state.prove(at(reads, 1))),
        new ReadLie(
            "C7 the rest of the reads left out",
            Set.of(MALFORMED),
            (state, reads, honest) -> new Response.Vo(0, null, honest.bytes())),
        new ReadLie(
            "C7 more reads than were asked for",
            Set.of(MALFORMED),
            (state, reads, honest) -> new Response.Vo(reads.size() + 1, null, honest.bytes())),
        new ReadLie(
            "C7 cut where nothing can be cut",
            Set.of(MALFORMED),
            (state, reads, honest) -> new Response.Vo(reads.size(), Key.MIN, honest.bytes())));
  }

  /** The honest proof with other bytes. */
  private static List<ReadLie> bytes() {
    Random random = new Random(7);
    return List.of(
        edited("E2 a byte behind it", b -> Arrays.copyOf(b, b.length + 1), NONCANONICAL),
        edited("D4 cut by a byte", b -> Arrays.copyOf(b, b.length - 1), UNREADABLE),
        edited("D4 cut in half", b -> Arrays.copyOf(b, b.length / 2), UNREADABLE),
        edited("C5 nothing", b -> new byte[0], MALFORMED),
        edited("E7 a huge number", ReadLie::huge, MALFORMED, LIMIT_EXCEEDED),
        edited("E3 a flipped bit", b -> flipped(b, random), RejectReason.values()),
        edited("D4 garbage", b -> garbage(b, random), RejectReason.values()));
  }

  /** The bytes in place of those of the honest answer. */
  private interface Bytes {
    byte[] of(ModelState state, List<ReadSpec> reads, byte[] honest);
  }

  private static ReadLie ofBytes(String name, Set<RejectReason> reasons, Bytes bytes) {
    return new ReadLie(
        name,
        reasons,
        (state, reads, honest) -> honest.with(bytes.of(state, reads, honest.bytes())));
  }

  private static ReadLie edited(String name, UnaryOperator<byte[]> edit, RejectReason... reasons) {
    return ofBytes(name, Set.of(reasons), (state, reads, honest) -> edit.apply(honest));
  }

  private static ReadLie ofState(
      String name, UnaryOperator<ModelState> lie, RejectReason... reasons) {
    return ofBytes(name, Set.of(reasons), (state, reads, honest) -> prove(lie.apply(state), reads));
  }

  private static ReadLie forged(String name, UnaryOperator<List<Entry>> lie) {
    return ofState(name, state -> Forgery.state(state, lie), ROOT_MISMATCH);
  }

  private static byte[] prove(ModelState state, List<ReadSpec> reads) {
    return state.prove(reads.toArray(new ReadSpec[0]));
  }

  private static ModelState older(ModelState state) {
    ModelIndex index = state.indexes().get(0);
    return new ModelState(
        state.height(),
        List.of(new ModelIndex(SCHEMA, index.runs().subList(1, index.runs().size()))));
  }

  private static ModelState with(ModelState state, List<ModelRun> runs) {
    return new ModelState(state.height(), List.of(new ModelIndex(SCHEMA, runs)));
  }

  private static ReadSpec lookup(byte[] key) {
    return new ReadSpec.Lookup(new IndexId(1), List.of(), 1, List.of(new Key(key)));
  }

  /** Without what the last of several reads needs; else without something of the first one. */
  private static byte[] without(ModelState state, List<ReadSpec> reads, byte[] honest) {
    byte[] fewer = prove(state, reads.subList(0, reads.size() - 1));
    if (reads.size() > 1 && !Arrays.equals(fewer, honest)) {
      return fewer;
    }
    return Withholding.all(
            state, reads.get(0), What.ROW, What.NEIGHBOUR, What.COLUMN, What.CHUNK, What.RUN)
        .get(0)
        .vo();
  }

  private static ReadSpec[] at(List<ReadSpec> reads, long snapshot) {
    return reads.stream().map(read -> read.at(snapshot)).toArray(ReadSpec[]::new);
  }

  private static byte[] huge(byte[] honest) {
    byte[] number = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    byte[] changed = Arrays.copyOf(number, honest.length + number.length);
    changed[0] = honest[0];
    System.arraycopy(number, 0, changed, 1, number.length);
    System.arraycopy(honest, 1, changed, 1 + number.length, honest.length - 1);
    return changed;
  }

  private static byte[] flipped(byte[] honest, Random random) {
    byte[] changed = honest.clone();
    int bit = random.nextInt(changed.length * 8);
    changed[bit >> 3] ^= (byte) (1 << (bit & 7));
    return changed;
  }

  private static byte[] garbage(byte[] honest, Random random) {
    byte[] changed = honest.clone();
    for (int i = random.nextInt(changed.length); i < changed.length; i++) {
      changed[i] ^= (byte) (1 + random.nextInt(255));
    }
    return changed;
  }

  /** Tells the lie in one of the requests for reads, the others are answered honestly. */
  static final class Told implements BiFunction<Request, Response, Response> {
    private final ReadLie lie;
    private final List<ModelState> states;
    private final int place;
    private int reads;

    /**
     * @param states by height, from 1
     * @param place number of the request, from 0
     */
    Told(ReadLie lie, List<ModelState> states, int place) {
      this.lie = lie;
      this.states = states;
      this.place = place;
    }

    /** Whether there was such a request. */
    boolean wasTold() {
      return reads > place;
    }

    @Override
    public Response apply(Request request, Response response) {
      if (!(request instanceof Request.Read read) || reads++ != place) {
        return response;
      }
      Response.Vo honest = (Response.Vo) response;
      ModelState state = states.get((int) read.height() - 1);
      Response.Vo told = lie.answer().instead(state, read.specs(), honest);
      if (same(told, honest)) {
        throw new AssertionError(lie.name() + " is no lie about " + read.specs());
      }
      return told;
    }

    private static boolean same(Response.Vo one, Response.Vo other) {
      return one.specs() == other.specs()
          && Objects.equals(one.bound(), other.bound())
          && Arrays.equals(one.bytes(), other.bytes());
    }
  }
}
