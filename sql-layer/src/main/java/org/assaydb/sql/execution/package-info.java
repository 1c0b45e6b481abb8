/** Plans that run: a query with its columns and parameters around the operators. */
@NullMarked
package org.assaydb.sql.execution;

import org.jspecify.annotations.NullMarked;
