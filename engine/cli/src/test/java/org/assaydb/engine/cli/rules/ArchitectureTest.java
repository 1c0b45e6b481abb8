package org.assaydb.engine.cli.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of dependencies between the modules. */
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
          .layer("replica")
          .definedBy("org.assaydb.engine.replica..")
          .layer("cluster")
          .definedBy("org.assaydb.engine.cluster..")
          .layer("terminal")
          .definedBy("org.assaydb.engine.terminal..")
          .layer("benchmarks")
          .definedBy("org.assaydb.benchmarks..")
          .layer("cli")
          .definedBy("org.assaydb.engine.cli..")
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
          .whereLayer("replica")
          .mayOnlyAccessLayers("proofs", "ads-index", "consensus")
          .whereLayer("cluster")
          .mayOnlyAccessLayers("replica", "jdbc-driver", "consensus", "ads-index", "proofs")
          .whereLayer("terminal")
          .mayOnlyAccessLayers("jdbc-driver", "proofs")
          .whereLayer("benchmarks")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  /** Replica and driver are siblings: what they share is in proofs. */
  @ArchTest
  static final ArchRule replicaKnowsNeitherDriverNorSql =
      noClasses()
          .that()
          .resideInAPackage("org.assaydb.engine.replica..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.assaydb.jdbc..", "org.assaydb.sql..", "org.apache.calcite..");

  /** What a client runs cannot come to lean on who builds or cuts what it checks. */
  @ArchTest
  static final ArchRule verifierImportsNoProver =
      noClasses()
          .that()
          .resideInAnyPackage("org.assaydb.proofs..", "org.assaydb.sql..", "org.assaydb.jdbc..")
          .and()
          .resideOutsideOfPackage("org.assaydb.proofs.vo.prove..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.assaydb.proofs.vo.prove..");

  /** Within modules too: every package is a slice of its own. */
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.assaydb.(**)").should().beFreeOfCycles();

  /** The other modules run in any JVM without flags and without native code. */
  @ArchTest
  static final ArchRule nativeLibrariesStayOnTheReplica =
      noClasses()
          .that()
          .resideInAnyPackage("org.assaydb.proofs..", "org.assaydb.sql..", "org.assaydb.jdbc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.rocksdb..", "io.netty..", "org.apache.arrow..");
}
