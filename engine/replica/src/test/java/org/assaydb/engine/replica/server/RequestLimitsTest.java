package org.assaydb.engine.replica.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assaydb.engine.replica.chain.Chain;
import org.assaydb.engine.replica.testing.TestClient;
import org.assaydb.engine.replica.testing.TestLedger;
import org.assaydb.proofs.ledger.CatalogChange;
import org.assaydb.proofs.read.ReadSpec;
import org.assaydb.proofs.schema.IndexId;
import org.assaydb.proofs.schema.KeyRange;
import org.assaydb.proofs.wire.Request;
import org.assaydb.proofs.wire.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory, turns and places of connections: what one client takes is not taken from the others. */
final class RequestLimitsTest {
  private static final InetAddress ONE = address(1);
  private static final InetAddress OTHER = address(2);

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClientHoldsNoMoreThanItsShare() {
    ByteBudget budget = new ByteBudget(100, 60);
    assertThat(budget.take(ONE, 60)).isTrue();
    assertThat(budget.take(ONE, 1)).isFalse();
    assertThat(budget.take(OTHER, 41)).isFalse();
    assertThat(budget.take(OTHER, 40)).isTrue();
    budget.give(ONE, 60);
    assertThat(budget.heldBytes()).isEqualTo(40);
    assertThat(budget.take(ONE, 60)).isTrue();
  }

  @Test
  void aGrantGrowsAndGivesAllBack() {
    ByteBudget budget = new ByteBudget(1 << 20, 1 << 20);
    Grant grant = new Grant(budget, ONE);
    assertThat(grant.take(1_000)).isTrue();
    grant.upTo(2_000);
    assertThat(grant.heldBytes()).isGreaterThanOrEqualTo(2_000);
    grant.upTo(1 << 20);
    assertThat(budget.heldBytes()).isEqualTo(1 << 20);
    assertThatThrownBy(() -> grant.upTo((1 << 20) + 1)).isInstanceOf(Grant.SpentException.class);
    grant.close();
    grant.close();
    assertThat(budget.heldBytes()).isZero();
  }

  @Test
  void whoWaitsForMemoryHoldsNone() throws Exception {
    ByteBudget budget = new ByteBudget(100, 100);
    Grant first = new Grant(budget, ONE);
    Grant second = new Grant(budget, OTHER);
    assertThat(first.take(50) && second.take(50)).isTrue();
    assertThat(first.exchange(60, 1)).isFalse();
    assertThat(budget.heldBytes()).isEqualTo(50);
    Grant third = new Grant(budget, ONE);
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> third.exchange(60, 20_000));
    second.close();
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(budget.heldBytes()).isEqualTo(60);
    third.close();
    assertThat(first.exchange(1_000, 1)).as("never more than there is").isTrue();
    assertThat(budget.heldBytes()).isEqualTo(100);
  }

  @Test
  void allWaitsOfARequestHaveOneDeadline() throws Exception {
    ByteBudget budget = new ByteBudget(100, 100);
    Grant others = new Grant(budget, OTHER);
    assertThat(others.take(50)).isTrue();
    Grant request = new Grant(budget, ONE);
    assertThat(request.exchange(50, 1)).as("free at once").isTrue();
    assertThat(request.exchange(60, 1)).as("its time is over").isFalse();
    CompletableFuture<Boolean> again =
        CompletableFuture.supplyAsync(() -> request.exchange(60, 1_000_000));
    assertThat(again.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(request.exchange(50, 1)).as("what is free needs no time").isTrue();
  }

  @Test
  void connectionsTakeTurns() {
    Queue<Runnable> worker = new ArrayDeque<>();
    FairLane many = new FairLane(worker::add);
    FairLane few = new FairLane(worker::add);
    List<String> ran = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(() -> ran.add("many"));
    }
    few.add(() -> ran.add("few"));
    assertThat(worker).as("a lane stands there once").hasSize(2);
    for (Runnable next = worker.poll(); next != null; next = worker.poll()) {
      next.run();
    }
    assertThat(ran).hasSize(101).startsWith("many", "few", "many");
  }

  @Test
  void aPausedLaneBeginsNothing() {
    Queue<Runnable> worker = new ArrayDeque<>();
    FairLane lane = new FairLane(worker::add);
    List<String> ran = new ArrayList<>();
    lane.add(() -> ran.add("first"));
    lane.setPaused(true);
    worker.remove().run();
    lane.add(() -> ran.add("second"));
    assertThat(ran).isEmpty();
    assertThat(worker).isEmpty();
    lane.setPaused(false);
    worker.remove().run();
    worker.remove().run();
    assertThat(ran).containsExactly("first", "second");
  }

  private static final class Open implements ClientConnections.Connection {
    private final Channel channel = new EmbeddedChannel();
    private final InetAddress client;
    private final long quietSince;
    private boolean idle = true;

    Open(InetAddress client, long quietSince) {
      this.client = client;
      this.quietSince = quietSince;
    }

    @Override
    public Channel channel() {
      return channel;
    }

    @Override
    public InetAddress client() {
      return client;
    }

    @Override
    public boolean isIdle() {
      return idle;
    }

    @Override
    public long quietSinceNanos() {
      return quietSince;
    }
  }

  @Test
  void theAddressWithMostConnectionsMakesRoom() {
    ClientConnections connections = new ClientConnections(4);
    Open honest = new Open(OTHER, 0);
    assertThat(connections.admit(honest)).isTrue();
    List<Open> flood = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      Open next = new Open(ONE, i);
      flood.add(next);
      assertThat(connections.admit(next)).isTrue();
    }
    assertThat(honest.channel.isOpen()).as("quiet for longer than all others").isTrue();
    assertThat(flood.subList(0, 47)).noneMatch(o -> o.channel.isOpen());
    assertThat(flood.subList(47, 50)).allMatch(o -> o.channel.isOpen());
    Open newcomer = new Open(OTHER, 99);
    assertThat(connections.admit(newcomer)).isTrue();
    assertThat(flood.get(47).channel.isOpen()).isFalse();
    assertThat(connections.size()).isEqualTo(4);
  }

  @Test
  void whereAllAreAtWorkNobodyIsAdmitted() {
    ClientConnections connections = new ClientConnections(2);
    for (int i = 0; i < 2; i++) {
      Open busy = new Open(ONE, i);
      busy.idle = false;
      assertThat(connections.admit(busy)).isTrue();
    }
    assertThat(connections.admit(new Open(OTHER, 3))).isFalse();
  }

  @Test
  void aReadWithoutMemoryIsAnsweredThatTheReplicaIsBusy(@TempDir Path directory) throws Exception {
    try (TestLedger ledger = new TestLedger(directory, 1)) {
      Chain chain = ledger.chain(0);
      TestClient client = new TestClient(chain, 5);
      ledger.block(client.define(new CatalogChange.CreateTable(TestClient.ITEMS)));
      ledger.block(client.write("ITEMS", TestClient.insert(1, "a", 1)));
      ledger.block();
      long height = chain.snapshots().head().orElseThrow().height();
      IndexId index =
          chain.committed().catalog().table("PUBLIC", "ITEMS").orElseThrow().primaryIndex().id();
      ReadSpec scan =
          new ReadSpec.Scan(index, List.of(0), height, List.of(KeyRange.ALL), false, 10);
      Request read = new Request.Read(height, Request.Read.MAX_BUDGET, List.of(scan));
      ChainResponder responder = new ChainResponder(chain, 0, t -> {}, () -> "{}", List::of);
      ByteBudget budget = new ByteBudget(1 << 20, 1 << 20);
      Grant others = new Grant(budget, OTHER);
      others.upTo(1 << 20);
      CompletableFuture<Response> waits =
          CompletableFuture.supplyAsync(
              () -> responder.respond(read, new Grant(budget, ONE)).toCompletableFuture().join());
      assertThatThrownBy(() -> waits.get(200, TimeUnit.MILLISECONDS))
          .as("it waits")
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      others.close();
      assertThat(waits.get(20, TimeUnit.SECONDS)).isInstanceOf(Response.Vo.class);
      Grant little = new Grant(new ByteBudget(100, 100), ONE);
      assertThat(responder.respond(read, little).toCompletableFuture().get())
          .isInstanceOfSatisfying(
              Response.Failure.class, f -> assertThat(f.sqlState()).isEqualTo("54000"));
    }
  }
}
