package org.assaydb.sql.frontend;

import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.assaydb.proofs.SqlStates;
import org.assaydb.sql.SqlLayerException;
import org.jspecify.annotations.Nullable;

/**
 * Gives text literals the type VARCHAR, as PostgreSQL and others do, where the standard says CHAR:
 * then the blanks at the end of {@code 'a '} count, unless it is compared with a CHAR value. Text
 * that is no Unicode (a surrogate without its other half) is refused with 22021.
 */
public final class TextLiterals extends SqlShuttle {
  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlCharStringLiteral && !(literal instanceof VarcharLiteral)) {
      NlsString text = literal.getValueAs(NlsString.class);
      return new VarcharLiteral(checked(text), literal.getParserPosition());
    }
    return literal;
  }

  private static NlsString checked(NlsString text) {
    String value = text.getValue();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new SqlLayerException(
          SqlStates.NOT_IN_REPERTOIRE, "a text literal holds half a character");
    }
    return new NlsString(value, "UTF-8", SqlCollation.COERCIBLE);
  }

  /** The type of a text literal of some UTF-16 units. */
  static RelDataType type(RelDataTypeFactory factory, String text) {
    int length = Math.max(1, text.codePointCount(0, text.length()));
    return factory.createTypeWithCharsetAndCollation(
        factory.createSqlType(SqlTypeName.VARCHAR, length),
        factory.getDefaultCharset(),
        SqlCollation.COERCIBLE);
  }

  private static final class VarcharLiteral extends SqlCharStringLiteral {
    VarcharLiteral(NlsString value, SqlParserPos position) {
      super(value, position);
    }

    @Override
    public RelDataType createSqlType(RelDataTypeFactory factory) {
      return type(factory, getValueAs(NlsString.class).getValue());
    }

    @Override
    public SqlCharStringLiteral clone(SqlParserPos position) {
      return new VarcharLiteral(getValueAs(NlsString.class), position);
    }
  }
}
