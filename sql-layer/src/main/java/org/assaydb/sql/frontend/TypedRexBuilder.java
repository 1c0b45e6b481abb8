package org.assaydb.sql.frontend;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;

/** Makes text literals VARCHAR, see {@link TextLiterals}, and no casts of CHAR to compare it. */
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

  /** The converter asks for one type of the operands of a comparison: see {@link ImpliedCasts}. */
  @Override
  public RexNode ensureType(
      SqlParserPos position, RelDataType type, RexNode node, boolean matchNullability) {
    return ImpliedCasts.isNone(node.getType(), type)
        ? node
        : super.ensureType(position, type, node, matchNullability);
  }
}
