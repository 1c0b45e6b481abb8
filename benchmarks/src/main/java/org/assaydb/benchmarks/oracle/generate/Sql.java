package org.assaydb.benchmarks.oracle.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A piece of SQL as a tree: what can be printed, and what can be left out. Immutable. */
public final class Sql {
  /** What may stand in its place when a query is made smaller. */
  enum Kind {
    /** Nothing else. */
    FIXED,
    /** Any expression of the same family. */
    EXPRESSION,
    /** A query of as many columns. */
    QUERY,
    /** Another relation. */
    RELATION,
    /** Nothing at all. */
    OPTIONAL,
    /** A part of its items, at least one. */
    LIST,
    /** Nothing else: the ORDER BY of the query around it. */
    ORDER
  }

  /** Text for one database, and the values of its {@code ?}. */
  public record Printed(String text, List<Parameter> parameters) {}

  /** The value of a {@code ?}, in the values of the reference interpreter. */
  public record Parameter(Family family, @Nullable Object value) {}

  private final Kind kind;
  private final @Nullable Family family;
  private final List<Object> parts;

  private Sql(Kind kind, @Nullable Family family, List<Object> parts) {
    this.kind = kind;
    this.family = family;
    this.parts = List.copyOf(parts);
  }

  /** Parts are texts, trees, parameters and texts by dialect. */
  static Sql of(Object... parts) {
    return new Sql(Kind.FIXED, null, Arrays.asList(parts));
  }

  static Sql expression(Family family, Object... parts) {
    return new Sql(Kind.EXPRESSION, family, Arrays.asList(parts));
  }

  static Sql query(Object... parts) {
    return new Sql(Kind.QUERY, null, Arrays.asList(parts));
  }

  static Sql relation(Object... parts) {
    return new Sql(Kind.RELATION, null, Arrays.asList(parts));
  }

  static Sql optional(Object... parts) {
    return new Sql(Kind.OPTIONAL, null, Arrays.asList(parts));
  }

  /** The order of the rows of the query that it is a part of. */
  static Sql order(String keys) {
    return new Sql(Kind.ORDER, null, List.of(" ORDER BY ", keys));
  }

  /** Whether the order of the rows is determined. */
  public boolean isOrdered() {
    return kind == Kind.QUERY && parts.stream().anyMatch(Sql::isOrder);
  }

  private static boolean isOrder(Object part) {
    return part instanceof Sql sql && sql.kind == Kind.ORDER;
  }

  /** Items with commas between them. */
  static Sql list(List<Sql> items) {
    return new Sql(Kind.LIST, null, new ArrayList<>(items));
  }

  /** One text for all databases but those named. */
  static Map<Dialect, Object> dialects(Object usual, Object... others) {
    Map<Dialect, Object> texts = new EnumMap<>(Dialect.class);
    for (Dialect dialect : Dialect.values()) {
      texts.put(dialect, usual);
    }
    for (int i = 0; i < others.length; i += 2) {
      texts.put((Dialect) others[i], others[i + 1]);
    }
    return texts;
  }

  /** The name of a type, in all databases. */
  static Map<Dialect, Object> type(Family family) {
    Map<Dialect, Object> names = new EnumMap<>(Dialect.class);
    for (Dialect dialect : Dialect.values()) {
      names.put(dialect, family.sql(dialect));
    }
    return names;
  }

  public Printed print(Dialect dialect) {
    StringBuilder text = new StringBuilder();
    List<Parameter> parameters = new ArrayList<>();
    print(dialect, text, parameters);
    return new Printed(text.toString(), parameters);
  }

  private void print(Dialect dialect, StringBuilder text, List<Parameter> parameters) {
    for (int i = 0; i < parts.size(); i++) {
      if (kind == Kind.LIST && i > 0) {
        text.append(", ");
      }
      print(parts.get(i), dialect, text, parameters);
    }
  }

  private static void print(
      Object part, Dialect dialect, StringBuilder text, List<Parameter> parameters) {
    if (part instanceof Sql sql) {
      sql.print(dialect, text, parameters);
    } else if (part instanceof Map<?, ?> texts) {
      print(Objects.requireNonNull(texts.get(dialect)), dialect, text, parameters);
    } else if (part instanceof Parameter parameter && dialect == Dialect.ASSAY) {
      text.append('?');
      parameters.add(parameter);
    } else if (part instanceof Parameter parameter) {
      text.append(Literals.text(parameter.family(), parameter.value(), dialect));
    } else if (part instanceof Unsupported not) {
      throw new Unsupported.InDialectException(not.what());
    } else {
      text.append(part);
    }
  }

  /** The same, but not for some databases. */
  Sql supportedBut(String what, Dialect... others) {
    Object[] not = new Object[others.length * 2];
    for (int i = 0; i < others.length; i++) {
      not[2 * i] = others[i];
      not[2 * i + 1] = new Unsupported(what);
    }
    return new Sql(kind, family, List.of(dialects(this, not)));
  }

  @Override
  public String toString() {
    return print(Dialect.ASSAY).text();
  }

  /** All trees that have one piece less, larger cuts first. */
  public List<Sql> smaller() {
    List<Sql> result = new ArrayList<>();
    cuts(this, Function.identity(), result);
    result.sort(java.util.Comparator.comparingInt(sql -> sql.print(Dialect.ASSAY).text().length()));
    return result;
  }

  private static void cuts(Sql node, Function<Sql, Sql> within, List<Sql> result) {
    switch (node.kind) {
      case OPTIONAL -> {
        if (!node.parts.isEmpty()) {
          result.add(within.apply(new Sql(Kind.OPTIONAL, null, List.of())));
        }
      }
      case LIST -> {
        for (int i = 0; node.parts.size() > 1 && i < node.parts.size(); i++) {
          List<Object> fewer = new ArrayList<>(node.parts);
          fewer.remove(i);
          result.add(within.apply(new Sql(Kind.LIST, null, fewer)));
        }
      }
      case EXPRESSION, QUERY, RELATION -> replacements(node, within, result);
      case FIXED, ORDER -> {}
    }
    for (int i = 0; i < node.parts.size(); i++) {
      int place = i;
      if (node.parts.get(i) instanceof Sql child) {
        cuts(child, c -> within.apply(node.with(place, c)), result);
      } else if (node.parts.get(i) instanceof Map<?, ?> texts
          && texts.get(Dialect.ASSAY) instanceof Sql child) {
        // What is made smaller for us is the same for all others that can say it.
        cuts(child, c -> within.apply(node.with(place, c)), result);
      }
    }
  }

  private static void replacements(Sql node, Function<Sql, Sql> within, List<Sql> result) {
    List<Sql> inside = new ArrayList<>();
    node.parts.forEach(part -> collect(part, node, inside));
    inside.forEach(other -> result.add(within.apply(other)));
    if (node.kind == Kind.EXPRESSION && node.family != null && node.parts.size() > 1) {
      result.add(within.apply(Literals.simplest(node.family)));
    }
  }

  /** The nearest trees below that may stand in a tree's place. */
  private static void collect(Object part, Sql place, List<Sql> found) {
    if (part instanceof Sql sql) {
      if (sql.kind == place.kind && sql.family == place.family) {
        found.add(sql);
      } else {
        sql.parts.forEach(p -> collect(p, place, found));
      }
    } else if (part instanceof Map<?, ?> texts && texts.get(Dialect.ASSAY) instanceof Sql sql) {
      collect(sql, place, found);
    }
  }

  private Sql with(int place, Object part) {
    List<Object> changed = new ArrayList<>(parts);
    changed.set(place, part);
    return new Sql(kind, family, changed);
  }
}
