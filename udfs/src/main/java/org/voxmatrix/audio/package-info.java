/**
 * From the bytes of a recording to samples at the model's rate, as a stream: WAV, FLAC, MP3, Ogg
 * Vorbis and Ogg Opus. What is in the file decides, not its name.
 *
 * <p>{@link org.voxmatrix.audio.AudioReader} is the way in. A small strict reader of headers finds
 * where the audio lies; then FFmpeg (LGPL build, linked dynamically, through bytedeco) demuxes
 * these bytes with one fixed demuxer, decodes and resamples. FFmpeg never guesses a format, opens
 * nothing by name, and sees neither WAV headers nor ID3 tags.
 */
package org.voxmatrix.audio;
