package com.hubify.identity.resource;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.hubify.identity.limits.autoconfigure.RequestLimitAutoConfiguration;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.autoconfigure.ResourceServerAutoConfiguration;
import com.hubify.testing.ArchitectureRules;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;

class ArchitectureTests implements ArchitectureRules {

    private static final JavaClasses STARTER = ArchitectureRules.importing("com.hubify.identity");

    private static final DescribedPredicate<JavaClass> SERVLET = describe(
            "of the servlet edge",
            type -> isIn(type, "resource.servlet") || type.getName().matches(".*\\.Servlet[^.]*"));
    private static final DescribedPredicate<JavaClass> REACTIVE = describe(
            "of the reactive edge",
            type -> isIn(type, "resource.reactive") || type.getName().matches(".*\\.WebFlux[^.]*"));
    private static final DescribedPredicate<JavaClass> SERVLET_TYPES = resideInAnyPackage(
                    "jakarta.servlet..",
                    "org.springframework.web.servlet..",
                    "org.springframework.security.web",
                    "org.springframework.security.web.access..",
                    "org.springframework.security.web.servlet..",
                    "org.springframework.security.oauth2.server.resource.web")
            .as("servlet types");
    private static final DescribedPredicate<JavaClass> REACTIVE_TYPES = resideInAnyPackage(
                    "reactor..",
                    "org.reactivestreams..",
                    "org.springframework.web.server..",
                    "org.springframework.web.reactive..",
                    "org.springframework.http.server.reactive..",
                    "org.springframework.security.web.server..",
                    "org.springframework.security.config.web.server..")
            .as("reactive types");

    @Override
    public JavaClasses module() {
        return STARTER;
    }

    @Override
    public String root() {
        return "com.hubify.identity";
    }

    @Test
    void theVocabularyIsPure() {
        classes()
                .that()
                .resideInAPackage("com.hubify.identity.protocol")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("com.hubify.identity.protocol", "java..", "org.jspecify..")
                .because("every service and the command line carry it")
                .check(STARTER);
    }

    @Test
    void whatTheIdentityServerSharesKnowsNothingOfServices() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "com.hubify.identity.clerk..", "com.hubify.identity.keys..", "com.hubify.identity.settings..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.hubify.identity.resource..")
                .because("the server verifies Clerk's tokens with the same classes")
                .check(STARTER);
    }

    /** What services may name; whatever else is public is so for a neighbour within the starter, and free to change. */
    @Test
    void theFaceIsSmall() {
        classes()
                .that()
                .resideInAPackage("com.hubify.identity.resource")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotBelongToAnyOf(
                        Caller.class,
                        CallerWatch.class,
                        HubifyAuthentication.class,
                        MaxStaleness.class,
                        RequiresRecentSignIn.class,
                        RequiresScope.class,
                        ScopeAuthorities.class)
                .should()
                .notBePublic()
                .because("services name what stands here, HubifyResourceServer, HubifyReactiveResourceServer, the"
                        + " vocabulary, and resource.test")
                .check(STARTER);
    }

    /** Arrows run one way, so that each step can be read without those that follow it. */
    @Test
    void packagesKnowOnlyThoseBeforeThem() {
        slices().matching("com.hubify.identity.resource.(**)")
                .should()
                .beFreeOfCycles()
                .check(STARTER);
        layer("settings", "");
        layer("issuer", "settings");
        layer("revocation", "settings", "issuer");
        layer("keys", "settings", "issuer", "revocation");
        layer("use", "settings", "issuer", "revocation", "");
        layer("verification", "settings", "issuer", "revocation", "keys", "use", "");
        layer("memory", "settings", "issuer", "revocation", "keys", "verification", "");
        layer("demand", "settings", "");
        layer("refusal", "settings", "issuer", "revocation", "use", "");
        layer("web", "settings", "issuer", "verification", "demand", "refusal", "");
    }

    private static void layer(String step, String... before) {
        String[] known = Stream.concat(Stream.of(step), Stream.of(before))
                .map(name -> name.isEmpty() ? "com.hubify.identity.resource" : "com.hubify.identity.resource." + name)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("com.hubify.identity.resource." + step)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("com.hubify.identity.resource..").and(not(resideInAnyPackage(known))))
                .check(STARTER);
    }

    private static boolean isIn(JavaClass type, String name) {
        return (type.getPackageName() + ".").startsWith("com.hubify.identity." + name + ".");
    }

    // A service's compiler warns of each value of an annotation that is not on the class path, and may take warnings
    // for errors.
    @Test
    void whatHandlersNameNeedsNothingOptional() {
        classes()
                .that()
                .belongToAnyOf(
                        Caller.class,
                        CallerWatch.class,
                        HubifyAuthentication.class,
                        MaxStaleness.class,
                        RequiresRecentSignIn.class,
                        RequiresScope.class,
                        Scopes.class)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "com.hubify.identity..",
                                "com.fasterxml.jackson.annotation",
                                "org.jspecify..",
                                "org.slf4j",
                                "org.springframework.core..",
                                "org.springframework.security.authentication",
                                "org.springframework.security.core..")
                        // It has no values, and the compiler says nothing of it.
                        .or(type(Hidden.class)))
                .check(STARTER);
    }

    @Test
    void autoConfigurationsAreOnlyAnIndex() {
        classes()
                .that()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .because("a service names them, to exclude them, and does nothing else with them")
                .check(STARTER);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .because("a bean method is not for calling")
                .check(STARTER);
    }

    @Test
    void theCoreKnowsNoStack() {
        noClasses()
                .that(are(not(SERVLET.or(REACTIVE)
                        .or(type(ResourceServerAutoConfiguration.class))
                        .or(type(RequestLimitAutoConfiguration.class)))))
                .should()
                .dependOnClassesThat(
                        SERVLET_TYPES.or(REACTIVE_TYPES).or(SERVLET).or(REACTIVE))
                .because("services of either stack verify with the same classes")
                .check(STARTER);
    }

    @Test
    void theStacksDoNotKnowEachOther() {
        noClasses()
                .that(are(SERVLET))
                .should()
                .dependOnClassesThat(REACTIVE_TYPES.or(REACTIVE))
                .because("a servlet service has no WebFlux")
                .check(STARTER);
        noClasses()
                .that(are(REACTIVE))
                .should()
                .dependOnClassesThat(SERVLET_TYPES.or(SERVLET))
                .because("a reactive service has no servlets")
                .check(STARTER);
    }
}
