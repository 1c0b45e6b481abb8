/**
 * What the rows of reads and Calcite's generated code have in common: the context of one run, and
 * rows as linq4j enumerates them. No reads and no plans: those use this package. The context holds
 * parameters that the client gave; nothing here comes from a server.
 */
@NullMarked
package org.assaydb.sql.enumerable;

import org.jspecify.annotations.NullMarked;
