package org.voxmatrix.jobs.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.StorageFault;

/** A private Python environment, of no use to others and gone with its folder. */
final class PythonEnvironment {

  private static final int MOST_MINUTES = 20;
  private static final int LONGEST = 300;
  private static final Pattern SYSTEM = Pattern.compile("\\[Errno -?\\d+\\] ([^'\")\\]\\n]+)");
  private static final List<String> PIP =
      List.of(
          "-m",
          "pip",
          "--disable-pip-version-check",
          "--no-input",
          "--no-cache-dir",
          "--retries=2",
          "--timeout=20");

  private final Path folder;
  private final Path python;

  private PythonEnvironment(Path folder, Path python) {
    this.folder = folder;
    this.python = python;
  }

  /**
   * Makes one.
   *
   * @param python the program that makes it, a path or a name on the search path
   * @param folder private, and empty
   * @throws RequestException if Python cannot be run, or has no venv
   */
  static PythonEnvironment create(String python, Path folder) {
    Path made = folder.resolve("venv");
    PythonEnvironment environment = new PythonEnvironment(folder, made.resolve("bin/python"));
    try {
      Files.createDirectory(folder.resolve("tmp"));
      environment.run(
          "Python cannot make a virtual environment",
          "install Python 3.9 or newer with venv (python3 and python3-venv), or name one with --python",
          List.of(python, "-m", "venv", made.toString()));
      return environment;
    } catch (IOException e) {
      throw StorageFault.of("root", "Temporary folder " + folder, e);
    }
  }

  /** Fetches a wheel, without what it depends on, into {@code to}. */
  void download(Catalogue.Source source, Path to) {
    List<String> command = pip("download", "--no-deps", "--only-binary=:all:");
    command.addAll(source.options());
    command.add("--dest=" + to);
    command.add(source.distribution() + "==" + source.version());
    run(
        "pip cannot fetch %s %s".formatted(source.distribution(), source.version()),
        "check the network, the disk and pip's own settings",
        command);
  }

  /** Installs packages into the environment. */
  void install(List<String> requirements) {
    List<String> command = pip("install", "--only-binary=:all:");
    command.addAll(requirements);
    run(
        "pip cannot install " + String.join(", ", requirements),
        "check the network, the disk and pip's own settings",
        command);
  }

  /** Runs a script with arguments. */
  void script(Path script, Path... arguments) {
    List<String> command = new ArrayList<>(List.of(python.toString(), script.toString()));
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    run(script.getFileName() + " failed", "check the disk and memory, and try again", command);
  }

  private List<String> pip(String... words) {
    List<String> command = new ArrayList<>(List.of(python.toString()));
    command.addAll(PIP);
    command.addAll(List.of(words));
    return command;
  }

  private void run(String failure, String remedy, List<String> command) {
    Path said = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    Map<String, String> variables = builder.environment();
    variables.remove("PYTHONPATH");
    variables.remove("PYTHONHOME");
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("PYTHONIOENCODING", "UTF-8");
    variables.put("TMPDIR", folder.resolve("tmp").toString());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw failed(failure, "'%s' cannot be run".formatted(command.get(0)), remedy);
    }
    Thread end = new Thread(process::destroyForcibly, "voxmatrix-python-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        throw failed(failure, "not done after %d minutes".formatted(MOST_MINUTES), remedy);
      }
      if (process.exitValue() != 0) {
        throw failed(failure, why(said, process.exitValue()), remedy);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
      remove(end);
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return; // It runs.
    }
  }

  private static RequestException failed(String failure, String why, String remedy) {
    return new RequestException(
        Fault.STORAGE_UNUSABLE,
        List.of("python"),
        "%s (%s): %s; nothing was added.".formatted(failure, why, remedy));
  }

  /** What the system said, or else the last line: pip's own is often that nothing was found. */
  private static String why(Path said, int code) {
    try {
      String all = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
      Matcher system = SYSTEM.matcher(all);
      if (system.find()) {
        return system.group(1).strip();
      }
      List<String> lines =
          all.lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("[notice]"))
              .toList();
      return lines.isEmpty()
          ? "exit code " + code
          : StringUtils.abbreviate(lines.get(lines.size() - 1), LONGEST);
    } catch (IOException e) {
      return "exit code " + code;
    }
  }
}
