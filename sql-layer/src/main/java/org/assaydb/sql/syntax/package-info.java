/**
 * What is done with SQL as text: definitions (CREATE, DROP), the clauses that Calcite's grammar
 * does not know, and the parser's dialect. Names are not resolved here and queries are not
 * validated. Input is the client's own text: any of it may be malformed, and is then refused with
 * its place.
 */
@NullMarked
package org.assaydb.sql.syntax;

import org.jspecify.annotations.NullMarked;
