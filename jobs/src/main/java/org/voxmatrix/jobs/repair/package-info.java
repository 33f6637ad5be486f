/** Repair of a warehouse: what is lost is found, taken out of what is done, and done again. */
package org.voxmatrix.jobs.repair;
