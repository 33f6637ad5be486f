package org.voxmatrix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Plain tests, because Surefire 3.5.3 silently runs none of ArchUnit's own {@code @ArchTest}s. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.voxmatrix");

  @Test
  void onlyTheTablesKnowHowTablesAreStored() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.voxmatrix.tables..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.iceberg..", "org.sqlite..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void nothingKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.voxmatrix.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.voxmatrix.cli..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void manifestsNeedNoSpark() {
    noClasses()
        .that()
        .resideInAPackage("org.voxmatrix.manifest..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CLASSES);
  }
}
