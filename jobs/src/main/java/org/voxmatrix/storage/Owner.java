package org.voxmatrix.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process. Whether it has ended is told only where its number means the same as here, in one
 * kernel's PID namespace since one boot, and by no clock that may be set.
 *
 * @param host name of the machine, for people
 * @param pid process id
 * @param started clock ticks between the boot of the machine and the start of the process
 * @param kernel boot id and PID namespace; empty where the system does not tell them
 */
public record Owner(String host, long pid, long started, String kernel) {

  private static final Path PROC = Path.of("/proc");
  private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d+)-([-0-9a-f]{36})-(\\d+)");
  private static final int START_TIME = 19; // Of the fields after the name: proc(5), field 22.
  private static final long NONE = -1;
  private static final long HIDDEN = -2;
  private static final Owner SELF = new Owner(hostName(), ProcessHandle.current().pid());

  private Owner(String host, long pid) {
    this(host, pid, Math.max(0, started(pid)), kernelId());
  }

  public static Owner self() {
    return SELF;
  }

  /** Texts of an earlier version, with a time and no kernel, tell of no end. */
  public static Owner parse(String text) {
    int last = text.lastIndexOf(':');
    int before = text.lastIndexOf(':', last - 1);
    int kernel = text.indexOf('@', last);
    return new Owner(
        text.substring(0, before),
        Long.parseLong(text.substring(before + 1, last)),
        Long.parseLong(text.substring(last + 1, kernel < 0 ? text.length() : kernel)),
        kernel < 0 ? "" : text.substring(kernel + 1));
  }

  /** A name for files of the process, of which {@link #ofFileName} tells whose they are. */
  public String fileName() {
    return kernel.isEmpty()
        ? UUID.randomUUID().toString()
        : "%d-%d-%s".formatted(pid, started, kernel.replace('/', '-'));
  }

  /** The process that gave files that name; empty where it was none, or the system told nothing. */
  public static Optional<Owner> ofFileName(String name) {
    Matcher found = NAME.matcher(name);
    return found.matches()
        ? Optional.of(
            new Owner(
                SELF.host,
                Long.parseLong(found.group(1)),
                Long.parseLong(found.group(2)),
                found.group(3) + "/" + found.group(4)))
        : Optional.empty();
  }

  /** Whether the process of that text in a table is known to have ended. */
  public static boolean ended(String text) {
    return parse(text).ended();
  }

  /** Whether the process is known to have ended. */
  public boolean ended() {
    if (kernel.isEmpty()
        || !kernel.equals(SELF.kernel)
        || !Files.isReadable(PROC.resolve("1/stat"))) { // Processes of others are hidden.
      return false;
    }
    long now = started(pid);
    return now != HIDDEN && now != started;
  }

  /** The tick in which a process began, or why that is not known. */
  private static long started(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return fields[0].matches("[ZX]") ? NONE : Long.parseLong(fields[START_TIME]);
    } catch (AccessDeniedException hidden) {
      return HIDDEN;
    } catch (IOException ended) { // Before it was opened, or before it was read.
      return NONE;
    }
  }

  private static String kernelId() {
    try {
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      String namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
      return boot + "/" + namespace.replaceAll("\\D", "");
    } catch (IOException e) {
      return "";
    }
  }

  public String describe() {
    return "process " + pid + " on " + host;
  }

  @Override
  public String toString() {
    return host + ":" + pid + ":" + started + (kernel.isEmpty() ? "" : "@" + kernel);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
