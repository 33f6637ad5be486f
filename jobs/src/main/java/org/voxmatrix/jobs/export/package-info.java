/** Writes tables as plain files. */
package org.voxmatrix.jobs.export;
