package org.assaydb.engine.cli;

import org.assaydb.benchmarks.bench.BenchCommand;
import org.assaydb.benchmarks.demo.DemoCommand;
import org.assaydb.engine.terminal.Failures;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code assay} command: one process, one sub-command. */
@Command(
    name = "assay",
    description = "AssayDB: a SQL database whose every answer is checked by the driver that asked.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Assay.Version.class,
    subcommands = {
      DemoCommand.class,
      SqlCommand.class,
      InitCommand.class,
      StartCommand.class,
      StatusCommand.class,
      EvidenceCommand.class,
      ScrubCommand.class,
      VerifyCommand.class,
      LoadCommand.class,
      BenchCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:success", "1:failure", "2:wrong arguments"})
public final class Assay implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = Failures.DEBUG,
      scope = ScopeType.INHERIT,
      description = "Print stack traces of failures.")
  private boolean debug;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** The whole command line; also for tests. */
  public static CommandLine commandLine() {
    return new CommandLine(new Assay())
        .setExecutionExceptionHandler(new Failures())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** Version of the jar, as Maven wrote it into the manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Assay.class.getPackage().getImplementationVersion();
      return new String[] {
        "AssayDB " + (version == null ? "(from class files)" : version),
        "Java " + System.getProperty("java.version")
      };
    }
  }
}
