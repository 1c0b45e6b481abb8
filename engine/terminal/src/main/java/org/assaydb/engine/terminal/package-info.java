/**
 * What commands share: how they print and fail, how they write JSON, which database they talk to
 * and what the driver checked for a result. Commands themselves do not belong here. Arguments and
 * files named on the command line are the user's own; text that comes from a server is printed as
 * it is only inside messages of the driver.
 */
@NullMarked
package org.assaydb.engine.terminal;

import org.jspecify.annotations.NullMarked;
