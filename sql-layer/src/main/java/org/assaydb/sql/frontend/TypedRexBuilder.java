package org.assaydb.sql.frontend;

import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;

/** Makes text literals VARCHAR, see {@link TextLiterals}. */
public final class TypedRexBuilder extends RexBuilder {
  public TypedRexBuilder(RelDataTypeFactory factory) {
    super(factory);
  }

  @Override
  public RexLiteral makeCharLiteral(NlsString text) {
    NlsString unicode = new NlsString(text.getValue(), "UTF-8", SqlCollation.COERCIBLE);
    return makeLiteral(
        unicode, TextLiterals.type(getTypeFactory(), text.getValue()), SqlTypeName.CHAR);
  }
}
