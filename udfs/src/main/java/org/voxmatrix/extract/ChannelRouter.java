package org.voxmatrix.extract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Leads the channels of a recording to their streams, each to its own or all mixed to one. */
final class ChannelRouter {

  private final ChannelMode mode;
  private final List<Integer> channels;
  private final Map<Integer, ChannelStream> streams = new LinkedHashMap<>();
  private float[] mix = new float[0];

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
      for (int channel : channels) {
        sum += block[channel][i];
      }
      mix[i] = sum / channels.size();
    }
    streams.get(0).accept(mix, count);
  }

  Map<Integer, ChannelStream> streams() {
    return streams;
  }
}
