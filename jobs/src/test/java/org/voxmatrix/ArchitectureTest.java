package org.voxmatrix;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
  void noPackagesImportEachOther() {
    slices().matching("org.voxmatrix.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** Capabilities say which rows they want by expressions, and leave the rest to the tables. */
  @Test
  void onlyTheTablesKnowHowTablesAreStored() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.voxmatrix.tables..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.iceberg",
            "org.apache.iceberg.catalog..",
            "org.apache.iceberg.data..",
            "org.apache.iceberg.exceptions..",
            "org.apache.iceberg.io..",
            "org.apache.iceberg.types..",
            "org.apache.iceberg.util..",
            "org.sqlite..",
            "java.sql..")
        .check(CLASSES);
  }

  /** By Iceberg nobody else can, as the rule above says; this is about Spark. */
  @Test
  void onlyTheTablesDeleteAndOverwriteRows() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.voxmatrix.tables..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.spark.sql.DataFrameWriterV2")
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo("org.apache.spark.sql.DataFrameWriter")))
                .and(target(nameMatching("insertInto|saveAsTable"))))
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
  void onlyTheCommandLineKnowsTheDoctor() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.voxmatrix.doctor..", "org.voxmatrix.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.voxmatrix.doctor..")
        .check(CLASSES);
  }

  @Test
  void whatIsBelowTheJobsKnowsNoJob() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.voxmatrix.tables..",
            "org.voxmatrix.session..",
            "org.voxmatrix.ledger..",
            "org.voxmatrix.recordings..",
            "org.voxmatrix.manifest..",
            "org.voxmatrix.documents..",
            "org.voxmatrix.report..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.voxmatrix.jobs..")
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
