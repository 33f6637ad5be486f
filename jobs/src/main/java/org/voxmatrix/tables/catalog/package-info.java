/** Where the catalog of the tables is, and how it is opened. */
package org.voxmatrix.tables.catalog;
