package com.hubify.identity.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.hubify.testing.ArchitectureRules;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class ArchitectureTests implements ArchitectureRules {

    private final JavaClasses benchmarks = ArchitectureRules.importing("com.hubify.identity.benchmarks")
            .that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("..jmh_generated")));

    // Such a service has only the class path of one without us.
    @Override
    public JavaClasses module() {
        return benchmarks;
    }

    @Override
    public String root() {
        return "com.hubify.identity.benchmarks";
    }

    @Override
    public boolean handsInTheClock(JavaClass type) {
        return type.getSimpleName().endsWith("Report");
    }

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
        for (String program : new String[] {"verify", "http", "revocation", "server", "keys", "departure"}) {
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
                .resideInAnyPackage(
                        "..benchmarks.http",
                        "..benchmarks.revocation",
                        "..benchmarks.server",
                        "..benchmarks.keys",
                        "..benchmarks.departure")
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
