package org.voxmatrix.audio.input;

/**
 * What a recording is, as stored.
 *
 * @param container {@code wav}, {@code flac}, {@code mp3} or {@code ogg}
 * @param codec FFmpeg's name of the codec, for example {@code pcm_s16le} or {@code opus}
 * @param sampleRate in Hz, before resampling
 * @param channels number of channels
 */
public record AudioFormat(String container, String codec, int sampleRate, int channels) {}
