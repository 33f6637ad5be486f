/**
 * Who speaks when on one channel, by arithmetic alone: {@link
 * org.voxmatrix.diarization.SpeakerClusters} makes speakers of the voices of short windows, {@link
 * org.voxmatrix.diarization.Turns} cuts speech among them.
 */
package org.voxmatrix.diarization;
