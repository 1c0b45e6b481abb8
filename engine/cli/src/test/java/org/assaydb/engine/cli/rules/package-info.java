/** Rules over the code of all modules: here, because only this module sees all of them. */
@NullMarked
package org.assaydb.engine.cli.rules;

import org.jspecify.annotations.NullMarked;
