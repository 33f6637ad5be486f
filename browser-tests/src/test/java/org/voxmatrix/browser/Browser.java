package org.voxmatrix.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Headless Chromium of the machine, driven by the chromedriver of the machine. */
final class Browser implements AutoCloseable {

  /** What a page is shown on. */
  enum Screen {
    PHONE(390, 844),
    DESK(1400, 1000);

    final int width;
    final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  /** What its user prefers. */
  enum Scheme {
    LIGHT,
    DARK
  }

  private final ChromeDriver driver;

  Browser() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options =
        new ChromeOptions()
            .setBinary(found("chromium", "google-chrome"))
            .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new java.io.File(found("chromedriver")))
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
  }

  private static String found(String... names) {
    for (String name : names) {
      for (String folder : System.getenv("PATH").split(":")) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return Path.of(folder, name).toString();
        }
      }
    }
    throw new IllegalStateException("Not on the path: " + String.join(" or ", names));
  }

  void open(Path page, Screen screen, Scheme scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            screen.width,
            "height",
            screen.height,
            "deviceScaleFactor",
            1,
            "mobile",
            screen == Screen.PHONE));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of(
                    "name",
                    "prefers-color-scheme",
                    "value",
                    scheme.name().toLowerCase(java.util.Locale.ROOT)))));
    driver.get(page.toUri().toString());
  }

  /** What a script returns. */
  @SuppressWarnings("unchecked")
  <T> T ask(String script) {
    return (T) driver.executeScript(script);
  }

  /** What the console has of the page: errors, warnings and all else. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The whole page, for people to look at. */
  void screenshot(Path file) throws IOException {
    long height = this.<Long>ask("return document.documentElement.scrollHeight");
    long width = this.<Long>ask("return window.innerWidth");
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
