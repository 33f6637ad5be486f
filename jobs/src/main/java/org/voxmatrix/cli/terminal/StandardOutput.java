package org.voxmatrix.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Standard output, and why something did not get there: writers for text keep that to themselves.
 */
public final class StandardOutput extends FilterOutputStream {

  /** Nobody reads on, as in {@code | head}, which is no failure. */
  private static final String CLOSED = "Broken pipe";

  private String lost;

  public StandardOutput() {
    super(new FileOutputStream(FileDescriptor.out));
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int count) throws IOException {
    try {
      out.write(bytes, start, count);
    } catch (IOException e) {
      if (!CLOSED.equals(e.getMessage())) {
        lost = e.getMessage();
      }
      throw e;
    }
  }

  /** Why it is not complete. */
  public Optional<String> lost() {
    return Optional.ofNullable(lost);
  }
}
