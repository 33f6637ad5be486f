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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plain tests, because Surefire 3.5.3 silently runs none of ArchUnit's own {@code @ArchTest}s. */
class ArchitectureTest {

  private static final String CHOOSING_ROWS =
      "org\\.voxmatrix\\.jobs\\.(.*Table|compare\\.ScoreBlocks|erase\\..*|retention\\..*)(\\$.*)?";

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
            "org.apache.iceberg.spark..",
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

  /** Neither by Spark nor through a connection; the rules above do not see into texts. */
  @Test
  void onlyTheTablesChangeRowsBySql() throws IOException {
    Pattern change =
        Pattern.compile(
            "\"\\s*(DELETE\\s+FROM|INSERT\\s+(INTO|OVERWRITE)|MERGE\\s+INTO|UPDATE\\s+[\\w%.\"]"
                + "|TRUNCATE\\s|(DROP|ALTER|CREATE|REPLACE)\\s+TABLE|CALL\\s)",
            Pattern.CASE_INSENSITIVE);
    assertThat(change.matcher("\"delete from vox.main.runs\"").find()).isTrue();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(100);
      for (Path source : sources) {
        if (!source.getParent().endsWith("tables")) {
          assertThat(change.matcher(Files.readString(source)).results().map(MatchResult::group))
              .as(source.toString())
              .isEmpty();
        }
      }
    }
  }

  /** What says which rows: tables of their own, and what erases and deletes by retention. */
  @Test
  void onlyTableClassesChooseRows() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.voxmatrix.tables..", "org.voxmatrix.ledger..")
        .and()
        .haveNameNotMatching(CHOOSING_ROWS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.iceberg..")
        .check(CLASSES);
  }

  /** A class with what is nested in it, and with the builder that is generated of a record. */
  @Test
  void noFilesImportEachOther() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                String file = type.getName().replaceFirst("\\$.*", "");
                return SliceIdentifier.of(file.replaceFirst("Builder$", ""));
              }

              @Override
              public String getDescription() {
                return "files";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void identityAloneDigestsAndMakesMappers() {
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
