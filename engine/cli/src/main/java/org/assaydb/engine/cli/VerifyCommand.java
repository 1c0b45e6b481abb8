package org.assaydb.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.assaydb.jdbc.ProofVerifier;
import org.assaydb.proofs.RejectReason;
import org.assaydb.proofs.VerificationException;
import org.assaydb.proofs.ledger.Genesis;
import org.assaydb.sql.planner.CalcitePlanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay verify}: checks a saved proof without any network. */
@Command(
    name = "verify",
    description = {
      "Check a proof saved by VerifiedResultSet.saveProof, without any network.",
      "It shows what the answer to its statement was at its height."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:verified",
      "1:the file does not prove what it says; the reason is printed",
      "2:cannot decide: wrong arguments, a file that cannot be read, or too little time or memory"
    })
public final class VerifyCommand implements Callable<Integer> {
  private static final int VERIFIED = 0;
  private static final int REJECTED = 1;
  private static final int UNDECIDED = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The proof.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path file;

  @Option(
      names = "--trust",
      required = true,
      paramLabel = "GENESIS",
      description = "Genesis file of the chain, got from someone you trust.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path genesisFile;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Limit of time, default ${DEFAULT-VALUE}, 0 for none.")
  private int timeoutSeconds;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Genesis genesis;
    try {
      genesis = Genesis.decode(Files.readAllBytes(genesisFile));
    } catch (IOException e) {
      return undecided(err, "cannot read " + genesisFile + ": " + e);
    } catch (VerificationException e) {
      return undecided(err, genesisFile + " is no genesis file: " + e.reason());
    }
    try {
      print(out, verified(genesis));
      return VERIFIED;
    } catch (IOException e) {
      return undecided(err, "cannot read " + file + ": " + e);
    } catch (VerificationException e) {
      String message = e.reason() + ": " + ShownText.text(String.valueOf(e.getMessage()));
      if (e.reason() == RejectReason.LIMIT_EXCEEDED) {
        return undecided(err, message);
      }
      err.println("REJECTED " + message);
      err.flush();
      return REJECTED;
    }
  }

  /** In a thread that can be left behind: parsing and planning cannot be ended from outside. */
  private ProofVerifier.Report verified(Genesis genesis) throws IOException {
    Duration limit = Duration.ofSeconds(timeoutSeconds);
    ProofVerifier verifier = new ProofVerifier(new CalcitePlanner(), limit);
    FutureTask<ProofVerifier.Report> task = new FutureTask<>(() -> verifier.verify(file, genesis));
    Thread thread = new Thread(task, "verify");
    thread.setDaemon(true);
    thread.start();
    try {
      return limit.isZero() ? task.get() : task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      throw new VerificationException(
          RejectReason.LIMIT_EXCEEDED, "the check takes more than " + timeoutSeconds + " s", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cannotRead) {
        throw cannotRead;
      } else if (e.getCause() instanceof VerificationException rejected) {
        throw rejected;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static int undecided(PrintWriter err, String message) {
    err.println("assay: " + message);
    err.flush();
    return UNDECIDED;
  }

  private static void print(PrintWriter out, ProofVerifier.Report report) {
    out.println("VERIFIED");
    out.println("statement   " + ShownText.text(report.sql()));
    if (!report.parameters().isEmpty()) {
      out.println(
          "parameters  "
              + report.parameters().stream()
                  .map(ShownText::value)
                  .collect(Collectors.joining(", ")));
    }
    out.println("height      " + report.height());
    out.println("time        " + Instant.ofEpochMilli(report.timeMs()));
    out.println(
        "signers     "
            + report.signers().stream()
                .map(s -> "replica " + s.seat())
                .collect(Collectors.joining(", ")));
    out.println("rows        " + report.rows() + ", digest " + report.resultDigest());
    out.flush();
  }
}
