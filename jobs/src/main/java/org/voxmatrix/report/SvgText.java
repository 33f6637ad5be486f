package org.voxmatrix.report;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a drawing is as SVG, made fit for a page: named, scaled with it, and with texts as wide as
 * they were when they were laid out, whatever the reader's fonts are.
 *
 * @param name by which it is told from others in a page
 * @param width in pixels
 * @param height in pixels
 * @param raw as the library writes it
 */
record SvgText(String name, String title, String description, int width, int height, String raw) {

  private static final Pattern ROOT = Pattern.compile("(?s)^.*?<svg[^>]*>");
  private static final Pattern TEXT = Pattern.compile("<text ([^>]*)>([^<]*)</text>");
  private static final Pattern SIZE = Pattern.compile("font-size:([0-9.]+)px");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern LONG_NUMBER = Pattern.compile("(\\d\\.\\d{2})\\d+");
  private static final String FONT = "font-family:Verdana,'DejaVu Sans',sans-serif;font-size:12px";

  String inPage() {
    return svg("role=\"img\" aria-labelledby=\"%1$s-title %1$s-text\"".formatted(name));
  }

  /** On white. */
  String file() {
    return svg("width=\"%d\" height=\"%d\" style=\"background:#fff\"".formatted(width, height));
  }

  private String svg(String attributes) {
    String root =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
            + " viewBox=\"0 0 %d %d\" %s>\n".formatted(width, height, attributes)
            + "<title id=\"%s-title\">%s</title>\n".formatted(name, escape(title))
            + "<desc id=\"%s-text\">%s</desc>\n".formatted(name, escape(description))
            + "<g style=\"%s\">".formatted(FONT);
    String body =
        ROOT.matcher(raw)
            .replaceFirst("")
            .replace("</svg>", "</g></svg>")
            // Names are of the whole page.
            .replace("clip-path=\"url(#", "clip-path=\"url(#" + name)
            .replace("<clipPath id=\"", "<clipPath id=\"" + name)
            .replace("<image ", "<image style=\"image-rendering:pixelated\" ");
    return root + shortened(measured(body)).strip() + "\n";
  }

  private static String measured(String body) {
    return TEXT.matcher(body)
        .replaceAll(
            text -> {
              Matcher size = SIZE.matcher(text.group(1));
              float points = size.find() ? Float.parseFloat(size.group(1)) : Fonts.TEXT.getSize2D();
              double width = Fonts.width(plain(text.group(2)), Fonts.TEXT.deriveFont(points));
              return Matcher.quoteReplacement(
                  String.format(
                      Locale.ROOT,
                      "<text %s textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\">%s</text>",
                      text.group(1),
                      width,
                      text.group(2)));
            });
  }

  /** Hundredths of a pixel are enough. */
  private static String shortened(String body) {
    return TAG.matcher(body)
        .replaceAll(
            tag -> Matcher.quoteReplacement(LONG_NUMBER.matcher(tag.group()).replaceAll("$1")));
  }

  private static String plain(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
