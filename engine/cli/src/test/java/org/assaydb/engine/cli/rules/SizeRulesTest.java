package org.assaydb.engine.cli.rules;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The house style's size rule over the main code of all modules: a file over 600 lines or a method
 * over 70 needs a line in {@code size-exceptions.txt}; in {@code proofs} and in the consensus
 * signer a method has at most 40 lines, without exceptions. A method counts from its annotations or
 * modifiers to its closing brace; overloads share one name, so the longest counts.
 */
final class SizeRulesTest {
  private static final int FILE_LINES = 600;
  private static final int METHOD_LINES = 70;
  private static final int STRICT_METHOD_LINES = 40;
  private static final List<String> STRICT =
      List.of("proofs/src/main/java/", "consensus/src/main/java/org/assaydb/consensus/signer/");

  /** Sizes by path, and by {@code path#method}. */
  private static Map<String, Integer> sizes;

  private static Map<String, Integer> exceptions;

  @BeforeAll
  static void measure() throws IOException {
    sizes = new TreeMap<>();
    for (Path source : sources()) {
      measure(source);
    }
    exceptions = readExceptions();
  }

  @Test
  void measuresEveryModule() {
    assertThat(sizes.keySet().stream().map(key -> key.substring(0, key.indexOf("/src/"))))
        .containsAll(Sources.MODULES);
  }

  @Test
  void filesAndMethodsStayWithinTheirLimits() {
    assertThat(sizes)
        .allSatisfy(
            (name, lines) ->
                assertThat(lines)
                    .as("lines of %s", name)
                    .isLessThanOrEqualTo(exceptions.getOrDefault(name, limit(name))));
  }

  @Test
  void proofsAndSignerHaveShortMethodsWithoutExceptions() {
    Map<String, Integer> strict =
        sizes.entrySet().stream()
            .filter(entry -> isMethod(entry.getKey()) && isStrict(entry.getKey()))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, HashMap::new));
    assertThat(STRICT)
        .allSatisfy(
            start -> assertThat(strict.keySet()).anySatisfy(m -> assertThat(m).startsWith(start)));
    strict.values().removeIf(lines -> lines <= STRICT_METHOD_LINES);
    assertThat(strict).isEmpty();
  }

  @Test
  void exceptionListHasNoNeedlessLines() {
    assertThat(exceptions.keySet())
        .allSatisfy(
            name ->
                assertThat(sizes.getOrDefault(name, 0))
                    .as("lines of %s, which the list excepts", name)
                    .isGreaterThan(limit(name)));
  }

  private static boolean isMethod(String name) {
    return name.indexOf('#') >= 0;
  }

  private static boolean isStrict(String name) {
    return STRICT.stream().anyMatch(name::startsWith);
  }

  private static int limit(String name) {
    return isMethod(name) ? METHOD_LINES : FILE_LINES;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    // A module lies at the top or in the folder of its family.
    try (Stream<Path> folders = Files.walk(Sources.TOP, 2)) {
      for (Path module : folders.sorted().toList()) {
        Path root = module.resolve("src/main/java");
        if (Files.isDirectory(root)) {
          try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  private static void measure(Path source) throws IOException {
    String path = Sources.TOP.relativize(source).toString().replace('\\', '/');
    String text = Files.readString(source);
    sizes.put(path, (int) text.lines().count());
    CompilationUnit unit = parse(path, text);
    unit.findAll(Node.class)
        .forEach(
            node -> {
              String method = methodName(node);
              if (method != null) {
                Range range = node.getRange().orElseThrow();
                sizes.merge(path + "#" + method, range.getLineCount(), Math::max);
              }
            });
  }

  private static CompilationUnit parse(String path, String text) {
    var parser = new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17));
    var result = parser.parse(text);
    assertThat(result.getProblems()).as("problems in %s", path).isEmpty();
    return result.getResult().orElseThrow();
  }

  private static String methodName(Node node) {
    if (node instanceof CallableDeclaration<?> || node instanceof CompactConstructorDeclaration) {
      return ((NodeWithSimpleName<?>) node).getNameAsString();
    }
    return node instanceof InitializerDeclaration ? "<init>" : null;
  }

  private static Map<String, Integer> readExceptions() throws IOException {
    try (InputStream in = SizeRulesTest.class.getResourceAsStream("/size-exceptions.txt")) {
      return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\R"))
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.split("\\s+"))
          .collect(toMap(words -> words[0], words -> Integer.parseInt(words[1])));
    }
  }
}
