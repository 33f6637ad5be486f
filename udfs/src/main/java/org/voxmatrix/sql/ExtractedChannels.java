package org.voxmatrix.sql;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.extract.ChannelVoiceprint;
import org.voxmatrix.extract.Extraction;

/** The value of {@code voiceprint_extract} as Spark holds it. */
final class ExtractedChannels {

  static final ArrayType TYPE =
      DataTypes.createArrayType(
          new StructType()
              .add("channel_number", DataTypes.IntegerType)
              .add("voiceprint", DataTypes.StringType)
              .add("speech_length", DataTypes.DoubleType)
              .add("model", DataTypes.StringType)
              .add(
                  "error",
                  new StructType()
                      .add("type", DataTypes.StringType)
                      .add("message", DataTypes.StringType)),
          false);

  private ExtractedChannels() {}

  static ArrayData of(Extraction extraction, LoadedModel model) {
    return new GenericArrayData(
        extraction.channels().stream()
            .map(channel -> channel(channel, extraction.notes(), model))
            .toArray());
  }

  static ArrayData of(RejectedException rejected, LoadedModel model) {
    return new GenericArrayData(
        new Object[] {row(null, null, null, text(model.name()), error(rejected.detail()))});
  }

  private static InternalRow channel(
      ChannelVoiceprint channel, List<ErrorDetail> notes, LoadedModel model) {
    UTF8String voiceprint = null;
    InternalRow error = null;
    if (channel.embedding() != null) {
      voiceprint = text(model.voiceprint(channel.embedding()).encode());
    } else {
      List<Object> location = List.of("channels", channel.channelNumber());
      error =
          notes.stream()
              .filter(note -> note.location().equals(location))
              .findFirst()
              .map(ExtractedChannels::error)
              .orElse(null);
    }
    return row(
        channel.channelNumber(), voiceprint, channel.speechLength(), text(model.name()), error);
  }

  private static InternalRow error(ErrorDetail detail) {
    return row(text(detail.type()), text(detail.message()));
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static UTF8String text(String value) {
    return UTF8String.fromString(value);
  }
}
