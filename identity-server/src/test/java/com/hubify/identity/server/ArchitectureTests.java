package com.hubify.identity.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.hubify.testing.ArchitectureRules;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTests implements ArchitectureRules {

    private static final JavaClasses SERVER = ArchitectureRules.importing("com.hubify.identity.server");

    @Override
    public JavaClasses module() {
        return SERVER;
    }

    @Override
    public String root() {
        return "com.hubify.identity.server";
    }

    @Override
    public boolean handsInTheClock(JavaClass type) {
        return type.getName().startsWith(IdentityServerConfiguration.class.getName());
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
                        .and(not(resideInAPackage("..server.redis..")))
                        .or(named("Vault").and(not(resideInAPackage("..server.vault.."))))
                        .or(endingWith("Controller"))
                        .or(endingWith("Properties")))
                .should()
                .notBePublic()
                .because("what is hidden is free to change; redis and vault are there for the adapters of others"));
    }

    @Test
    void onlyTheVocabularyOfTheStarterIsUsed() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.hubify.identity.resource..")
                .because("server and starter are released to different people"));
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
