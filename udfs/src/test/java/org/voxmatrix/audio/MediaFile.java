package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Writes files of any container with FFmpeg's muxers and encoders, for tests. */
public final class MediaFile {

  private final String muxer;
  private final AVDictionary options = new AVDictionary(null);
  private final AVFormatContext format = new AVFormatContext(null);
  private final List<Track> tracks = new ArrayList<>();

  public MediaFile(String muxer) {
    Native.load();
    this.muxer = muxer;
    check(avformat_alloc_output_context2(format, null, muxer, null));
  }

  public MediaFile option(String name, String value) {
    av_dict_set(options, name, value, 0);
    return this;
  }

  /** Adds an audio stream of {@code samples[channel][i]}. */
  public MediaFile audio(String codec, long bitsPerSecond, int rate, float[]... samples) {
    AVCodec encoder = avcodec_find_encoder_by_name(codec);
    AVCodecContext context = avcodec_alloc_context3(encoder);
    context.sample_rate(rate);
    context.sample_fmt(sampleFormat(encoder));
    context.bit_rate(bitsPerSecond);
    context.time_base(av_make_q(1, rate));
    av_channel_layout_default(context.ch_layout(), samples.length);
    return add(encoder, context, samples);
  }

  /** Adds a film of a few grey pictures. */
  public MediaFile video() {
    AVCodec encoder = avcodec_find_encoder_by_name("mpeg4");
    AVCodecContext context = avcodec_alloc_context3(encoder);
    context.width(64);
    context.height(64);
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base(av_make_q(1, 10));
    return add(encoder, context, new float[0][]);
  }

  /** Attaches a file, as films bring their fonts. */
  public MediaFile attachment(String name, byte[] content) {
    AVStream stream = avformat_new_stream(format, null);
    stream.codecpar().codec_type(AVMEDIA_TYPE_ATTACHMENT);
    stream.codecpar().codec_id(AV_CODEC_ID_TTF);
    BytePointer data = new BytePointer(av_mallocz(content.length + AV_INPUT_BUFFER_PADDING_SIZE));
    stream.codecpar().extradata(data.put(content, 0, content.length));
    stream.codecpar().extradata_size(content.length);
    AVDictionary metadata = new AVDictionary(null);
    av_dict_set(metadata, "filename", name, 0);
    av_dict_set(metadata, "mimetype", "font/ttf", 0);
    stream.metadata(metadata);
    return this;
  }

  /** Marks the stream that was added last as the default one, or as none. */
  public MediaFile isDefault(boolean value) {
    AVStream stream = tracks.get(tracks.size() - 1).stream;
    stream.disposition(value ? AV_DISPOSITION_DEFAULT : 0);
    return this;
  }

  private MediaFile add(AVCodec encoder, AVCodecContext context, float[][] samples) {
    context.strict_std_compliance(FF_COMPLIANCE_EXPERIMENTAL);
    if ((format.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    check(avcodec_open2(context, encoder, (AVDictionary) null));
    AVStream stream = avformat_new_stream(format, encoder);
    check(avcodec_parameters_from_context(stream.codecpar(), context));
    stream.time_base(context.time_base());
    tracks.add(new Track(context, stream, samples));
    return this;
  }

  private static int sampleFormat(AVCodec encoder) {
    IntPointer formats = encoder.sample_fmts();
    for (int i = 0; formats.get(i) >= 0; i++) {
      if (List.of(AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P).contains(formats.get(i))) {
        return formats.get(i);
      }
    }
    return formats.get(0);
  }

  /** Encodes all. */
  public byte[] bytes() {
    try {
      Path file = Files.createTempFile("voxmatrix", "." + muxer);
      try {
        write(file);
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What becomes of the first channel when samples are encoded and decoded again. */
  public static float[] roundTrip(String codec, long bitsPerSecond, int rate, float[]... samples) {
    // Any muxer: nothing is written.
    MediaFile file = new MediaFile("nut").audio(codec, bitsPerSecond, rate, samples);
    Track track = file.tracks.get(0);
    try (PacketDecoder decoder = new PacketDecoder(track.context.codec_id(), track.context)) {
      track.encode(decoder::accept);
      return decoder.finish();
    } finally {
      avcodec_free_context(track.context);
      avformat_free_context(file.format);
    }
  }

  private void write(Path file) {
    AVIOContext out = new AVIOContext(null);
    check(avio_open(out, file.toString(), AVIO_FLAG_WRITE));
    format.pb(out);
    format.url(
        av_strdup(new BytePointer(file.toString()))); // Some muxers open their own file again.
    check(avformat_write_header(format, options));
    for (Track track : tracks) {
      track.encode(
          packet -> {
            packet.stream_index(track.stream.index());
            av_packet_rescale_ts(packet, track.context.time_base(), track.stream.time_base());
            check(av_interleaved_write_frame(format, packet));
          });
    }
    check(av_write_trailer(format));
    avio_closep(out);
    tracks.forEach(track -> avcodec_free_context(track.context));
    avformat_free_context(format);
  }

  private record Track(AVCodecContext context, AVStream stream, float[][] samples) {

    void encode(Consumer<AVPacket> sink) {
      if (samples.length == 0) {
        for (int i = 0; i < 10; i++) {
          send(sink, picture(i));
        }
      } else {
        int step = context.frame_size() == 0 ? 1024 : context.frame_size();
        for (int at = 0; at < samples[0].length; at += step) {
          send(sink, frame(at, Math.min(step, samples[0].length - at)));
        }
      }
      send(sink, null);
    }

    private void send(Consumer<AVPacket> sink, AVFrame frame) {
      check(avcodec_send_frame(context, frame));
      if (frame != null) {
        av_frame_free(frame);
      }
      AVPacket packet = av_packet_alloc();
      while (avcodec_receive_packet(context, packet) >= 0) {
        sink.accept(packet);
        av_packet_unref(packet);
      }
      av_packet_free(packet);
    }

    private AVFrame picture(int number) {
      AVFrame frame = av_frame_alloc();
      frame.format(context.pix_fmt());
      frame.width(context.width());
      frame.height(context.height());
      frame.pts(number);
      check(av_frame_get_buffer(frame, 0));
      for (int plane = 0; plane < 3; plane++) {
        int length = frame.linesize(plane) * context.height() / (plane == 0 ? 1 : 2);
        new BytePointer(frame.data(plane)).fill(128).limit(length);
      }
      return frame;
    }

    private AVFrame frame(int at, int count) {
      AVFrame frame = av_frame_alloc();
      frame.nb_samples(count);
      frame.format(context.sample_fmt());
      frame.sample_rate(context.sample_rate());
      frame.pts(at);
      av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
      check(av_frame_get_buffer(frame, 0));
      float[] interleaved = interleave(at, count);
      switch (context.sample_fmt()) {
        case AV_SAMPLE_FMT_FLTP -> {
          for (int c = 0; c < samples.length; c++) {
            new FloatPointer(frame.data(c)).put(samples[c], at, count);
          }
        }
        case AV_SAMPLE_FMT_S16P -> {
          for (int c = 0; c < samples.length; c++) {
            new ShortPointer(frame.data(c)).put(shorts(samples[c], at, count));
          }
        }
        case AV_SAMPLE_FMT_FLT -> new FloatPointer(frame.data(0)).put(interleaved);
        case AV_SAMPLE_FMT_S16 ->
            new ShortPointer(frame.data(0)).put(shorts(interleaved, 0, interleaved.length));
        default -> throw new IllegalStateException("sample format " + context.sample_fmt());
      }
      return frame;
    }

    private float[] interleave(int at, int count) {
      float[] interleaved = new float[count * samples.length];
      for (int i = 0; i < interleaved.length; i++) {
        interleaved[i] = samples[i % samples.length][at + i / samples.length];
      }
      return interleaved;
    }

    private static short[] shorts(float[] samples, int at, int count) {
      short[] shorts = new short[count];
      for (int i = 0; i < count; i++) {
        shorts[i] = (short) Math.round(samples[at + i] * 32768);
      }
      return shorts;
    }
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg error " + result);
    }
  }
}
