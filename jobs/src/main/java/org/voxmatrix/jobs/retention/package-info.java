/** Removes what is older than it may be kept. */
package org.voxmatrix.jobs.retention;
