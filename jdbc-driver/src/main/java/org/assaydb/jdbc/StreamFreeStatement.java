package org.assaydb.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** Parameter kinds that AssayDB does not have: streams, locators, arrays. */
abstract class StreamFreeStatement extends AssayStatement implements PreparedStatement {
  @Override
  public void setArray(int index, Array argument1) throws SQLException {
    throw SqlErrors.unsupported("setArray");
  }

  @Override
  public void setAsciiStream(int index, InputStream argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("setAsciiStream");
  }

  @Override
  public void setAsciiStream(int index, InputStream argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("setAsciiStream");
  }

  @Override
  public void setAsciiStream(int index, InputStream argument1) throws SQLException {
    throw SqlErrors.unsupported("setAsciiStream");
  }

  @Override
  public void setBinaryStream(int index, InputStream argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("setBinaryStream");
  }

  @Override
  public void setBinaryStream(int index, InputStream argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("setBinaryStream");
  }

  @Override
  public void setBinaryStream(int index, InputStream argument1) throws SQLException {
    throw SqlErrors.unsupported("setBinaryStream");
  }

  @Override
  public void setBlob(int index, InputStream argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("setBlob");
  }

  @Override
  public void setBlob(int index, InputStream argument1) throws SQLException {
    throw SqlErrors.unsupported("setBlob");
  }

  @Override
  public void setBlob(int index, Blob argument1) throws SQLException {
    throw SqlErrors.unsupported("setBlob");
  }

  @Override
  public void setCharacterStream(int index, Reader argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("setCharacterStream");
  }

  @Override
  public void setCharacterStream(int index, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("setCharacterStream");
  }

  @Override
  public void setCharacterStream(int index, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("setCharacterStream");
  }

  @Override
  public void setClob(int index, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("setClob");
  }

  @Override
  public void setClob(int index, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("setClob");
  }

  @Override
  public void setClob(int index, Clob argument1) throws SQLException {
    throw SqlErrors.unsupported("setClob");
  }

  @Override
  public void setNCharacterStream(int index, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("setNCharacterStream");
  }

  @Override
  public void setNCharacterStream(int index, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("setNCharacterStream");
  }

  @Override
  public void setNClob(int index, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("setNClob");
  }

  @Override
  public void setNClob(int index, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("setNClob");
  }

  @Override
  public void setNClob(int index, NClob argument1) throws SQLException {
    throw SqlErrors.unsupported("setNClob");
  }

  @Override
  public void setRef(int index, Ref argument1) throws SQLException {
    throw SqlErrors.unsupported("setRef");
  }

  @Override
  public void setRowId(int index, RowId argument1) throws SQLException {
    throw SqlErrors.unsupported("setRowId");
  }

  @Override
  public void setSQLXML(int index, SQLXML argument1) throws SQLException {
    throw SqlErrors.unsupported("setSQLXML");
  }

  @Override
  public void setURL(int index, URL argument1) throws SQLException {
    throw SqlErrors.unsupported("setURL");
  }

  @Override
  @Deprecated
  public void setUnicodeStream(int index, InputStream argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("setUnicodeStream");
  }

  StreamFreeStatement(AssayConnection connection) {
    super(connection);
  }
}
