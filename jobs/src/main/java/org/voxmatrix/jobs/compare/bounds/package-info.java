/** Which bounds of scores make a comparison faster. */
package org.voxmatrix.jobs.compare.bounds;
