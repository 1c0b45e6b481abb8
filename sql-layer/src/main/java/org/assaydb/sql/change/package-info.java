/** INSERT, UPDATE and DELETE: the rows that a statement writes. Nothing is written here. */
@NullMarked
package org.assaydb.sql.change;

import org.jspecify.annotations.NullMarked;
