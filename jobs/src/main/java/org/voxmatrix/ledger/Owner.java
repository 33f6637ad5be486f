package org.voxmatrix.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told apart from a later one of the same number by its start time.
 *
 * @param host name of the machine
 * @param pid process id
 * @param startedAt start of the process in milliseconds since the epoch
 */
public record Owner(String host, long pid, long startedAt) {

  static Owner self() {
    return of(ProcessHandle.current());
  }

  private static Owner of(ProcessHandle process) {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new Owner(hostName(), process.pid(), started);
  }

  static Owner parse(String text) {
    int at = text.lastIndexOf(':');
    int before = text.lastIndexOf(':', at - 1);
    return new Owner(
        text.substring(0, before),
        Long.parseLong(text.substring(before + 1, at)),
        Long.parseLong(text.substring(at + 1)));
  }

  /** Whether the process of that text in a table is known to have ended. */
  public static boolean ended(String text) {
    return parse(text).ended();
  }

  /** Whether the process is known to have ended: only a process of this machine can be known. */
  boolean ended() {
    if (!host.equals(hostName())) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isEmpty() || !of(process.get()).equals(this);
  }

  String describe() {
    return "process " + pid + " on " + host;
  }

  @Override
  public String toString() {
    return host + ":" + pid + ":" + startedAt;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
