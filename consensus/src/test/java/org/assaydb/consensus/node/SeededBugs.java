package org.assaydb.consensus.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the module with one change, in memory, and runs the simulation on it. */
final class SeededBugs {
  private static final Path MAIN = Path.of("src/main/java/org/assaydb/consensus");
  private static final Path SIMULATION = Path.of("src/test/java/org/assaydb/consensus/node");
  private static final List<String> SIMULATED =
      List.of(
          "FastSignatures",
          "HashedBlocks",
          "SimulatedApplication",
          "SimulatedReplica",
          "SimulatedCluster",
          "Liar",
          "RogueLeader",
          "JustifiedVotes",
          "SimulationRun");

  private SeededBugs() {}

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Compiled extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Compiled(String name) {
      super(URI.create("memory:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  /** Prefers the changed classes to those of the class path. */
  private static final class ChangedClasses extends ClassLoader {
    private final Map<String, Compiled> classes;

    ChangedClasses(Map<String, Compiled> classes) {
      super(SeededBugs.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Class<?> loaded = findLoadedClass(name);
      Compiled compiled = classes.get(name);
      if (loaded == null && compiled != null) {
        byte[] bytes = compiled.bytes.toByteArray();
        loaded = defineClass(name, bytes, 0, bytes.length);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  /** What fails in a run with the change; empty when nothing does. */
  static Optional<String> failure(SeededBug bug, long seed) throws IOException {
    return failure(compile(bug), bug, seed);
  }

  static Optional<String> failure(ClassLoader classes, SeededBug bug, long seed) {
    try {
      Class<?> run = classes.loadClass(SimulationRun.class.getName());
      run.getMethod("run", long.class, String.class).invoke(null, seed, bug.dishonest().toString());
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static ClassLoader compile(SeededBug bug) throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    Set<SeededBug.Change> made = new HashSet<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        for (SeededBug.Change change : bug.changes()) {
          if (MAIN.relativize(file).toString().equals(change.file())) {
            text = changed(text, change);
            made.add(change);
          }
        }
        sources.add(new Source(file.toString(), text));
      }
    }
    if (made.size() != bug.changes().size()) {
      throw new IllegalStateException("a file is missing of " + bug.changes());
    }
    for (String name : SIMULATED) {
      Path file = SIMULATION.resolve(name + ".java");
      sources.add(new Source(file.toString(), Files.readString(file)));
    }
    return compile(sources);
  }

  private static String changed(String text, SeededBug.Change change) {
    int at = text.indexOf(change.from());
    if (at < 0 || text.indexOf(change.from(), at + 1) >= 0) {
      throw new IllegalStateException("not once: " + change);
    }
    return text.replace(change.from(), change.to());
  }

  private static ClassLoader compile(List<JavaFileObject> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Map<String, Compiled> classes = new HashMap<>();
    try (JavaFileManager files =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(diagnostics, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return classes.computeIfAbsent(name, Compiled::new);
          }
        }) {
      List<String> options = List.of("-proc:none", "-nowarn", "--release", "17");
      boolean compiled = compiler.getTask(null, files, diagnostics, options, null, sources).call();
      if (!compiled) {
        throw new IllegalStateException(diagnostics.getDiagnostics().toString());
      }
    }
    return new ChangedClasses(classes);
  }
}
