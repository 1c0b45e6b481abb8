package org.assaydb.sql.frontend;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataTypeSystem;

/** All text is Unicode; Calcite's own default is Latin-1. */
public final class UnicodeTypeFactory extends JavaTypeFactoryImpl {
  public UnicodeTypeFactory(RelDataTypeSystem types) {
    super(types);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
