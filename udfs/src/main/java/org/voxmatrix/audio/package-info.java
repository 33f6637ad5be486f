/**
 * From the bytes of a recording to samples at the model's rate, as a stream: WAV, FLAC, MP3, Ogg
 * Vorbis and Ogg Opus. What is in the file decides, not its name.
 *
 * <p>{@link org.voxmatrix.audio.AudioReader} is the way in, and {@link
 * org.voxmatrix.audio.DecodedAudio} where a short recording is read more than once. A small strict
 * reader of headers finds where the audio lies; then FFmpeg (LGPL build, linked dynamically,
 * through bytedeco) demuxes these bytes with one fixed demuxer, decodes and resamples. FFmpeg never
 * guesses a format, opens nothing by name, and sees neither WAV headers nor ID3 tags.
 *
 * <p>Why these are read here and not by FFmpeg 7.1, whose ends and errors look alike:
 *
 * <ul>
 *   <li>MPEG frames: its MP3 demuxer finds packets in random bytes; a chain of frames rules them
 *       out.
 *   <li>ID3: it plays on behind a tag of no valid size, and does not name one that is too long.
 *   <li>Xing: it ends a cut MP3 as it ends a whole one; the size in the tag tells them apart.
 *   <li>Ogg tail: it ends a cut Ogg as it ends a whole one; the flag of the last page tells.
 * </ul>
 */
package org.voxmatrix.audio;
