package org.voxmatrix.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.model.ModelBundle;

class ModelRefTest {

  /** As on a cluster, where paths without a scheme are elsewhere on HDFS. */
  @Test
  void aPathWithoutASchemeIsAFolderOfThisMachine() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.defaultFS", "hdfs://127.0.0.1:1");
    ModelBundle bundle = ModelRef.bundle("../models/voxmatrix-v0.1", hadoop);
    assertThat(bundle.sha256()).isEqualTo(ModelBundle.loadDefault().sha256());
  }

  @Test
  void aColonInAFolderIsNoScheme() throws IOException {
    Path link = Path.of("mo:del-" + UUID.randomUUID());
    Files.createSymbolicLink(link, Path.of("../models/voxmatrix-v0.1"));
    try {
      assertThat(ModelRef.bundle(link.toString(), new Configuration()).sha256())
          .isEqualTo(ModelBundle.loadDefault().sha256());
    } finally {
      Files.delete(link);
    }
  }

  /** On an executor, which has not seen what the driver loaded. */
  @Test
  void executorsHaveBundledModelsInTheirJar() {
    for (String name : ModelBundle.BUNDLED) {
      String uri = ModelRef.BUNDLED + name;
      ModelBundle ofDriver = ModelRef.bundle(uri, new Configuration());
      try (VoiceprintExtractor extractor = new ModelRef(uri, null).extractor()) {
        assertThat(extractor).isSameAs(new ModelRef(uri, null).extractor());
      }
      assertThat(ofDriver.fingerprint())
          .isEqualTo(ModelRef.bundle("../models/" + name, new Configuration()).fingerprint());
    }
  }
}
