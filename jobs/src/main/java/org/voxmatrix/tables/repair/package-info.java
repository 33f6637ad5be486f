/** Leads a catalog to tables again that it has lost. */
package org.voxmatrix.tables.repair;
