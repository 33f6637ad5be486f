package org.voxmatrix.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.voxmatrix.cli.terminal.Printable;
import picocli.CommandLine.Option;

/** Output for machines. */
public final class JsonOption {

  public static final String NAME = "--json";

  @Option(names = NAME, descriptionKey = "json")
  public boolean json;

  public static void print(PrintWriter out, JsonNode document) {
    out.println(Printable.json(document.toPrettyString()));
    out.flush();
  }
}
