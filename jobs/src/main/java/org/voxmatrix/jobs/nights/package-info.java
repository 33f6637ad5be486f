/** Looks for the profiles of a watchlist in recordings that arrived since the last night. */
package org.voxmatrix.jobs.nights;
