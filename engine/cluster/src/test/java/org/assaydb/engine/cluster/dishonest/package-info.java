/**
 * Programmable dishonest servers in front of a real replica, attacked families of the catalogue.
 */
package org.assaydb.engine.cluster.dishonest;
