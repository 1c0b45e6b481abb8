package org.assaydb.benchmarks.synthea;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Generates patients with Synthea in a process of its own; its jars are fetched with Maven. */
public final class SyntheaGenerator {
  /** About 7 minutes for 1,000 patients; this is for a run that hangs. */
  private static final long TIMEOUT_HOURS = 12;

  private final Path pom;
  private final Path work;

  /**
   * A generator.
   *
   * @param pom names Synthea and its version ({@code benchmarks/synthea/pom.xml})
   * @param work directory for jars and output; created
   */
  public SyntheaGenerator(Path pom, Path work) {
    this.pom = pom;
    this.work = work;
  }

  /**
   * Generates a population; the same arguments give the same bytes.
   *
   * @return directory with the 18 CSV files
   * @throws IOException with what to do about it when the jars cannot be fetched or Synthea fails
   */
  public Path generate(int patients, long seed) throws IOException, InterruptedException {
    Files.createDirectories(work);
    Path lib = work.resolve("lib");
    if (!Files.isDirectory(lib)) {
      fetch(lib);
    }
    Path out = work.resolve("patients-" + patients + "-" + seed);
    Path csv = out.resolve("csv");
    if (Files.isReadable(csv.resolve("patients.csv")) && Files.exists(out.resolve("complete"))) {
      return csv;
    }
    run(command(lib, out, patients, seed), "synthea.log", "Synthea failed");
    Files.createFile(out.resolve("complete"));
    return csv;
  }

  private void fetch(Path lib) throws IOException, InterruptedException {
    Path fresh = work.resolve("lib.part");
    List<String> command =
        List.of(
            "mvn",
            "-B",
            "-q",
            "-f",
            pom.toString(),
            "dependency:copy-dependencies",
            "-DoutputDirectory=" + fresh);
    run(
        command,
        "fetch.log",
        "Synthea's jars (203 MB) could not be fetched with Maven; without a network use the bundled"
            + " sample (leave out --patients)");
    Files.move(fresh, lib);
  }

  private static List<String> command(Path lib, Path out, int patients, long seed) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(List.of(java, "-cp", lib.resolve("*").toString(), "App"));
    command.addAll(List.of("-p", Integer.toString(patients)));
    command.addAll(List.of("-s", Long.toString(seed), "-cs", Long.toString(seed)));
    command.addAll(List.of("-r", "20260101", "-e", "20260101"));
    command.addAll(List.of("--exporter.csv.export=true", "--exporter.fhir.export=false"));
    command.add("--exporter.hospital.fhir.export=false");
    command.add("--exporter.practitioner.fhir.export=false");
    // More threads would make the output depend on their timing.
    command.add("--generate.thread_pool_size=1");
    command.add("--exporter.baseDirectory=" + out + "/");
    command.add("Massachusetts");
    return command;
  }

  private void run(List<String> command, String logName, String failure)
      throws IOException, InterruptedException {
    Path log = work.resolve(logName);
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new IOException(failure + ": cannot start " + command.get(0), e);
    }
    try {
      if (!process.waitFor(TIMEOUT_HOURS, TimeUnit.HOURS) || process.exitValue() != 0) {
        throw new IOException(failure + "; see " + log);
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
