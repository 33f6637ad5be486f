/** Deletes data past its retention period. */
package org.voxmatrix.jobs.retention;
