package org.voxmatrix.storage;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/**
 * A failure of storage that users can mend.
 *
 * @param type of the exception
 * @param words what its message has in it; empty for any message
 * @param meaning the rest of a sentence that begins with the place; ends with the remedy
 */
record KnownFailure(Class<?> type, Pattern words, String meaning) {

  private static final String DENIED = "may not be read or written: grant access";
  private static final String ABSENT = "does not exist: check the path";
  private static final String FILE = "is a file where a folder is needed: give another path";
  private static final String READ_ONLY = "is read-only: grant access, or give another";
  private static final String UNREACHABLE = "cannot be reached: check host, port and network";

  /** The meaning of a failure for want of space. */
  static final String FULL = "is on a full disk: free space";

  /** Systems and SQLite have words where the class of an exception says little: they come first. */
  private static final List<KnownFailure> ALL =
      List.of(
          of(Throwable.class, "No space left on device|Disk quota exceeded|\\[SQLITE_FULL", FULL),
          of(Exception.class, "Read-only file system|\\[SQLITE_READONLY", READ_ONLY),
          of(
              Exception.class,
              "\\[SQLITE_(BUSY|LOCKED)",
              "is locked by another process: wait for it, or give more --catalog-wait"),
          of(
              Exception.class,
              "\\[SQLITE_CANTOPEN",
              "cannot be opened: check the folder of the warehouse and grant access"),
          of(
              Exception.class,
              "\\[SQLITE_NOTADB|\\[SQLITE_CORRUPT",
              "is damaged: restore it, or let 'voxmatrix repair' make it anew"),
          of(IOException.class, "Permission denied|Operation not permitted", DENIED),
          of(IOException.class, "Is a directory", "is a folder: name a file"),
          of(IOException.class, "Not a directory", FILE),
          of(IOException.class, "Mkdirs failed", "cannot be made: check the path and its access"),
          of(IOException.class, "File name too long", "has too long a name: choose a shorter one"),
          of(IOException.class, "Too many open files", "is one file too many: raise ulimit -n"),
          of(IOException.class, "Input/output error", "cannot be read: check the disk"),
          of(AccessDeniedException.class, "", DENIED),
          of(AccessControlException.class, "", DENIED),
          of(NoSuchFileException.class, "", ABSENT),
          of(FileNotFoundException.class, "", ABSENT),
          of(FileAlreadyExistsException.class, "", FILE),
          of(org.apache.hadoop.fs.FileAlreadyExistsException.class, "", FILE),
          of(NotDirectoryException.class, "", FILE),
          of(ParentNotDirectoryException.class, "", FILE),
          of(ReadOnlyFileSystemException.class, "", READ_ONLY),
          of(CharacterCodingException.class, "", "is not in UTF-8: convert it"),
          of(EOFException.class, "", "ends too early: write it again"),
          of(InvalidPathException.class, "", "is no path: correct it"),
          of(UnknownHostException.class, "", UNREACHABLE),
          of(ConnectException.class, "", UNREACHABLE),
          of(
              UnsupportedFileSystemException.class,
              "",
              "is on a file system that is not supported here: add its jar to"
                  + " VOXMATRIX_CLASSPATH"));

  private static KnownFailure of(Class<?> type, String words, String meaning) {
    return new KnownFailure(type, Pattern.compile(words), meaning);
  }

  /** Whether a file is not there. */
  boolean isAbsence() {
    return meaning.equals(ABSENT);
  }

  /** The failure that an exception tells of, by itself and not by its causes. */
  static Optional<KnownFailure> of(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return ALL.stream()
        .filter(one -> one.type.isInstance(failure) && one.words.matcher(message).find())
        .findFirst();
  }
}
