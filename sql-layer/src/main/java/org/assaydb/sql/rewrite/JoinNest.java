package org.assaydb.sql.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Inner joins that follow one another, as a list of inputs and the conjuncts of all their
 * conditions: the order in which they are joined is open. Fields of the nest are those of its
 * inputs, one input after the other.
 */
final class JoinNest {
  private final List<RelNode> inputs = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  /** Over the fields of the nest; none of them can fail. */
  final List<RexNode> conjuncts = new ArrayList<>();

  private int width;

  /** Adds an input; its fields in the nest. */
  List<Integer> add(RelNode input) {
    inputs.add(input);
    starts.add(width);
    List<Integer> fields = new ArrayList<>();
    for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
      fields.add(width++);
    }
    return fields;
  }

  /** Adds another nest; its fields are then those from the returned number on. */
  int addAll(JoinNest other) {
    int shift = width;
    other.inputs.forEach(this::add);
    conjuncts.addAll(References.shifted(other.conjuncts, shift));
    return shift;
  }

  int size() {
    return inputs.size();
  }

  RelNode input(int number) {
    return inputs.get(number);
  }

  void replace(int number, RelNode input) {
    inputs.set(number, input);
  }

  int start(int number) {
    return starts.get(number);
  }

  /** Number of the input that a field is of. */
  int inputOf(int field) {
    int low = 0;
    int high = starts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts.get(middle) <= field) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Numbers of the inputs that some fields are of. */
  ImmutableBitSet inputsOf(ImmutableBitSet fields) {
    Set<Integer> numbers = new HashSet<>();
    fields.forEach(field -> numbers.add(inputOf(field)));
    return ImmutableBitSet.of(numbers);
  }
}
