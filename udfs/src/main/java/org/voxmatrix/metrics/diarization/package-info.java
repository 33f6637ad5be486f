/** What segments of speakers are worth, against those that are known. */
package org.voxmatrix.metrics.diarization;
