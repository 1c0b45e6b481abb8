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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
          "SimulatedApplication",
          "SimulatedReplica",
          "SimulatedCluster",
          "Liar",
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
    boolean changed = false;
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        if (MAIN.relativize(file).toString().equals(bug.file())) {
          int at = text.indexOf(bug.from());
          if (at < 0 || text.indexOf(bug.from(), at + 1) >= 0) {
            throw new IllegalStateException("not once in " + bug.file() + ": " + bug.from());
          }
          text = text.replace(bug.from(), bug.to());
          changed = true;
        }
        sources.add(new Source(file.toString(), text));
      }
    }
    if (!changed) {
      throw new IllegalStateException("no file " + bug.file());
    }
    for (String name : SIMULATED) {
      Path file = SIMULATION.resolve(name + ".java");
      sources.add(new Source(file.toString(), Files.readString(file)));
    }
    return compile(sources);
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
