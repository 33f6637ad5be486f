package org.voxmatrix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.voxmatrix", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheTablesKnowHowTablesAreStored =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.voxmatrix.tables..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.iceberg..", "org.sqlite..");

  @ArchTest
  static final ArchRule jobsDoNotKnowTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.voxmatrix.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.voxmatrix.cli..", "picocli..");

  @ArchTest
  static final ArchRule manifestsNeedNoSpark =
      noClasses()
          .that()
          .resideInAPackage("org.voxmatrix.manifest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");
}
