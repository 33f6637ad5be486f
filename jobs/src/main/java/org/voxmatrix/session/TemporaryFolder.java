package org.voxmatrix.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.model.OnnxLibraries;
import org.voxmatrix.storage.Owner;
import org.voxmatrix.storage.PrivateFiles;

/**
 * Where this process puts what is temporary: Spark's blocks, which have URIs in clear, and native
 * libraries. It is the user's alone and goes with the process; what a killed process left goes with
 * the next one.
 */
public final class TemporaryFolder {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
  private static final String PROPERTY = "java.io.tmpdir";

  private static final Set<String> LOCAL =
      Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "tmpfs", "overlay");

  private static final String OWN = "rwx------";
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWN));

  /** After Spark has removed what is its own. */
  private static final int LAST = 1;

  private static String used;

  private TemporaryFolder() {}

  /** Lets the process have its own folder in place of {@code java.io.tmpdir}, once. */
  public static synchronized void use() {
    if (used == null) {
      String given = System.getProperty(PROPERTY);
      used = inOne(given);
      System.setProperty(PROPERTY, used);
      if (!used.equals(given)) {
        System.getProperties().putIfAbsent(OnnxLibraries.FOLDER, used + "/onnxruntime");
      }
    }
  }

  /**
   * Folders of this process, one in each of those.
   *
   * @param folders separated by commas, as Spark has them; those that cannot be used stay, for
   *     others to say why
   */
  static String in(String folders) {
    return Arrays.stream(folders.split(","))
        .map(String::strip)
        .map(TemporaryFolder::inOne)
        .collect(Collectors.joining(","));
  }

  private static String inOne(String folder) {
    try {
      Path all = ofUser(Path.of(folder));
      Path own = all.resolve(Owner.self().fileName());
      Files.createDirectories(own, PRIVATE);
      ShutdownHookManager.get().addShutdownHook(() -> delete(own), LAST);
      return own.toString();
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("No temporary folder in {}", folder, e);
      return folder;
    }
  }

  /**
   * One that somebody else has made, or may write to, is not used; all others are swept. It is
   * called after who owns the process: Java calls all users without an entry in passwd alike.
   */
  private static Path ofUser(Path folder) throws IOException {
    String name = "voxmatrix-" + PrivateFiles.user().getName().replaceAll("[^\\w.-]", "_");
    Path first = folder.resolve(name);
    try {
      Files.createDirectory(first, PRIVATE);
    } catch (FileAlreadyExistsException e) {
      if (!isOwn(first)) {
        LOG.warn("Temporary folder {} is not the user's alone: another is used", first);
      }
    }
    List<Path> own = own(folder, name);
    for (Path each : own) {
      sweep(each);
    }
    return isOwn(first)
        ? first
        : own.isEmpty()
            ? Files.createDirectory(folder.resolve(name + "-" + UUID.randomUUID()), PRIVATE)
            : own.get(0);
  }

  /** The one of that name, and those that were used in place of it. */
  private static List<Path> own(Path folder, String name) throws IOException {
    Pattern names =
        Pattern.compile(Pattern.quote(name) + "(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> names.matcher(file.getFileName().toString()).matches())
          .filter(TemporaryFolder::isOwn)
          .toList();
    }
  }

  private static boolean isOwn(Path folder) {
    try {
      PosixFileAttributes found =
          Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isDirectory()
          && found.owner().equals(PrivateFiles.user())
          && PosixFilePermissions.toString(found.permissions()).equals(OWN);
    } catch (IOException e) {
      return false; // Gone meanwhile.
    }
  }

  /** Removes what processes left that have ended. */
  private static void sweep(Path all) throws IOException {
    try (Stream<Path> folders = Files.list(all)) {
      folders.filter(TemporaryFolder::isLeft).forEach(TemporaryFolder::delete);
    }
  }

  private static boolean isLeft(Path folder) {
    return Owner.ofFileName(folder.getFileName().toString())
        .filter(owner -> owner.ended() || isOfEarlierBoot(folder, owner))
        .isPresent();
  }

  /** On a disk that other machines do not share. */
  private static boolean isOfEarlierBoot(Path folder, Owner owner) {
    try {
      return !Owner.self().kernel().isEmpty()
          && !boot(owner).equals(boot(Owner.self()))
          && LOCAL.contains(Files.getFileStore(folder).type());
    } catch (IOException e) {
      return false;
    }
  }

  private static String boot(Owner owner) {
    return owner.kernel().replaceFirst("/.*", "");
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} is not removed: others may be removing it", folder, e);
    }
  }
}
