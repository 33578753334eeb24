package com.hubify.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.hubify.identity.envelope.Envelope;
import com.hubify.identity.envelope.ErrorBody;
import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.testing.ArchitectureRules;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestController;

class ArchitectureTests implements ArchitectureRules {

    private static final JavaClasses CLASSES = ArchitectureRules.importing("com.hubify.demo");

    @Override
    public JavaClasses module() {
        return CLASSES;
    }

    @Override
    public String root() {
        return "com.hubify.demo";
    }

    @Override
    public boolean handsInTheClock(JavaClass type) {
        return type.isEquivalentTo(DemoApplication.TimeAndChance.class);
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
    void knowsEightTypesOfTheStarter() {
        DescribedPredicate<JavaClass> starter = JavaClass.Predicates.resideInAnyPackage("com.hubify.identity..");
        DescribedPredicate<JavaClass> known = JavaClass.Predicates.belongToAnyOf(
                Caller.class,
                MaxStaleness.class,
                RequiresRecentSignIn.class,
                RequiresScope.class,
                Scopes.class,
                Envelope.class,
                ErrorBody.class,
                RequestIds.class);

        noClasses()
                .should()
                .dependOnClassesThat(starter.and(DescribedPredicate.not(known)))
                .because(
                        "what a service has to learn is who calls, which scope a handler needs, how fresh, how recent a sign-in, and what answers look like")
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
}
