/** The JDBC driver: trust state, fetch, verify and replay, transactions. */
@NullMarked
package org.assaydb.jdbc;

import org.jspecify.annotations.NullMarked;
