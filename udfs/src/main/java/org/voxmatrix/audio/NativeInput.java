package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_SEEKABLE_NORMAL;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
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

/**
 * The bytes of a payload as FFmpeg reads them: none outside it, and forward only unless it says.
 */
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

  /** Tells the size also where nothing may move: the MP3 demuxer trusts no header without it. */
  private static final Seek_Pointer_long_int SEEK =
      new Seek_Pointer_long_int() {
        @Override
        public long call(Pointer handle, long offset, int whence) {
          NativeInput input = OPEN.get(handle.address());
          return input == null ? AVERROR_EXTERNAL : input.seek(offset, whence & ~AVSEEK_FORCE);
        }
      };

  private static final Map<Long, NativeInput> OPEN = new ConcurrentHashMap<>();

  private static final int FROM_START = 0;

  private final AudioInput input;
  private final Payload payload;
  private final byte[] buffer = new byte[BUFFER];
  private final LongPointer handle = new LongPointer(1);
  private final AVIOContext context;
  private final long size;
  private long position;

  private Throwable failure;

  NativeInput(AudioInput input, Payload payload) {
    this.input = input;
    this.payload = payload;
    size = payload.size();
    OPEN.put(handle.address(), this);
    context =
        avio_alloc_context(new BytePointer(av_malloc(BUFFER)), BUFFER, 0, handle, READ, null, SEEK);
    context.seekable(payload.seekable() ? AVIO_SEEKABLE_NORMAL : 0);
  }

  AVIOContext context() {
    return context;
  }

  /** Throws what reading threw: FFmpeg itself knows only that it failed. */
  void check() {
    if (failure instanceof IOException e) {
      throw new UncheckedIOException(e);
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private int read(BytePointer target, int length) {
    // Nothing may be thrown through FFmpeg's own frames.
    try {
      int count = read(Math.min(length, BUFFER));
      if (count < 0) {
        return AVERROR_EOF;
      }
      target.put(buffer, 0, count);
      position += count;
      return count;
    } catch (Throwable e) {
      failure = e;
      return AVERROR_EXTERNAL;
    }
  }

  private int read(int most) throws IOException {
    byte[] head = payload.head();
    if (position < head.length) {
      int count = (int) Math.min(most, head.length - position);
      System.arraycopy(head, (int) position, buffer, 0, count);
      return count;
    }
    long before = head.length;
    for (Payload.Part part : payload.parts()) {
      long length = part.end() - part.start();
      if (position < before + length) {
        return read(part.start() + position - before, Math.min(most, before + length - position));
      }
      before += length;
    }
    return -1;
  }

  private int read(long from, long most) throws IOException {
    input.seek(from); // Headers and tails are read in between.
    return input.read(buffer, 0, (int) most);
  }

  private long seek(long offset, int whence) {
    if (whence == AVSEEK_SIZE) {
      return size;
    }
    if (!payload.seekable() || whence != FROM_START || offset < 0 || offset > size) {
      return AVERROR_EXTERNAL;
    }
    position = offset;
    return offset;
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
