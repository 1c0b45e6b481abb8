package org.assaydb.sql.types;

import java.util.List;
import org.assaydb.proofs.SqlStates;
import org.assaydb.proofs.schema.ColumnType;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/** The values that a client gives for the parameters of a statement. */
public final class Parameters {
  private Parameters() {}

  /** Refuses too few values with 07001; those that are too many are not looked at. */
  public static void checkCount(List<ColumnType> types, @Nullable Object[] parameters) {
    if (parameters.length < types.size()) {
      throw new SqlLayerException(
          SqlStates.PARAMETER_COUNT,
          types.size() + " parameters expected, " + parameters.length + " given");
    }
  }
}
