package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

/** The layout of {@code conf/log4j2.properties}. */
class LogPatternTest {

  @Test
  void whatIsLoggedIsOneLineThatSteersNoTerminal() throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("..", "conf", "log4j2.properties"))) {
      properties.load(reader);
    }
    String pattern =
        properties
            .getProperty("appender.console.layout.pattern")
            .replace("${sys:voxmatrix.line:-}", "");
    SortedArrayStringMap context = new SortedArrayStringMap();
    context.putValue("mdc.correlation_id", "night");
    Log4jLogEvent event =
        Log4jLogEvent.newBuilder()
            .setLoggerName("org.voxmatrix.cli.Main")
            .setLevel(Level.INFO)
            .setContextData(context)
            .setMessage(
                new SimpleMessage("file a\r\n12:00:00 INFO  Main forged\u001b[2J\u009bz \"q\""))
            .build();
    assertThat(PatternLayout.newBuilder().withPattern(pattern).build().toSerializable(event))
        .endsWith(
            "INFO  Main [night] file a\\r\\n12:00:00 INFO  Main forged?[2J?z \"q\""
                + System.lineSeparator())
        .hasLineCount(1);
  }
}
