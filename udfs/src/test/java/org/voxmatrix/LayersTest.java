package org.voxmatrix;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Plain tests, because Surefire 3.5.3 silently runs none of ArchUnit's own {@code @ArchTest}s. */
class LayersTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.voxmatrix");

  /** The voice runs without Spark; {@code org.voxmatrix.sql} alone puts it into queries. */
  @Test
  void onlySqlKnowsSparkAndHadoop() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.voxmatrix.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
  }

  @Test
  void nothingKnowsSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.voxmatrix.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.voxmatrix.sql..")
        .check(CLASSES);
  }

  @Test
  void identityKnowsNothingOfVoices() {
    noClasses()
        .that()
        .resideInAPackage("org.voxmatrix.identity..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.voxmatrix..")
                .and(resideOutsideOfPackage("org.voxmatrix.identity..")))
        .check(CLASSES);
  }
}
