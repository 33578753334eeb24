package com.hubify.identity.resource.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.method.HandlerMethod;

class HandlerDemandTests {

    @Test
    void addUpTypeMethodAndParents() throws Exception {
        assertThat(of(new Notes(), "write").values())
                .containsExactlyInAnyOrder("notes:read", "notes:write", "audit:write");
    }

    // Fault: "@RequiresScope or @MaxStaleness on" some class, which did not even carry it.
    @Test
    void areNamedWithTheirPlace() throws Exception {
        assertThat(new AnnotatedPlace(Plain.class, Plain.class, Plain.class.getMethod("read")).annotations())
                .isEqualTo("@RequiresScope on " + Plain.class.getName() + "#read()");
        assertThat(new AnnotatedPlace(Later.class, Later.class, null).annotations())
                .isEqualTo("@MaxStaleness on " + Careful.class.getName() + ", which " + Later.class.getName()
                        + " inherits,");
        assertThat(new AnnotatedPlace(Mixed.class, Mixed.class, null).annotations())
                .isEqualTo("@RequiresScope on " + Mixed.class.getName() + " and @MaxStaleness on "
                        + Careful.class.getName());
    }

    static class Later implements Careful {}

    @RequiresScope("labs:read")
    static class Mixed implements Careful {}

    @Test
    void areReadFromAnnotationsOfTheService() throws Exception {
        assertThat(of(new Plain(), "read").values()).containsExactly("labs:read");
    }

    @Test
    void areNoneWhereNothingIsNamed() throws Exception {
        assertThat(of(new Plain(), "open").areNone()).isTrue();
    }

    @Test
    void areReadFromHandlersThatAreNoMethods() {
        assertThat(HandlerDemand.at(AnnotatedPlace.ofHandler(new Notes()))
                        .scopes()
                        .values())
                .containsExactly("notes:read");
    }

    @Test
    void mustBeScopes() {
        assertThatIllegalStateException().isThrownBy(() -> of(new Plain(), "misspelt"));
    }

    @Test
    void takeTheStrictestBoundOfMethodTypeParentsAndOwnAnnotations() throws Exception {
        assertThat(staleness(new Fresh(), "seconds")).isEqualTo(Duration.ofSeconds(2));
        assertThat(staleness(new Fresh(), "hour")).isEqualTo(Duration.ofSeconds(30));
        assertThat(staleness(new Fresh(), "own")).isEqualTo(Duration.ofMillis(500));
        assertThat(staleness(new Plain(), "open")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zero", "negative", "word", "empty", "huge"})
    void mustBePositiveDurations(String method) {
        assertThatIllegalStateException()
                .isThrownBy(() -> staleness(new Odd(), method))
                .withMessageContaining("is not a positive duration")
                .withMessageContaining(method + "()");
    }

    /** A bound that nobody can keep would be a promise and nothing more. */
    @Test
    void areNoShorterThanWhatAnAnswerMayBeBehind() {
        assertThatIllegalStateException()
                .isThrownBy(() -> staleness(new Odd(), "tooShort"))
                .withMessageContaining("@MaxStaleness(\"199ms\")")
                .withMessageContaining("may itself be 200 ms behind");
    }

    private @Nullable Duration staleness(Object bean, String method) throws NoSuchMethodException {
        return HandlerDemand.at(AnnotatedPlace.ofHandler(new HandlerMethod(bean, method)))
                .staleness();
    }

    private Scopes of(Object bean, String method) throws NoSuchMethodException {
        return HandlerDemand.at(AnnotatedPlace.ofHandler(new HandlerMethod(bean, method)))
                .scopes();
    }

    interface Writing {

        @RequiresScope("audit:write")
        void write();
    }

    @RequiresScope("notes:read")
    static class Notes implements Writing {

        @Override
        @RequiresScope("notes:write")
        public void write() {}
    }

    @MaxStaleness("30s")
    interface Careful {}

    @MaxStaleness("1m")
    static class Fresh implements Careful {

        @MaxStaleness("2s")
        public void seconds() {}

        @MaxStaleness("1h")
        public void hour() {}

        @Instantly
        public void own() {}
    }

    static class Odd {

        @MaxStaleness("0s")
        public void zero() {}

        @MaxStaleness("-2s")
        public void negative() {}

        @MaxStaleness("soon")
        public void word() {}

        @MaxStaleness("")
        public void empty() {}

        @MaxStaleness("99999999999999999999d")
        public void huge() {}

        @MaxStaleness("199ms")
        public void tooShort() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @MaxStaleness("PT0.5S")
    @interface Instantly {}

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresScope("labs:read")
    @interface ReadsLabs {}

    static class Plain {

        @ReadsLabs
        public void read() {}

        public void open() {}

        @RequiresScope("labs:")
        public void misspelt() {}
    }
}
