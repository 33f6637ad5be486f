/**
 * From a recording to voiceprints: {@link org.voxmatrix.extract.VoiceprintExtractor} joins
 * decoding, front end, speech detection and model in one pass of bounded memory.
 */
package org.voxmatrix.extract;
