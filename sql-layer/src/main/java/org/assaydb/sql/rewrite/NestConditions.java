package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSlot;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The conditions of a nest of joins, and what follows from them: fields of one class of equal ones
 * may be joined by any two of them; when one of them equals a constant, all do; when two of them
 * are of one input, they are equal there.
 */
final class NestConditions {
  private final RexBuilder builder;
  private final JoinNest nest;
  private final List<List<Integer>> classes;
  private final Map<Integer, Integer> classOfField = new HashMap<>();
  private final List<RexNode> others = new ArrayList<>();
  private final List<ImmutableBitSet> inputsOfOthers = new ArrayList<>();

  /** Reads the conditions of a nest, and filters its inputs by what follows from them. */
  NestConditions(RexBuilder builder, JoinNest nest, PredicatePushdown predicates) {
    this.builder = builder;
    this.nest = nest;
    EqualityClasses equalities = new EqualityClasses();
    Map<Integer, List<RexNode>> implied = new HashMap<>();
    for (RexNode conjunct : nest.conjuncts) {
      if (!equalities.add(conjunct)) {
        addOther(conjunct, implied);
      }
    }
    classes = List.copyOf(equalities.classes());
    for (int i = 0; i < classes.size(); i++) {
      for (int field : classes.get(i)) {
        classOfField.put(field, i);
      }
    }
    classes.forEach(fields -> sameInput(fields, equalities, implied));
    for (int input = 0; input < nest.size(); input++) {
      constants(input, equalities, implied);
    }
    implied.forEach(
        (input, conjuncts) -> nest.replace(input, predicates.pushed(nest.input(input), conjuncts)));
  }

  private void addOther(RexNode conjunct, Map<Integer, List<RexNode>> implied) {
    ImmutableBitSet inputs = nest.inputsOf(References.of(conjunct));
    if (inputs.cardinality() > 1) {
      others.add(conjunct);
      inputsOfOthers.add(inputs);
    } else {
      int input = inputs.isEmpty() ? 0 : inputs.nth(0);
      implied
          .computeIfAbsent(input, n -> new ArrayList<>())
          .add(References.shifted(conjunct, -nest.start(input)));
    }
  }

  /** The classes of equal fields, each ascending. */
  List<List<Integer>> classes() {
    return classes;
  }

  /** Numbers of the classes that some fields are in. */
  ImmutableBitSet classesOf(Set<Integer> fields) {
    ImmutableBitSet.Builder numbers = ImmutableBitSet.builder();
    for (int field : fields) {
      Integer number = classOfField.get(field);
      if (number != null) {
        numbers.set(number);
      }
    }
    return numbers.build();
  }

  /** Conjuncts that are no equalities of two fields. */
  List<RexNode> others() {
    return others;
  }

  /** Whether a conjunct of {@link #others} is about both of two parts and nothing else. */
  boolean isDecided(int number, ImmutableBitSet left, ImmutableBitSet right) {
    ImmutableBitSet inputs = inputsOfOthers.get(number);
    return inputs.intersects(left)
        && inputs.intersects(right)
        && left.union(right).contains(inputs);
  }

  private void sameInput(
      List<Integer> fields, EqualityClasses equalities, Map<Integer, List<RexNode>> implied) {
    for (int i = 1; i < fields.size(); i++) {
      int input = nest.inputOf(fields.get(i));
      // Ascending fields: those of one input stand side by side.
      if (nest.inputOf(fields.get(i - 1)) == input) {
        RexNode a = equalities.reference(fields.get(i - 1));
        RexNode b = equalities.reference(fields.get(i));
        RexNode equal = builder.makeCall(SqlStdOperatorTable.EQUALS, a, b);
        implied
            .computeIfAbsent(input, n -> new ArrayList<>())
            .add(References.shifted(equal, -nest.start(input)));
      }
    }
  }

  private void constants(
      int input, EqualityClasses equalities, Map<Integer, List<RexNode>> implied) {
    RelNode rel = nest.input(input);
    if (!(rel instanceof Filter filter)) {
      return;
    }
    for (RexNode conjunct : Conjuncts.of(filter.getCondition())) {
      if (conjunct.getKind() != SqlKind.EQUALS) {
        continue;
      }
      List<RexNode> sides = ((RexCall) conjunct).getOperands();
      for (int i = 0; i < 2; i++) {
        if (sides.get(i) instanceof RexInputRef ref
            && !(sides.get(1 - i) instanceof RexCall)
            && !(sides.get(1 - i) instanceof RexSlot)) {
          equalTo(sides.get(1 - i), ref.getIndex() + nest.start(input), equalities, implied);
        }
      }
    }
  }

  private void equalTo(
      RexNode constant,
      int field,
      EqualityClasses equalities,
      Map<Integer, List<RexNode>> implied) {
    Integer number = classOfField.get(field);
    if (number == null) {
      return;
    }
    for (int other : classes.get(number)) {
      if (other != field) {
        int input = nest.inputOf(other);
        RexNode reference = References.shifted(equalities.reference(other), -nest.start(input));
        implied
            .computeIfAbsent(input, n -> new ArrayList<>())
            .add(builder.makeCall(SqlStdOperatorTable.EQUALS, reference, constant));
      }
    }
  }
}
