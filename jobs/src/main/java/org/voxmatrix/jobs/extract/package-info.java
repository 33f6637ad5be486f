/** Recordings to voiceprints, one for each channel. */
package org.voxmatrix.jobs.extract;
