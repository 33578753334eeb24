package com.hubify.identity.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.hubify.testing.ArchitectureRules;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class ArchitectureTests implements ArchitectureRules {

    private static final String ROOT = "com.hubify.identity.cli";

    private static final JavaClasses CLASSES = ArchitectureRules.importing(ROOT);

    @Override
    public JavaClasses module() {
        return CLASSES;
    }

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public boolean handsInTheClock(JavaClass type) {
        return type.isEquivalentTo(Main.class);
    }

    @Test
    void partsKnowNoCommands() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .because("commands are put on top of the parts, not the other way round")
                .check(CLASSES);
    }

    @Test
    void technologyStaysWhereItBelongs() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT, ROOT + ".apikey.command", ROOT + ".client.command", ROOT + ".audit.command")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .because("another way to read the command line should touch the commands alone")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".apikey.scan")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jgit..")
                .because("the jar holds the few classes that read .gitignore, and no more of it")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".apikey.scan")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.eclipse.jgit..").and(not(resideInAPackage("org.eclipse.jgit.ignore"))))
                .because("the rest is not in the jar")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".server")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http")
                .because("limits and deadlines hold only if everything goes through Http")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".login")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.net.httpserver..")
                .because("only a sign-in listens, and only for a moment")
                .check(CLASSES);
    }

    @Test
    void knowsThePlatformByTheWordsOnTheWireAlone() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("com.hubify..")
                        .and(not(resideInAnyPackage(ROOT + "..", "com.hubify.identity.protocol"))))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("the command speaks HTTP only and must stay small and quick to start")
                .check(CLASSES);
    }

    @Test
    void machineIsHandedIn() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a test must be able to be another machine at another time")
                .check(CLASSES);
    }

    @Test
    void commandsAreHidden() {
        classes()
                .that()
                .areAnnotatedWith(Command.class)
                .should()
                .notBePublic()
                .andShould()
                .haveSimpleNameEndingWith("Command")
                .because("what is hidden is free to change")
                .check(CLASSES);
    }

    @Test
    void valuesArePlain() {
        noClasses()
                .that()
                .areAssignableTo(Record.class)
                .and()
                .resideOutsideOfPackage(ROOT + ".apikey")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "tools.jackson.databind.json..")
                .because("they are tested and reasoned about without a context")
                .check(CLASSES);
    }
}
