package org.voxmatrix.jobs.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.model.ModelBundle;

class ModelNamesTest {

  @TempDir Path folder;

  @Test
  void whatHasASlashOrASchemeIsAPlaceWhateverModelsThereAre() {
    ModelFolder added = added("m");
    for (String place : new String[] {"./m", "/models/m", "hdfs://nn/m", "s3a://b/m", "a:b"}) {
      assertThat(ModelNames.find(place, added)).isEqualTo(place);
    }
  }

  @Test
  void bundledModelsComeBeforeAddedOnesAndThoseBeforeFolders() throws IOException {
    Path here = Path.of("model-" + UUID.randomUUID());
    String name = here.toString();
    Files.createDirectory(here);
    try {
      ModelFolder none = new ModelFolder(folder.resolve("none"));
      assertThat(ModelNames.find(name, none)).isEqualTo(name);
      ModelFolder added = added(name);
      assertThat(ModelNames.find(name, added)).isEqualTo(added.folder(name).toString());
    } finally {
      Files.delete(here);
    }
    ModelFolder empty = new ModelFolder(folder.resolve("empty"));
    assertThat(ModelNames.find(null, empty)).isNull();
    assertThat(ModelNames.find(ModelBundle.DEFAULT, empty))
        .isEqualTo("bundled:" + ModelBundle.DEFAULT);
    assertThat(ModelNames.find("voxmatrix-v0", empty)).isEqualTo("bundled:voxmatrix-v0");
  }

  @Test
  void whatIsNotThereIsRefused() {
    for (String name : new String[] {"nobody", "", " ", "a\0b", "a b"}) {
      ModelFolder added = added("m");
      assertThatExceptionOfType(RequestException.class)
          .as(name)
          .isThrownBy(() -> ModelNames.find(name, added))
          .withMessageContaining("There is no model '");
    }
  }

  @Test
  void theUsualFolderIsWhereProgramsKeepTheirData() {
    assertThat(ModelFolder.usual(Map.of("XDG_DATA_HOME", "/data")).path())
        .isEqualTo(Path.of("/data/voxmatrix/models"));
    for (Map<String, String> unset :
        java.util.List.of(Map.<String, String>of(), Map.of("XDG_DATA_HOME", "relative"))) {
      assertThat(ModelFolder.usual(unset).path())
          .isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/voxmatrix/models"));
    }
  }

  /** An unfinished addition, as a killed process leaves it, is none. */
  @Test
  void whatIsUnfinishedIsNoModel() throws IOException {
    ModelFolder added = added("m");
    Path left = Files.createDirectory(added.path().resolve(".n." + UUID.randomUUID() + ".1-2"));
    Files.writeString(left.resolve("bundle.json"), "{}");
    Files.createDirectory(added.path().resolve("empty"));
    assertThat(added.names()).containsExactly("m");
  }

  private ModelFolder added(String name) {
    ModelFolder added = new ModelFolder(folder.resolve("models-" + UUID.randomUUID()));
    added.add(name, Map.of("bundle.json", new byte[] {'{', '}'}));
    return added;
  }
}
