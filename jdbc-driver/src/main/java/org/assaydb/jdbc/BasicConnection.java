package org.assaydb.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;

/** Optional parts of a connection that AssayDB does not have. */
abstract class BasicConnection implements Connection {
  @Override
  public Array createArrayOf(String text, Object[] argument1) throws SQLException {
    throw SqlErrors.unsupported("createArrayOf");
  }

  @Override
  public Blob createBlob() throws SQLException {
    throw SqlErrors.unsupported("createBlob");
  }

  @Override
  public Clob createClob() throws SQLException {
    throw SqlErrors.unsupported("createClob");
  }

  @Override
  public NClob createNClob() throws SQLException {
    throw SqlErrors.unsupported("createNClob");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw SqlErrors.unsupported("createSQLXML");
  }

  @Override
  public Struct createStruct(String text, Object[] argument1) throws SQLException {
    throw SqlErrors.unsupported("createStruct");
  }

  @Override
  public CallableStatement prepareCall(String text, int argument1, int argument2, int length)
      throws SQLException {
    throw SqlErrors.unsupported("prepareCall");
  }

  @Override
  public CallableStatement prepareCall(String text, int argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("prepareCall");
  }

  @Override
  public CallableStatement prepareCall(String text) throws SQLException {
    throw SqlErrors.unsupported("prepareCall");
  }
}
