package com.hubify.identity.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.hubify.identity.server");

    @Test
    void featuresFormNoCycle() {
        check(slices().matching("com.hubify.identity.server.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature must be readable alone"));
    }

    @Test
    void onlyRedisAdaptersUseSpringDataRedis() {
        check(noClasses()
                .that(not(named("Redis"))
                        .and(not(resideInAPackage("..server.redis..")))
                        .and(not(named("Session"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..")
                .because("replacing Redis should touch one file per feature; sessions are Spring Session's"));
    }

    @Test
    void onlyVaultAdaptersUseSpringVault() {
        check(noClasses()
                .that(not(named("Vault")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.vault..")
                .because("replacing Vault should touch one package's adapter"));
    }

    @Test
    void onlyTheSignInHandlesUpstreamUsers() {
        check(noClasses()
                .that(not(resideInAPackage("..server.login..")))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.oidc\\.user\\..*")
                .because("what Clerk sends is cut down to what we use where it arrives"));
    }

    @Test
    void valuesArePlain() {
        check(classes()
                .that()
                .areRecords()
                .and(not(named("Properties")))
                .and(DescribedPredicate.describe(
                        "are public values",
                        type -> type.getModifiers().contains(JavaModifier.PUBLIC) && !isProperties(type)))
                .should()
                .onlyDependOnClassesThat(not(technology()))
                .because("they are tested and reasoned about without a context"));
    }

    @Test
    void whatIsHiddenIsFreeToChange() {
        check(classes()
                .that(named("Redis")
                        .or(named("Vault"))
                        .or(endingWith("Controller"))
                        .or(endingWith("Properties")))
                .and(not(resideInAPackage("..server.redis..")))
                .should()
                .notBePublic()
                .because("what is hidden is free to change"));
    }

    @Test
    void onlyTheVocabularyOfTheStarterIsUsed() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.hubify.identity.resource..")
                .because("server and starter are released to different people"));
    }

    @Test
    void timeIsHandedIn() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("expiry must be testable"));
        check(noClasses()
                .that(not(simpleNameStartingWith("IdentityServerConfiguration")))
                .should()
                .callMethod(Clock.class, "systemUTC")
                .because("there is one clock"));
    }

    @Test
    void namesMeanSomething() {
        check(noClasses()
                .should()
                .haveNameMatching("(?i).*\\.(utils?|helpers?|common|misc|managers?)\\..*")
                .orShould()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
                .because("a name that says nothing gathers everything"));
    }

    private static void check(ArchRule rule) {
        rule.check(SERVER);
    }

    private static DescribedPredicate<JavaClass> named(String start) {
        return simpleNameStartingWith(start)
                .or(DescribedPredicate.describe(
                        "nested in " + start,
                        type -> type.getName()
                                .substring(type.getPackageName().length() + 1)
                                .startsWith(start)));
    }

    private static DescribedPredicate<JavaClass> endingWith(String end) {
        return DescribedPredicate.describe(
                "named …" + end, type -> type.getSimpleName().endsWith(end));
    }

    private static boolean isProperties(JavaClass type) {
        return type.getName().contains("Properties");
    }

    private static DescribedPredicate<JavaClass> technology() {
        Set<String> roots = Set.of("org.springframework.", "tools.jackson.", "io.lettuce.", "com.fasterxml.");
        return DescribedPredicate.describe("technology", type -> roots.stream().anyMatch(type.getName()::startsWith));
    }
}
