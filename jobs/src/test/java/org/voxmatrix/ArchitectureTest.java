package org.voxmatrix;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

/** Plain tests, because Surefire 3.5.3 silently runs none of ArchUnit's own {@code @ArchTest}s. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
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
            "org.apache.iceberg.spark..",
            "org.apache.iceberg.types..",
            "org.apache.iceberg.util..",
            "org.sqlite..",
            "java.sql..")
        .check(CLASSES);
  }

  /** Which rows of a table are meant is said where its rows are read. */
  @Test
  void onlyTheClassesOfATableSelectItsRows() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.voxmatrix.tables..", "org.voxmatrix.ledger..", "org.voxmatrix.jobs.erase..")
        .and()
        .haveNameNotMatching(".*(Table|ScoreBlocks|ProfileWriter)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.iceberg..")
        .check(CLASSES);
  }

  /** A file is a top-level class with all that is in it, and the builder that is made of it. */
  @Test
  void noFilesImportEachOther() {
    slices().assignedFrom(new Files()).should().beFreeOfCycles().check(CLASSES);
  }

  private static final class Files implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getName().replaceFirst("(Builder)?(\\$.*)?$", ""));
    }

    @Override
    public String getDescription() {
      return "files";
    }
  }

  /** The voice too, which is on this module's class path. */
  @Test
  void identityAloneDigestsAndMakesMappers() {
    assertThat(CLASSES.contain("org.voxmatrix.model.ModelBundle")).isTrue();
    noClasses()
        .that()
        .resideOutsideOfPackage("org.voxmatrix.identity..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(MessageDigest.class, JsonMapper.class)
        .orShould()
        .callConstructor(ObjectMapper.class)
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
