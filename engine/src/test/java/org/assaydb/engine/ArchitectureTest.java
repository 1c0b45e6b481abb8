package org.assaydb.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of dependencies between the modules (all but benchmarks, which nothing uses). */
@AnalyzeClasses(
    packages = "org.assaydb",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {

  /** Leaves out the published fakes: as jars they do not look like test classes to ArchUnit. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule modulesDependInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.assaydb..")
          .layer("proofs")
          .definedBy("org.assaydb.proofs..")
          .layer("ads-index")
          .definedBy("org.assaydb.ads..")
          .layer("consensus")
          .definedBy("org.assaydb.consensus..")
          .layer("sql-layer")
          .definedBy("org.assaydb.sql..")
          .layer("jdbc-driver")
          .definedBy("org.assaydb.jdbc..")
          .layer("engine")
          .definedBy("org.assaydb.engine..")
          .whereLayer("proofs")
          .mayNotAccessAnyLayer()
          .whereLayer("ads-index")
          .mayOnlyAccessLayers("proofs")
          .whereLayer("consensus")
          .mayOnlyAccessLayers("proofs")
          .whereLayer("sql-layer")
          .mayOnlyAccessLayers("proofs")
          .whereLayer("jdbc-driver")
          .mayOnlyAccessLayers("sql-layer", "proofs")
          .whereLayer("engine")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule modulesHaveNoCycles =
      slices().matching("org.assaydb.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule subPackagesHaveNoCycles =
      slices().matching("org.assaydb.(*).(*)..").should().beFreeOfCycles();

  /** The other modules run in any JVM without flags and without native code. */
  @ArchTest
  static final ArchRule nativeLibrariesStayOnTheReplica =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.assaydb.ads..", "org.assaydb.consensus..", "org.assaydb.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.rocksdb..", "io.netty..", "org.apache.arrow..");
}
