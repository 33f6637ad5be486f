/**
 * From the bytes of a recording to samples at the model's rate, as a stream.
 *
 * <p>{@link org.voxmatrix.audio.AudioReader} is the way in, and {@link
 * org.voxmatrix.audio.DecodedAudio} where a short recording is read more than once. {@code
 * container} finds where the audio lies; then FFmpeg (LGPL build, linked dynamically, through
 * bytedeco) demuxes these bytes with one fixed demuxer, decodes and resamples. FFmpeg never guesses
 * a format, opens nothing by name, and sees neither WAV headers nor ID3 tags.
 */
package org.voxmatrix.audio;
