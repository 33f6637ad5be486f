package org.voxmatrix.cli.options;

import java.util.regex.Pattern;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.ledger.GivenId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which run to resume. */
public final class RunIdOption {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      descriptionKey = Settings.NOT_A_SETTING,
      converter = Id.class)
  public String id;

  private static final class Id implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!UUID.matcher(value).matches()) {
        throw new TypeConversionException("'" + value + "' is no run id: give a UUID, or omit it");
      }
      return GivenId.of(value);
    }
  }
}
