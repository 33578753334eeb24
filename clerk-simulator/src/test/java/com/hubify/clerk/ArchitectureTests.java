package com.hubify.clerk;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;

class ArchitectureTests {

    private static final JavaClasses SIMULATOR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.hubify.clerk");

    @Test
    void featuresFormNoCycle() {
        slices().matching("com.hubify.clerk.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature must be readable alone")
                .check(SIMULATOR);
    }

    @Test
    void simulatorKnowsNothingOfThePlatform() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hubify.identity..", "com.hubify.demo..")
                .because("it stands in for somebody else's service, and shared mistakes would go unnoticed")
                .check(SIMULATOR);
    }

    @Test
    void onlyTheSigningPackageTouchesJose() {
        noClasses()
                .that()
                .resideOutsideOfPackage("com.hubify.clerk.signing")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .because("one place signs, so one place can be wrong about it")
                .check(SIMULATOR);
    }

    @Test
    void securityFilterChainStaysOff() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.security.config..", "org.springframework.security.web..")
                .because("the simulator answers as Clerk does, also where Spring Security would answer better")
                .check(SIMULATOR);
    }

    @Test
    void valuesArePlain() {
        noClasses()
                .that()
                .areRecords()
                .or()
                .areEnums()
                .and()
                .areNotAnnotatedWith(ConfigurationProperties.class)
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.web.servlet..")
                        .or(resideInAPackage("tools.jackson.."))
                        .or(resideInAPackage("com.github.benmanes..")))
                .because("they are tested and reasoned about without a context")
                .check(SIMULATOR);
    }

    @Test
    void worksAreHidden() {
        classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .or()
                .areAnnotatedWith(Configuration.class)
                .should()
                .notBePublic()
                .because("what is hidden is free to change")
                .check(SIMULATOR);
    }

    @Test
    void timeIsHandedIn() {
        noClasses()
                .that()
                .doNotHaveSimpleName("TimeAndChanceConfiguration")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .because("expiry must be testable")
                .check(SIMULATOR);
    }

    @Test
    void namesMeanSomething() {
        noClasses()
                .should()
                .haveNameMatching("(?i).*(utils?|helper|manager|impl)")
                .orShould()
                .resideInAnyPackage("..util..", "..helper..", "..common..", "..misc..", "..manager..")
                .because("a name that fits everything explains nothing")
                .check(SIMULATOR);
    }

    @Test
    void packagesAreNullMarked() {
        for (JavaClass one : SIMULATOR) {
            JavaPackage owner = one.getPackage();
            assertThat(owner.isAnnotatedWith(NullMarked.class))
                    .as("%s is @NullMarked, so that the compiler settles what may be absent", owner.getName())
                    .isTrue();
        }
    }
}
