/**
 * From the bytes of a file to what one FFmpeg demuxer may read of them, by a small strict reader of
 * headers. What is in the file decides, not its name.
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
package org.voxmatrix.audio.container;
