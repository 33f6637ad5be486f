/** Decides whether recordings are of the profiles that they claim to be. */
package org.voxmatrix.jobs.verify;
