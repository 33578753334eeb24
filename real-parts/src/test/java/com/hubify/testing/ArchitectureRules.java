package com.hubify.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of every module. Its architecture tests implement this, and say their own beside them. */
public interface ArchitectureRules {

    /** All classes below a package, without tests. */
    static JavaClasses importing(String root) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    /** Files of a package, at most. */
    int MOST_FILES = 20;

    /** The classes that the rules are about. */
    JavaClasses module();

    /** The package whose packages are the features. */
    String root();

    /** Whether the class may ask for the machine's clock, to hand it to all others. */
    default boolean handsInTheClock(JavaClass type) {
        return false;
    }

    @Test
    default void featuresFormNoCycle() {
        slices().matching(root() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature must be readable alone")
                .check(module());
    }

    @Test
    default void timeIsHandedIn() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(target(describe(
                        "now() without a clock",
                        method -> method.getName().equals("now")
                                && method.getOwner().getPackageName().equals("java.time")
                                && method.getFullName().endsWith("()"))))
                .because("expiry must be testable")
                .check(module());
        noClasses()
                .that(describe("do not hand in the clock", type -> !handsInTheClock(type)))
                .should()
                .callMethod(Clock.class, "systemUTC")
                .because("there is one clock")
                .check(module());
    }

    /** An authentication manager is Spring's. */
    @Test
    default void namesMeanSomething() {
        noClasses()
                .should()
                .haveNameMatching("(?i).*\\.(utils?|helpers?|common|misc|managers?)\\..*")
                .orShould()
                .haveNameMatching("(?i).*(utils?|helper|misc|impl|(?<!Authentication)manager)")
                .because("a name that says nothing gathers everything")
                .check(module());
    }

    @Test
    default void packagesAreSmall() {
        Map<String, Long> large = module().stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        large.values().removeIf(files -> files <= MOST_FILES);
        assertThat(large)
                .as("packages with too many files to be read at once; a part of them is a feature")
                .isEmpty();
    }

    @Test
    default void packagesAreNullMarked() {
        assertThat(module().stream()
                        .map(JavaClass::getPackage)
                        .filter(owner -> !owner.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .as("packages without @NullMarked, where the compiler would not check for null")
                .isEmpty();
    }
}
