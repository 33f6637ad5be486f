package org.voxmatrix.audio.input;

/** A recording already in memory. */
public final class BytesInput implements AudioInput {

  private final byte[] content;
  private int position;

  public BytesInput(byte[] content) {
    this.content = content;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position == content.length) {
      return -1;
    }
    int count = Math.min(length, content.length - position);
    System.arraycopy(content, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public void seek(long target) {
    position = Math.toIntExact(target);
  }
}
