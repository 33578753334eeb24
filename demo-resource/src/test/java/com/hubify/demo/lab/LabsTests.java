package com.hubify.demo.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.demo.api.PageRequest;
import com.hubify.demo.api.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LabsTests {

    private static final PageRequest ALL = new PageRequest("100", null);

    private final List<Object> events = new ArrayList<>();
    private final Labs labs = TestLabs.fresh(events::add);

    @Test
    void showsTheSamplesToEveryone() {
        assertThat(labs.visibleTo("user_ada", ALL).items()).isEqualTo(SampleLabs.ALL);
    }

    @Test
    void fillsInWhatWasLeftOut() {
        Lab lab = labs.create("user_ada", TestLabs.named("Dark Energy"));

        assertThat(lab.slug()).isEqualTo(new Slug("dark-energy"));
        assertThat(lab.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(lab.template()).isEqualTo(Template.BLANK);
        assertThat(lab.description()).isEmpty();
        assertThat(lab.createdAt()).isEqualTo(Instant.parse("2026-11-25T10:00:00Z"));
    }

    @Test
    void listsOwnLabsAfterTheSamples() {
        Lab lab = labs.create("user_ada", TestLabs.named("Dark Energy"));

        assertThat(labs.visibleTo("user_ada", ALL).items()).endsWith(lab);
    }

    @Test
    void showsPublicLabsToOthers() {
        String id = TestLabs.create(labs, "user_ada", "public");

        assertThat(labs.isVisible(id, "user_bob")).isTrue();
    }

    @Test
    void numbersSlugsOfTheSameName() {
        labs.create("user_ada", TestLabs.named("Dark Energy"));

        Lab second = labs.create("user_ada", TestLabs.named("dark energy"));

        assertThat(second.slug()).isEqualTo(new Slug("dark-energy-2"));
    }

    @Test
    void refusesSlugThatIsTaken() {
        labs.create("user_ada", TestLabs.named("Dark Energy"));

        assertThatRefusalOf(() -> labs.create("user_ada", new NewLab("Other", "dark-energy", null, null, null)))
                .withMessageContaining("slug");
    }

    // A slug that another's private lab holds must be free, or trying slugs tells which labs exist.
    @Test
    void letsTwoOwnersUseOneSlug() {
        Lab first = labs.create("user_ada", TestLabs.named("Dark Energy"));

        Lab second = labs.create("user_bob", new NewLab("Mine", "dark-energy", null, null, null));

        assertThat(second.slug()).isEqualTo(first.slug());
    }

    @Test
    void changesOnlyWhatWasSent() {
        Lab before = labs.create("user_ada", new NewLab("Dark Energy", null, "ml", "public", "About it"));

        Lab after = labs.change(before.id(), "user_ada", new LabChanges("Light Energy", null, null));

        assertThat(after).usingRecursiveComparison().ignoringFields("name").isEqualTo(before);
        assertThat(after.name()).isEqualTo("Light Energy");
    }

    @Test
    void leavesTheLabAloneIfTheChangeIsRefused() {
        Lab before = labs.create("user_ada", TestLabs.named("Dark Energy"));

        assertThatRefusalOf(() -> labs.change(before.id(), "user_ada", new LabChanges("New", null, "secret")));

        assertThat(labs.get(before.id(), "user_ada")).isEqualTo(before);
    }

    @Test
    void saysThatALabIsGone() {
        String id = TestLabs.create(labs, "user_ada", "private");

        labs.delete(id, "user_ada");

        assertThat(labs.isVisible(id, "user_ada")).isFalse();
        assertThat(events).containsExactly(new LabDeleted(id));
    }

    @Test
    void keepsNoMoreThanItsBound() {
        for (int i = 0; i < Labs.MAX_PER_OWNER; i++) {
            labs.create("user_ada", TestLabs.named("Lab"));
        }

        assertThatRefusalOf(() -> labs.create("user_ada", TestLabs.named("Lab")));
        assertThat(labs.create("user_bob", TestLabs.named("Lab"))).isNotNull();
    }

    @Nested
    class WhenItBelongsToAnother {

        // Guessing ids: a private lab must answer exactly as one that does not exist.
        @Test
        void privateLabsLookLikeNone() {
            String id = TestLabs.create(labs, "user_ada", "private");

            assertThatRefusalOf(() -> labs.get(id, "user_bob")).withMessage("Lab does not exist.");
            assertThatRefusalOf(() -> labs.get("lab_nowhere", "user_bob")).withMessage("Lab does not exist.");
            assertThatRefusalOf(() -> labs.delete(id, "user_bob")).withMessage("Lab does not exist.");
        }

        @Test
        void publicLabsCannotBeChanged() {
            String id = TestLabs.create(labs, "user_ada", "public");

            assertThatRefusalOf(() -> labs.change(id, "user_bob", new LabChanges("Mine", null, null)))
                    .withMessageContaining("someone else");
        }

        @Test
        void samplesCannotBeDeletedEvenWithoutASubject() {
            assertThatRefusalOf(() -> labs.delete("lab_00cosmology", ""));
            assertThat(events).isEmpty();
        }
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<Refusal> assertThatRefusalOf(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatExceptionOfType(Refusal.class).isThrownBy(call);
    }
}
