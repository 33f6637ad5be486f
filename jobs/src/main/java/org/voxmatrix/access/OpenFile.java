package org.voxmatrix.access;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that is open, and what it is: not what its name has come to mean since.
 *
 * @param place where it lies, without links
 */
record OpenFile(FileChannel channel, Path place, BasicFileAttributes attributes) {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static OpenFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      Path name = DESCRIPTORS.resolve(String.valueOf(descriptor(channel)));
      return Files.isSymbolicLink(name)
          ? new OpenFile(channel, Files.readSymbolicLink(name), attributes(name))
          : new OpenFile(channel, file.toRealPath(), attributes(file));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  /** The number that the system knows the file by; -1 where Java keeps it to itself. */
  private static int descriptor(FileChannel channel) {
    try {
      Field own = channel.getClass().getDeclaredField("fd");
      own.setAccessible(true);
      Field number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      return number.getInt(own.get(channel));
    } catch (ReflectiveOperationException | RuntimeException notOpened) {
      return -1;
    }
  }
}
