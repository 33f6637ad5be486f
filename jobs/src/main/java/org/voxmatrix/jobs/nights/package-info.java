/** Watches for profiles in the recordings that came since the last night. */
package org.voxmatrix.jobs.nights;
