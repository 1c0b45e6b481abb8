package org.assaydb.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/**
 * What a forward-only result set refuses besides updates: every move but the next, and types that
 * AssayDB does not have.
 */
abstract class ForwardResultSet extends UpdateFreeResultSet {
  @Override
  public boolean absolute(int value) throws SQLException {
    throw SqlErrors.unsupported("absolute");
  }

  @Override
  public void afterLast() throws SQLException {
    throw SqlErrors.unsupported("afterLast");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw SqlErrors.unsupported("beforeFirst");
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    throw SqlErrors.unsupported("cancelRowUpdates");
  }

  @Override
  public void deleteRow() throws SQLException {
    throw SqlErrors.unsupported("deleteRow");
  }

  @Override
  public boolean first() throws SQLException {
    throw SqlErrors.unsupported("first");
  }

  @Override
  public Array getArray(String label) throws SQLException {
    throw SqlErrors.unsupported("getArray");
  }

  @Override
  public Array getArray(int index) throws SQLException {
    throw SqlErrors.unsupported("getArray");
  }

  @Override
  public InputStream getAsciiStream(String label) throws SQLException {
    throw SqlErrors.unsupported("getAsciiStream");
  }

  @Override
  public InputStream getAsciiStream(int index) throws SQLException {
    throw SqlErrors.unsupported("getAsciiStream");
  }

  @Override
  public InputStream getBinaryStream(String label) throws SQLException {
    throw SqlErrors.unsupported("getBinaryStream");
  }

  @Override
  public InputStream getBinaryStream(int index) throws SQLException {
    throw SqlErrors.unsupported("getBinaryStream");
  }

  @Override
  public Blob getBlob(String label) throws SQLException {
    throw SqlErrors.unsupported("getBlob");
  }

  @Override
  public Blob getBlob(int index) throws SQLException {
    throw SqlErrors.unsupported("getBlob");
  }

  @Override
  public Reader getCharacterStream(String label) throws SQLException {
    throw SqlErrors.unsupported("getCharacterStream");
  }

  @Override
  public Reader getCharacterStream(int index) throws SQLException {
    throw SqlErrors.unsupported("getCharacterStream");
  }

  @Override
  public Clob getClob(String label) throws SQLException {
    throw SqlErrors.unsupported("getClob");
  }

  @Override
  public Clob getClob(int index) throws SQLException {
    throw SqlErrors.unsupported("getClob");
  }

  @Override
  public String getCursorName() throws SQLException {
    throw SqlErrors.unsupported("getCursorName");
  }

  @Override
  public Reader getNCharacterStream(String label) throws SQLException {
    throw SqlErrors.unsupported("getNCharacterStream");
  }

  @Override
  public Reader getNCharacterStream(int index) throws SQLException {
    throw SqlErrors.unsupported("getNCharacterStream");
  }

  @Override
  public NClob getNClob(String label) throws SQLException {
    throw SqlErrors.unsupported("getNClob");
  }

  @Override
  public NClob getNClob(int index) throws SQLException {
    throw SqlErrors.unsupported("getNClob");
  }

  @Override
  public Ref getRef(String label) throws SQLException {
    throw SqlErrors.unsupported("getRef");
  }

  @Override
  public Ref getRef(int index) throws SQLException {
    throw SqlErrors.unsupported("getRef");
  }

  @Override
  public RowId getRowId(String label) throws SQLException {
    throw SqlErrors.unsupported("getRowId");
  }

  @Override
  public RowId getRowId(int index) throws SQLException {
    throw SqlErrors.unsupported("getRowId");
  }

  @Override
  public SQLXML getSQLXML(String label) throws SQLException {
    throw SqlErrors.unsupported("getSQLXML");
  }

  @Override
  public SQLXML getSQLXML(int index) throws SQLException {
    throw SqlErrors.unsupported("getSQLXML");
  }

  @Override
  public URL getURL(String label) throws SQLException {
    throw SqlErrors.unsupported("getURL");
  }

  @Override
  public URL getURL(int index) throws SQLException {
    throw SqlErrors.unsupported("getURL");
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(String label) throws SQLException {
    throw SqlErrors.unsupported("getUnicodeStream");
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(int index) throws SQLException {
    throw SqlErrors.unsupported("getUnicodeStream");
  }

  @Override
  public void insertRow() throws SQLException {
    throw SqlErrors.unsupported("insertRow");
  }

  @Override
  public boolean last() throws SQLException {
    throw SqlErrors.unsupported("last");
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    throw SqlErrors.unsupported("moveToCurrentRow");
  }

  @Override
  public void moveToInsertRow() throws SQLException {
    throw SqlErrors.unsupported("moveToInsertRow");
  }

  @Override
  public boolean previous() throws SQLException {
    throw SqlErrors.unsupported("previous");
  }

  @Override
  public void refreshRow() throws SQLException {
    throw SqlErrors.unsupported("refreshRow");
  }

  @Override
  public boolean relative(int value) throws SQLException {
    throw SqlErrors.unsupported("relative");
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    throw SqlErrors.unsupported("rowDeleted");
  }

  @Override
  public boolean rowInserted() throws SQLException {
    throw SqlErrors.unsupported("rowInserted");
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    throw SqlErrors.unsupported("rowUpdated");
  }
}
