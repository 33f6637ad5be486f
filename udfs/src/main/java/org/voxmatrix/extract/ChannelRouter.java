package org.voxmatrix.extract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Leads the channels of a recording to their streams, each to its own or all mixed to one. */
final class ChannelRouter {

  /** Of the power of the channels: 20 dB less. Two that differ leave half of it. */
  private static final double CANCELLED = 0.01;

  private final ChannelMode mode;
  private final List<Integer> channels;
  private final Map<Integer, ChannelStream> streams = new LinkedHashMap<>();
  private float[] mix = new float[0];
  private double mixed;
  private double apart;

  ChannelRouter(ChannelMode mode, List<Integer> channels, StreamFactory factory) {
    this.mode = mode;
    this.channels = channels;
    List<Integer> targets = mode == ChannelMode.MIX ? List.of(0) : channels;
    targets.forEach(channel -> streams.put(channel, factory.create()));
  }

  void accept(float[][] block, int count) {
    if (mode == ChannelMode.SPLIT) {
      streams.forEach((channel, stream) -> stream.accept(block[channel], count));
      return;
    }
    if (mix.length < count) {
      mix = new float[count];
    }
    for (int i = 0; i < count; i++) {
      float sum = 0;
      double squares = 0;
      for (int channel : channels) {
        sum += block[channel][i];
        squares += (double) block[channel][i] * block[channel][i];
      }
      mix[i] = sum / channels.size();
      mixed += (double) mix[i] * mix[i];
      apart += squares / channels.size();
    }
    streams.get(0).accept(mix, count);
  }

  /** Whether next to nothing is left of the channels when they are mixed. */
  boolean isCancelled() {
    return mixed < CANCELLED * apart;
  }

  Map<Integer, ChannelStream> streams() {
    return streams;
  }
}
