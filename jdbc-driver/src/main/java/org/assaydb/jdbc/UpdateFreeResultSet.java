package org.assaydb.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** The updates that a read-only result set refuses. */
abstract class UpdateFreeResultSet implements ResultSet {
  @Override
  public void updateArray(String label, Array argument1) throws SQLException {
    throw SqlErrors.unsupported("updateArray");
  }

  @Override
  public void updateArray(int index, Array argument1) throws SQLException {
    throw SqlErrors.unsupported("updateArray");
  }

  @Override
  public void updateAsciiStream(String label, InputStream argument1, int length)
      throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  public void updateAsciiStream(String label, InputStream argument1, long length)
      throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  public void updateAsciiStream(String label, InputStream argument1) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  public void updateAsciiStream(int index, InputStream argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  public void updateAsciiStream(int index, InputStream argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  public void updateAsciiStream(int index, InputStream argument1) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  public void updateBigDecimal(String label, BigDecimal argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBigDecimal");
  }

  @Override
  public void updateBigDecimal(int index, BigDecimal argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBigDecimal");
  }

  @Override
  public void updateBinaryStream(String label, InputStream argument1, int length)
      throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  public void updateBinaryStream(String label, InputStream argument1, long length)
      throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  public void updateBinaryStream(String label, InputStream argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  public void updateBinaryStream(int index, InputStream argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  public void updateBinaryStream(int index, InputStream argument1, long length)
      throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  public void updateBinaryStream(int index, InputStream argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  public void updateBlob(String label, InputStream argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  public void updateBlob(String label, InputStream argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  public void updateBlob(String label, Blob argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  public void updateBlob(int index, InputStream argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  public void updateBlob(int index, InputStream argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  public void updateBlob(int index, Blob argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  public void updateBoolean(String label, boolean argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBoolean");
  }

  @Override
  public void updateBoolean(int index, boolean argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBoolean");
  }

  @Override
  public void updateByte(String label, byte argument1) throws SQLException {
    throw SqlErrors.unsupported("updateByte");
  }

  @Override
  public void updateByte(int index, byte argument1) throws SQLException {
    throw SqlErrors.unsupported("updateByte");
  }

  @Override
  public void updateBytes(String label, byte[] argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBytes");
  }

  @Override
  public void updateBytes(int index, byte[] argument1) throws SQLException {
    throw SqlErrors.unsupported("updateBytes");
  }

  @Override
  public void updateCharacterStream(String label, Reader argument1, int length)
      throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  public void updateCharacterStream(String label, Reader argument1, long length)
      throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  public void updateCharacterStream(String label, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  public void updateCharacterStream(int index, Reader argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  public void updateCharacterStream(int index, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  public void updateCharacterStream(int index, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  public void updateClob(String label, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  public void updateClob(String label, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  public void updateClob(String label, Clob argument1) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  public void updateClob(int index, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  public void updateClob(int index, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  public void updateClob(int index, Clob argument1) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  public void updateDate(String label, Date argument1) throws SQLException {
    throw SqlErrors.unsupported("updateDate");
  }

  @Override
  public void updateDate(int index, Date argument1) throws SQLException {
    throw SqlErrors.unsupported("updateDate");
  }

  @Override
  public void updateDouble(String label, double argument1) throws SQLException {
    throw SqlErrors.unsupported("updateDouble");
  }

  @Override
  public void updateDouble(int index, double argument1) throws SQLException {
    throw SqlErrors.unsupported("updateDouble");
  }

  @Override
  public void updateFloat(String label, float argument1) throws SQLException {
    throw SqlErrors.unsupported("updateFloat");
  }

  @Override
  public void updateFloat(int index, float argument1) throws SQLException {
    throw SqlErrors.unsupported("updateFloat");
  }

  @Override
  public void updateInt(String label, int length) throws SQLException {
    throw SqlErrors.unsupported("updateInt");
  }

  @Override
  public void updateInt(int index, int length) throws SQLException {
    throw SqlErrors.unsupported("updateInt");
  }

  @Override
  public void updateLong(String label, long length) throws SQLException {
    throw SqlErrors.unsupported("updateLong");
  }

  @Override
  public void updateLong(int index, long length) throws SQLException {
    throw SqlErrors.unsupported("updateLong");
  }

  @Override
  public void updateNCharacterStream(String label, Reader argument1, long length)
      throws SQLException {
    throw SqlErrors.unsupported("updateNCharacterStream");
  }

  @Override
  public void updateNCharacterStream(String label, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("updateNCharacterStream");
  }

  @Override
  public void updateNCharacterStream(int index, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("updateNCharacterStream");
  }

  @Override
  public void updateNCharacterStream(int index, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("updateNCharacterStream");
  }

  @Override
  public void updateNClob(String label, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  public void updateNClob(String label, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  public void updateNClob(String label, NClob argument1) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  public void updateNClob(int index, Reader argument1, long length) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  public void updateNClob(int index, Reader argument1) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  public void updateNClob(int index, NClob argument1) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  public void updateNString(String label, String argument1) throws SQLException {
    throw SqlErrors.unsupported("updateNString");
  }

  @Override
  public void updateNString(int index, String argument1) throws SQLException {
    throw SqlErrors.unsupported("updateNString");
  }

  @Override
  public void updateNull(String label) throws SQLException {
    throw SqlErrors.unsupported("updateNull");
  }

  @Override
  public void updateNull(int index) throws SQLException {
    throw SqlErrors.unsupported("updateNull");
  }

  @Override
  public void updateObject(String label, Object argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  public void updateObject(String label, Object argument1) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  public void updateObject(int index, Object argument1, int length) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  public void updateObject(int index, Object argument1) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  public void updateRef(String label, Ref argument1) throws SQLException {
    throw SqlErrors.unsupported("updateRef");
  }

  @Override
  public void updateRef(int index, Ref argument1) throws SQLException {
    throw SqlErrors.unsupported("updateRef");
  }

  @Override
  public void updateRow() throws SQLException {
    throw SqlErrors.unsupported("updateRow");
  }

  @Override
  public void updateRowId(String label, RowId argument1) throws SQLException {
    throw SqlErrors.unsupported("updateRowId");
  }

  @Override
  public void updateRowId(int index, RowId argument1) throws SQLException {
    throw SqlErrors.unsupported("updateRowId");
  }

  @Override
  public void updateSQLXML(String label, SQLXML argument1) throws SQLException {
    throw SqlErrors.unsupported("updateSQLXML");
  }

  @Override
  public void updateSQLXML(int index, SQLXML argument1) throws SQLException {
    throw SqlErrors.unsupported("updateSQLXML");
  }

  @Override
  public void updateShort(String label, short argument1) throws SQLException {
    throw SqlErrors.unsupported("updateShort");
  }

  @Override
  public void updateShort(int index, short argument1) throws SQLException {
    throw SqlErrors.unsupported("updateShort");
  }

  @Override
  public void updateString(String label, String argument1) throws SQLException {
    throw SqlErrors.unsupported("updateString");
  }

  @Override
  public void updateString(int index, String argument1) throws SQLException {
    throw SqlErrors.unsupported("updateString");
  }

  @Override
  public void updateTime(String label, Time argument1) throws SQLException {
    throw SqlErrors.unsupported("updateTime");
  }

  @Override
  public void updateTime(int index, Time argument1) throws SQLException {
    throw SqlErrors.unsupported("updateTime");
  }

  @Override
  public void updateTimestamp(String label, Timestamp argument1) throws SQLException {
    throw SqlErrors.unsupported("updateTimestamp");
  }

  @Override
  public void updateTimestamp(int index, Timestamp argument1) throws SQLException {
    throw SqlErrors.unsupported("updateTimestamp");
  }
}
