package org.assaydb.benchmarks.tamper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.assaydb.engine.terminal.LoadProgress;
import org.assaydb.engine.terminal.Style;
import org.assaydb.engine.terminal.TextTable;
import org.assaydb.proofs.VerificationException;

/**
 * Makes mutants of honest verification objects and counts those that a client would believe. World
 * {@code w} of seed {@code s} follows from {@code s} and {@code w} alone, whatever the number of
 * threads, so a finding can be made again.
 */
public final class TamperCampaign {
  private static final int MOST_MUTANTS_OF_A_VICTIM = 10_000;
  private static final int LEAST_MUTANTS_OF_A_VICTIM = 1_000;
  private static final long SEED_STEP = 1_000_003;
  private static final int SHOWN_BYTES = 4096;

  private final long mutants;
  private final long seed;
  private final int threads;
  private final Style style;
  private final long ofAVictim;
  private final AtomicLong nextWorld = new AtomicLong();

  public TamperCampaign(long mutants, long seed, int threads, Style style) {
    this.mutants = mutants;
    this.seed = seed;
    this.threads = threads;
    this.style = style;
    long even = (mutants + World.VICTIMS - 1) / World.VICTIMS;
    ofAVictim = Math.max(LEAST_MUTANTS_OF_A_VICTIM, Math.min(MOST_MUTANTS_OF_A_VICTIM, even));
  }

  /** What came out. */
  public record Result(boolean clean, Map<String, Object> fields) {}

  /** Runs and prints. */
  public Result run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Verdicts all = new Verdicts();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (LoadProgress progress =
        LoadProgress.start("tried", " mutants", mutants, style.terminal(), style.out())) {
      List<Future<Verdicts>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(workers.submit(() -> work(progress)));
      }
      for (Future<Verdicts> part : parts) {
        all.add(part.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("the campaign stopped", e.getCause());
    } finally {
      workers.shutdownNow();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", "tamper");
    fields.put("seed", seed);
    fields.put("threads", threads);
    fields.put("seconds", Math.round((System.nanoTime() - start) / 1e8) / 10.0);
    fields.putAll(all.fields());
    print(all, fields);
    return new Result(all.clean(), fields);
  }

  /** Takes worlds until there are mutants enough. */
  private Verdicts work(LoadProgress progress) throws IOException {
    Verdicts verdicts = new Verdicts();
    long ofAWorld = ofAVictim * World.VICTIMS;
    List<Victim> strangers = List.of();
    for (long w = nextWorld.getAndIncrement();
        w * ofAWorld < mutants;
        w = nextWorld.getAndIncrement()) {
      long left = mutants - w * ofAWorld;
      try (World world = World.of(seed * SEED_STEP + w)) {
        if (strangers.isEmpty()) {
          try (World other = World.of(~seed * SEED_STEP)) {
            strangers = other.victims();
          }
        }
        attack(w, world, strangers, Math.min(left, ofAWorld), verdicts, progress);
      }
    }
    return verdicts;
  }

  private void attack(
      long number,
      World world,
      List<Victim> strangers,
      long budget,
      Verdicts verdicts,
      LoadProgress progress) {
    List<Victim> donors = new ArrayList<>(world.victims());
    donors.addAll(strangers.subList(0, strangers.size() / 4));
    long left = budget;
    for (int v = 0; v < world.victims().size() && left > 0; v++) {
      Victim victim = world.victims().get(v);
      Random random = new Random((seed * SEED_STEP + number) * World.VICTIMS + v);
      Mutator mutator = new Mutator(victim, ContentMap.of(victim), donors, random);
      long count = Math.min(left, ofAVictim);
      String name = "world " + number + ", victim " + v;
      verdicts.victim();
      for (long i = 0; i < count; i++) {
        attack(victim, mutator, name, verdicts);
      }
      left -= count;
      progress.accept(count);
    }
  }

  private static void attack(Victim victim, Mutator mutator, String name, Verdicts verdicts) {
    Mutation mutation = mutator.choose();
    byte[] mutant = mutator.mutant(mutation);
    for (int i = 0; Arrays.equals(mutant, victim.vo()); i++) {
      mutation = i < 100 ? mutator.choose() : Mutation.APPEND;
      mutant = mutator.mutant(mutation);
    }
    long start = System.nanoTime();
    try {
      long answer = victim.replay(mutant);
      String finding = describe(name, mutation, victim, mutant) + ": accepted";
      verdicts.accepted(answer == victim.answer(), finding);
    } catch (VerificationException e) {
      verdicts.rejected(e.reason());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      verdicts.failure(describe(name, mutation, victim, mutant) + ": " + e);
    }
    verdicts.made(mutation, System.nanoTime() - start);
  }

  private static String describe(String name, Mutation mutation, Victim victim, byte[] mutant) {
    String bytes =
        mutant.length > SHOWN_BYTES ? "" : ", mutant " + HexFormat.of().formatHex(mutant);
    String honest =
        victim.vo().length > SHOWN_BYTES ? "" : ", honest " + HexFormat.of().formatHex(victim.vo());
    return name + ", " + mutation + ", " + victim.spec() + honest + bytes;
  }

  private void print(Verdicts all, Map<String, Object> fields) {
    TextTable table = new TextTable("lr", "figure", "value");
    fields.forEach(
        (name, value) -> {
          if (!(value instanceof Map || value instanceof List)) {
            table.add(name, String.valueOf(value));
          }
        });
    ((Map<?, ?>) all.fields().getOrDefault("rejected", Map.of()))
        .forEach((reason, n) -> table.add("rejected as " + reason, String.valueOf(n)));
    style.out().print(table);
    all.findings().forEach(f -> style.line(style.bad(f)));
    style.line(
        all.clean()
            ? style.good("No mutant was accepted.")
            : style.bad(
                all.accepts()
                    + " mutants were ACCEPTED, "
                    + all.fields().get("failures")
                    + " broke the verifier"));
  }
}
