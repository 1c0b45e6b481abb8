/**
 * What is done with SQL as text: definitions (CREATE, DROP), and the clauses that Calcite's grammar
 * does not know. Input is the client's own text.
 */
@NullMarked
package org.assaydb.sql.syntax;

import org.jspecify.annotations.NullMarked;
