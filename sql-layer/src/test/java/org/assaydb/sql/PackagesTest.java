package org.assaydb.sql;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The direction of dependencies between the packages of this module. */
@AnalyzeClasses(packages = "org.assaydb.sql", importOptions = ImportOption.DoNotIncludeTests.class)
final class PackagesTest {

  /** One slice a package; the types of the root package, which a pattern leaves out, are one. */
  private static final class EachPackage implements SliceAssignment {
    private static final String ROOT = "org.assaydb.sql";

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return name.equals(ROOT) || name.startsWith(ROOT + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "the packages of " + ROOT;
    }
  }

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();
}
