/** Recordings to voiceprints, one per channel. */
package org.voxmatrix.jobs.extract;
