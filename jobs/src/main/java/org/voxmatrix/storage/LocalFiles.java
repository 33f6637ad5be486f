package org.voxmatrix.storage;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local disks, private to the user, without a process and without a checksum file for each
 * file. A checksum file that somebody left beside a file is not believed. Where Hadoop's native
 * library is missing, as it mostly is, it runs {@code chmod} for each file that it makes and {@code
 * ls} for each that it lists.
 */
public final class LocalFiles extends LocalFileSystem {

  private static final int PERMISSIONS = 0777;

  public LocalFiles() {
    super(new Raw());
    setWriteChecksum(false);
    setVerifyChecksum(false);
  }

  /** Hadoop takes a colon in the name for a scheme. */
  @Override
  public Path getChecksumFile(Path file) {
    return new Path(file.getParent(), new Path(null, null, "." + file.getName() + ".crc"));
  }

  @Override
  public FileStatus[] globStatus(Path pattern) throws IOException {
    return globStatus(pattern, path -> true);
  }

  @Override
  public FileStatus[] globStatus(Path pattern, PathFilter filter) throws IOException {
    return new LocalGlob(this, filter).find(pattern);
  }

  /** Settings with these local disks; of a JVM they become its own if it has opened no others. */
  public static Configuration first() {
    Configuration configuration = new Configuration();
    configuration.setClass("fs.file.impl", LocalFiles.class, FileSystem.class);
    try {
      FileSystem.get(URI.create("file:///"), configuration);
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Raw extends RawLocalFileSystem {

    @Override
    public void setConf(Configuration settings) {
      super.setConf(settings == null ? null : PrivateFiles.of(settings));
    }

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      int bits = permission.toShort() & PERMISSIONS;
      Files.setPosixFilePermissions(
          pathToFile(path).toPath(),
          PosixFilePermissions.fromString(new FsPermission((short) bits).toString()));
    }

    @Override
    protected OutputStream createOutputStream(Path path, boolean append) throws IOException {
      return new Written(pathToFile(path), super.createOutputStream(path, append));
    }

    @Override
    protected OutputStream createOutputStreamWithMode(
        Path path, boolean append, FsPermission permission) throws IOException {
      return new Written(
          pathToFile(path), super.createOutputStreamWithMode(path, append, permission));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      FileStatus known = super.getFileStatus(path);
      PosixFileAttributes attributes;
      try {
        attributes = Files.readAttributes(pathToFile(path).toPath(), PosixFileAttributes.class);
      } catch (NoSuchFileException gone) {
        throw new FileNotFoundException(path + " does not exist"); // What listings look out for.
      }
      return new FileStatus(
          known.getLen(),
          known.isDirectory(),
          known.getReplication(),
          known.getBlockSize(),
          known.getModificationTime(),
          known.getAccessTime(),
          FsPermission.valueOf("-" + PosixFilePermissions.toString(attributes.permissions())),
          attributes.owner().getName(),
          attributes.group().getName(),
          known.getPath());
    }
  }

  /** Hadoop throws an error of its own where a disk is full, and does not say which. */
  private static final class Written extends FilterOutputStream {

    private final File file;

    Written(File file, OutputStream out) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int count) throws IOException {
      try {
        out.write(bytes, start, count);
      } catch (FSError e) {
        // Without its cause, which is the same and names no file.
        throw new FileSystemException(file.toString(), null, e.getCause().getMessage());
      }
    }
  }
}
