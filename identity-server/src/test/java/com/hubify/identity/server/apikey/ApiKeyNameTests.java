package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyNameTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "my-integration", "Prüfstand 7", "実験", "🚀 rocket", "<b>not our business</b>"})
    void mayBeAnythingPrintable(String text) {
        assertThat(ApiKeyName.parse(text)).map(ApiKeyName::value).contains(text);
    }

    /** Persian, Hindi and Sinhala words, a family, a flag and a profession, which joiners make. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "می\u200cخواهم",
                "क्\u200dष",
                "ක්\u200dෂ",
                "👩\u200d👩\u200d👧\u200d👦 family",
                "🏳\ufe0f\u200d🌈",
                "👩🏽\u200d🚀",
                "🧑\u200d⚕\ufe0f"
            })
    void mayHoldWhatJoins(String text) {
        assertThat(ApiKeyName.parse(text)).map(ApiKeyName::value).contains(text);
    }

    /** Attack: a name that looks the same as another one, or hides how it reads; where nothing is joined, joiners can't be seen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200dمی",
                "می\u200c",
                "می\u200c خواهم",
                "می\u200c\u200cخواهم",
                "👩\u200d\u200c👧",
                "👩\u200d",
                "👩\u200d ",
                "ci\u200dcd",
                "ci\u200c\u0301cd",
                "о\u200dк",
                "7\u200d7",
                "a\u200d👧",
                "م\u200e\u200dم",
                "می\u202eخواهم",
                "می\u2067خواهم",
                "م\u061cم"
            })
    void mayHoldNoJoinerThatJoinsNothing(String text) {
        assertThat(ApiKeyName.parse(text)).isEmpty();
    }

    /**
     * Attack: a name that is a command to the terminal, forges a line of the log, or reads differently from what it is. Names
     * are printed by the command line and shown to operators.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2Jgone",
                "a\nb",
                "a\r\nSet-Cookie: x",
                "a\tb",
                "a\u0000b",
                "a\u007fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202egnp.exe",
                "a\u200bb",
                "a\ufeffb",
                "a\ue000b",
                "a\ufffeb",
                "a\ud800b"
            })
    void mayHoldNothingThatDoesNotPrint(String text) {
        assertThat(ApiKeyName.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000\u2003"})
    void mayNotBeBlank(String text) {
        assertThat(ApiKeyName.parse(text)).isEmpty();
    }

    /** Attack, or a typing error: a key that no list shows a name for, beside others that look the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u3164",
                "\u115f\u1160",
                "\uffa0",
                "\u2800\u2800",
                "\u034f",
                "\u17b4\u17b5",
                "\u180b",
                "\ufe0f",
                "\u0301",
                " \u3164 "
            })
    void mustShowSomething(String text) {
        assertThat(ApiKeyName.parse(text)).isEmpty();
        assertThat(ApiKeyName.parse("a" + text)).isPresent();
    }

    @Test
    void isCountedInCharactersAsPeopleCount() {
        assertThat(ApiKeyName.parse("🚀".repeat(100))).isPresent();
        assertThat(ApiKeyName.parse("a".repeat(101))).isEmpty();
    }
}
