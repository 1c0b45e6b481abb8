/** The whole path: DriverManager, TLS, four replicas with consensus and storage. */
@NullMarked
package org.assaydb.engine.cluster.jdbc;

import org.jspecify.annotations.NullMarked;
