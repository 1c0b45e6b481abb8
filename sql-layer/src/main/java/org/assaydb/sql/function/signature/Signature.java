package org.assaydb.sql.function.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeInference;

/**
 * Parameters of a function, in one or more alternatives. Arguments are never cast to fit a
 * parameter of another kind, as PostgreSQL does not either: {@code UPPER(5)} is an error.
 *
 * @param variadic whether the last parameter of the (only) alternative may be repeated
 */
public record Signature(List<List<Parameter>> alternatives, boolean variadic)
    implements SqlOperandTypeChecker {

  public static Signature of(Parameter... parameters) {
    return new Signature(List.of(List.of(parameters)), false);
  }

  /** At least these parameters, the last one any number of times. */
  public static Signature variadic(Parameter... parameters) {
    return new Signature(List.of(List.of(parameters)), true);
  }

  public Signature or(Parameter... parameters) {
    List<List<Parameter>> all = new ArrayList<>(alternatives);
    all.add(List.of(parameters));
    return new Signature(List.copyOf(all), variadic);
  }

  private boolean takes(List<Parameter> alternative, int count) {
    return alternative.size() == count || variadic && count > alternative.size();
  }

  private static Parameter at(List<Parameter> alternative, int i) {
    return alternative.get(Math.min(i, alternative.size() - 1));
  }

  /** The parameters that arguments of these types are for; empty when there are none. */
  public List<Parameter> parameters(List<RelDataType> arguments) {
    for (List<Parameter> alternative : alternatives) {
      if (takes(alternative, arguments.size())) {
        List<Parameter> chosen = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
          if (at(alternative, i).accepts(arguments.get(i))) {
            chosen.add(at(alternative, i));
          }
        }
        if (chosen.size() == arguments.size()) {
          return chosen;
        }
      }
    }
    return List.of();
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    List<RelDataType> types = binding.collectOperandTypes();
    if (types.isEmpty() || !parameters(types).isEmpty()) {
      return true;
    }
    if (throwOnFailure) {
      throw binding.newValidationSignatureError();
    }
    return false;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    int least = alternatives.stream().mapToInt(List::size).min().orElse(0);
    int most = alternatives.stream().mapToInt(List::size).max().orElse(0);
    return variadic
        ? SqlOperandCountRanges.from(least)
        : SqlOperandCountRanges.between(least, most);
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    return alternatives.stream()
        .map(
            parameters ->
                parameters.stream()
                    .map(Parameter::shown)
                    .collect(Collectors.joining(", ", name + "(", variadic ? ", ...)" : ")")))
        .collect(Collectors.joining("\n"));
  }

  /** Types of {@code ?} as arguments, by the first alternative of that many parameters. */
  public SqlOperandTypeInference unknowns() {
    return (binding, returnType, operandTypes) -> {
      RelDataTypeFactory factory = binding.getTypeFactory();
      for (List<Parameter> alternative : alternatives) {
        if (takes(alternative, operandTypes.length)) {
          RelDataType known = Results.firstKnown(binding);
          for (int i = 0; i < operandTypes.length; i++) {
            Parameter parameter = at(alternative, i);
            operandTypes[i] =
                parameter == Parameter.AS_RESULT && known != null
                    ? factory.createTypeWithNullability(known, true)
                    : parameter.unknownType(factory);
          }
          return;
        }
      }
    };
  }
}
