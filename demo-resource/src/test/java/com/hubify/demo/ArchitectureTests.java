package com.hubify.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.envelope.ErrorBody;
import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestController;

class ArchitectureTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.hubify.demo");

    @Test
    void featuresFormNoCycle() {
        slices().matching("com.hubify.demo.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature must be readable alone")
                .check(CLASSES);
    }

    @Test
    void holdsNoSecurityCode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.security..", "com.nimbusds..")
                .because("one dependency is all that protects a service; the demo is the proof")
                .check(CLASSES);
    }

    @Test
    void knowsSixTypesOfTheStarter() {
        DescribedPredicate<JavaClass> starter = JavaClass.Predicates.resideInAnyPackage("com.hubify.identity..");
        DescribedPredicate<JavaClass> known = JavaClass.Predicates.belongToAnyOf(
                Caller.class, MaxStaleness.class, RequiresScope.class, Scopes.class, ErrorBody.class, RequestIds.class);

        noClasses()
                .should()
                .dependOnClassesThat(starter.and(DescribedPredicate.not(known)))
                .because(
                        "what a service has to learn is who calls, which scope a handler needs, how fresh, and what errors look like")
                .check(CLASSES);
    }

    @Test
    void valuesArePlain() {
        classes()
                .that()
                .areRecords()
                .or()
                .areEnums()
                .and()
                .areNotAnnotatedWith(ConfigurationProperties.class)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "com.hubify.demo..")
                .because("they are tested and reasoned about without a context")
                .check(CLASSES);
    }

    @Test
    void whatNobodyElseNeedsIsHidden() {
        classes()
                .that()
                .areMetaAnnotatedWith(RestController.class)
                .and()
                .areNotAnnotations()
                .or()
                .areAnnotatedWith(Configuration.class)
                .or()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should()
                .notBePublic()
                .because("what is hidden is free to change")
                .check(CLASSES);
    }

    @Test
    void timeIsHandedIn() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time must be testable")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(DemoApplication.TimeAndChance.class.getName())
                .should()
                .callMethod(Clock.class, "systemUTC")
                .because("there is one clock")
                .check(CLASSES);
    }

    @Test
    void namesMeanSomething() {
        noClasses()
                .should()
                .haveNameMatching("(?i).*\\.(utils?|helpers?|common|misc|managers?)\\..*")
                .orShould()
                .haveNameMatching("(?i).*(utils?|helper|manager|impl)")
                .because("a name says what a thing is about")
                .check(CLASSES);
    }

    @Test
    void packagesAreNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .as("nullness is settled by the compiler")
                .allMatch(java -> isNullMarked(java));
    }

    private static boolean isNullMarked(JavaPackage java) {
        return java.isAnnotatedWith(NullMarked.class);
    }
}
