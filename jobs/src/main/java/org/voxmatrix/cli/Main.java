package org.voxmatrix.cli;

/** The command line. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.err.println("voxmatrix: no jobs yet");
  }
}
