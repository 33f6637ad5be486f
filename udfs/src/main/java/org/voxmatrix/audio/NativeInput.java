package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.voxmatrix.audio.container.Payload;
import org.voxmatrix.audio.input.AudioInput;

/** The bytes of a payload as FFmpeg reads them: forward only, and none outside the payload. */
final class NativeInput implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  /**
   * One callback for all inputs: JavaCPP has room for ten. The handle's address tells them apart.
   */
  private static final Read_packet_Pointer_BytePointer_int READ =
      new Read_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer handle, BytePointer target, int length) {
          NativeInput input = OPEN.get(handle.address());
          return input == null ? AVERROR_EXTERNAL : input.read(target, length);
        }
      };

  /** Tells the size and seeks nowhere. The MP3 demuxer trusts no header without the size. */
  private static final Seek_Pointer_long_int SIZE =
      new Seek_Pointer_long_int() {
        @Override
        public long call(Pointer handle, long offset, int whence) {
          NativeInput input = OPEN.get(handle.address());
          return input == null || whence != AVSEEK_SIZE ? AVERROR_EXTERNAL : input.size;
        }
      };

  private static final Map<Long, NativeInput> OPEN = new ConcurrentHashMap<>();

  private final AudioInput input;
  private final byte[] buffer = new byte[BUFFER];
  private final LongPointer handle = new LongPointer(1);
  private final AVIOContext context;
  private final long size;
  private long left;
  private Throwable failure;

  NativeInput(AudioInput input, Payload payload) {
    this.input = input;
    size = payload.end() - payload.start();
    left = size;
    try {
      input.seek(payload.start());
    } catch (IOException e) {
      handle.close();
      throw new UncheckedIOException(e);
    }
    OPEN.put(handle.address(), this);
    context =
        avio_alloc_context(new BytePointer(av_malloc(BUFFER)), BUFFER, 0, handle, READ, null, SIZE);
    context.seekable(0);
  }

  AVIOContext context() {
    return context;
  }

  /** Throws what reading threw: FFmpeg itself knows only that it failed. */
  void check() {
    if (failure instanceof IOException e) {
      throw new UncheckedIOException(e);
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private int read(BytePointer target, int length) {
    // Nothing may be thrown through FFmpeg's own frames.
    try {
      if (left == 0) {
        return AVERROR_EOF;
      }
      int count = input.read(buffer, 0, (int) Math.min(left, Math.min(length, BUFFER)));
      if (count < 0) {
        left = 0;
        return AVERROR_EOF;
      }
      target.put(buffer, 0, count);
      left -= count;
      return count;
    } catch (Throwable e) {
      failure = e;
      return AVERROR_EXTERNAL;
    }
  }

  @Override
  public void close() {
    if (OPEN.remove(handle.address()) == null) {
      return;
    }
    av_free(context.buffer());
    context.buffer(null);
    avio_context_free(context);
    handle.close();
  }
}
