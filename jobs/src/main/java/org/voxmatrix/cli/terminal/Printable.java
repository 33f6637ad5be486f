package org.voxmatrix.cli.terminal;

import java.util.regex.Pattern;

/**
 * Text of somebody else on a terminal: what would steer it, or look like another line, is shown as
 * {@code \}{@code u001b} and the like.
 */
public final class Printable {

  private static final String STEERING =
      "\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069";

  private static final Pattern IN_TEXT = Pattern.compile("[\\u0000-\\u001f" + STEERING + "]");
  private static final Pattern IN_JSON = Pattern.compile("[" + STEERING + "]");

  private Printable() {}

  /** One line of text. */
  public static String text(String text) {
    return escaped(IN_TEXT, text);
  }

  /** A JSON document, which stays the same document. */
  public static String json(String document) {
    return escaped(IN_JSON, document);
  }

  private static String escaped(Pattern characters, String text) {
    return characters
        .matcher(text)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }
}
