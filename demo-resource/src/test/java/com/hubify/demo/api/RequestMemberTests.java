package com.hubify.demo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestMemberTests {

    enum Size {
        SMALL,
        LARGE
    }

    @Test
    void readsOneLineWithoutTheSpaceAroundIt() {
        assertThat(new RequestMember("name", "  Dark Energy ").line(11)).isEqualTo("Dark Energy");
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(new RequestMember("name", "🔭🔭🔭").line(3)).isEqualTo("🔭🔭🔭");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "four", "a\nb", "a\u0000b", "a\u0085b"})
    void refusesWhatIsNotOneLine(@Nullable String value) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new RequestMember("name", value).line(3))
                .withMessageStartingWith("name ");
    }

    @Test
    void readsProseOfSeveralLines() {
        assertThat(new RequestMember("description", "a\n\tb").prose(10)).isEqualTo("a\n\tb");
        assertThat(new RequestMember("description", null).prose(10)).isEmpty();
    }

    @Test
    void refusesProseWithControlCharacters() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new RequestMember("description", "a\u001b[31mb").prose(10));
    }

    @Test
    void readsOneOfAFewWords() {
        assertThat(new RequestMember("size", "small").choice(Size.class)).contains(Size.SMALL);
        assertThat(new RequestMember("size", null).choice(Size.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMALL", "Small", "", "small ", "medium"})
    void refusesAnotherWordAndListsTheKnown(String value) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new RequestMember("size", value).choice(Size.class))
                .withMessage("size must be one of small, large.");
    }
}
