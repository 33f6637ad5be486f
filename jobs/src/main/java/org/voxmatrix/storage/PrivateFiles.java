package org.voxmatrix.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Files and folders that nobody but the user may read, whatever the umask of the process is, unless
 * Hadoop's own setting says otherwise.
 */
public final class PrivateFiles {

  /** Spark's name of Hadoop's setting. */
  public static final String SPARK_UMASK = "spark.hadoop." + FsPermission.UMASK_LABEL;

  /** What only the group may have, too. */
  public static final String GROUP = "027";

  private static final String NOBODY = "077";
  private static final List<String> UNSET = List.of("core-default.xml");
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER = attribute("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE = attribute("rw-------");

  private PrivateFiles() {}

  private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** The umask that Spark's or Hadoop's settings give, else one that leaves others nothing. */
  public static String umask(Configuration hadoop) {
    String spark = System.getProperty(SPARK_UMASK);
    if (spark != null) {
      return spark;
    }
    String[] sources = hadoop.getPropertySources(FsPermission.UMASK_LABEL);
    return sources == null || List.of(sources).equals(UNSET)
        ? NOBODY
        : hadoop.get(FsPermission.UMASK_LABEL);
  }

  /** Settings with that umask. */
  public static Configuration of(Configuration hadoop) {
    Configuration copy = new Configuration(hadoop);
    copy.set(FsPermission.UMASK_LABEL, umask(hadoop));
    return copy;
  }

  /** Makes a folder, and those above it, where they are missing. */
  public static Path folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    if (folder.getParent() != null) {
      folder(folder.getParent());
    }
    try {
      Files.createDirectory(folder, FOLDER);
      widen(folder, FsPermission.getDirDefault());
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    return folder;
  }

  /** Makes an empty file where it is missing. */
  public static Path file(Path file) throws IOException {
    try {
      Files.createFile(file, FILE);
      widen(file, FsPermission.getFileDefault());
    } catch (FileAlreadyExistsException e) {
      return file;
    }
    return file;
  }

  /** Who runs this process. */
  public static UserPrincipal user() throws IOException {
    Path process = Path.of("/proc/self");
    return Files.exists(process)
        ? Files.getOwner(process)
        : process
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }

  private static void widen(Path path, FsPermission whole) throws IOException {
    FsPermission umask = FsPermission.getUMask(of(new Configuration()));
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(whole.applyUMask(umask).toString()));
  }
}
