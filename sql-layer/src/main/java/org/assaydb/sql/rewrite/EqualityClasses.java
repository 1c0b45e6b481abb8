package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Fields that conjuncts say to be equal, transitively: a = b and b = c says a = c. Only fields of
 * one type: among different types equality need not be transitive.
 */
final class EqualityClasses {
  private final Map<Integer, Integer> parents = new HashMap<>();
  private final Map<Integer, RelDataType> types = new HashMap<>();

  /** Whether a conjunct is an equality of two fields, which is then known. */
  boolean add(RexNode conjunct) {
    if (conjunct.getKind() != SqlKind.EQUALS
        || !(((RexCall) conjunct).getOperands().get(0) instanceof RexInputRef a)
        || !(((RexCall) conjunct).getOperands().get(1) instanceof RexInputRef b)
        || !SqlTypeUtil.equalSansNullability(a.getType(), b.getType())) {
      return false;
    }
    types.put(a.getIndex(), a.getType());
    types.put(b.getIndex(), b.getType());
    parents.put(root(a.getIndex()), root(b.getIndex()));
    return true;
  }

  private int root(int field) {
    int root = field;
    for (Integer next = parents.get(root); next != null && next != root; next = parents.get(root)) {
      root = next;
    }
    // Short paths keep later walks short.
    int at = field;
    while (at != root) {
      int next = parents.getOrDefault(at, root);
      parents.put(at, root);
      at = next;
    }
    return root;
  }

  /** The classes, each with its fields in ascending order. */
  Collection<List<Integer>> classes() {
    Map<Integer, List<Integer>> classes = new TreeMap<>();
    types.keySet().stream()
        .sorted()
        .forEach(field -> classes.computeIfAbsent(root(field), r -> new ArrayList<>()).add(field));
    return classes.values();
  }

  /** A field of a class as an expression. */
  RexInputRef reference(int field) {
    return new RexInputRef(field, Objects.requireNonNull(types.get(field)));
  }
}
