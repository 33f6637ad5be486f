package org.voxmatrix.cli.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command of Voxmatrix, printed to be pasted into a shell. */
public final class ShellCommand {

  private ShellCommand() {}

  /**
   * The line, with what POSIX shells need in quotes.
   *
   * @param words of the command, after its name
   * @param more to follow them
   */
  public static String of(List<String> more, String... words) {
    // The launcher says how it was called.
    String name = System.getProperty("voxmatrix.command", "voxmatrix");
    return Stream.of(Stream.of(name), Arrays.stream(words), more.stream())
        .flatMap(all -> all)
        .map(ShellCommand::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
