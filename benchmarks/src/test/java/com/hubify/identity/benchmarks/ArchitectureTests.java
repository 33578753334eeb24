package com.hubify.identity.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private final JavaClasses benchmarks = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.hubify.identity.benchmarks");

    // Such a service has only the class path of one without us.
    @Test
    void measuredServiceNeedsNothingOfTheStarter() {
        noClasses()
                .that()
                .haveSimpleName("MeasuredService")
                .or()
                .haveSimpleNameStartingWith("Bare")
                .or()
                .haveSimpleName("PlainAuthorizationServer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hubify.identity.resource..", "com.hubify.identity.parts..")
                .because("the lines without the starter would not start")
                .check(benchmarks);
    }

    @Test
    void eachProgramStandsAlone() {
        for (String program : new String[] {"verify", "http", "revocation", "server"}) {
            noClasses()
                    .that()
                    .resideInAPackage("..benchmarks." + program)
                    .should()
                    .dependOnClassesThat(DescribedPredicate.describe(
                            "of another program",
                            type -> type.getPackageName().startsWith("com.hubify.identity.benchmarks.")
                                    && !type.getPackageName().endsWith("." + program)))
                    .check(benchmarks);
        }
    }

    @Test
    void onlyProgramsArePublic() {
        classes()
                .that()
                .resideInAnyPackage("..benchmarks.http", "..benchmarks.revocation", "..benchmarks.server")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .haveSimpleNameEndingWith("Report")
                .orShould()
                .haveSimpleName("MeasuredService")
                .orShould()
                .haveSimpleName("PlainAuthorizationServer")
                .check(benchmarks);
    }
}
