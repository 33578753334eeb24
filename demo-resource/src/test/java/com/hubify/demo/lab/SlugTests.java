package com.hubify.demo.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.demo.api.Refusal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTests {

    @ParameterizedTest
    @CsvSource({
        "Dark Energy, dark-energy",
        "'  --Dark__Energy!! ', dark-energy",
        "Økonomi & Müller, konomi-muller",
        "Électron №5, electron-no5",
        "実験, lab",
        "../../etc/passwd, etc-passwd",
        "İstanbul, istanbul"
    })
    void derivesFromName(String name, String slug) {
        assertThat(Slug.from(name).value()).isEqualTo(slug);
    }

    @Test
    void cutsLongNamesWithoutAHyphenAtTheEnd() {
        Slug slug = Slug.from("a".repeat(59) + " b".repeat(20));

        assertThat(slug.value()).isEqualTo("a".repeat(59));
    }

    @Test
    void countsUpUntilFree() {
        Set<Slug> taken = Set.of(new Slug("lab"), new Slug("lab-2"));

        assertThat(new Slug("lab").firstFree(taken::contains)).isEqualTo(new Slug("lab-3"));
    }

    @Test
    void staysWithinItsLengthWhenNumbered() {
        Slug longest = new Slug("a".repeat(60));

        Slug free = longest.firstFree(longest::equals);

        assertThat(free.value()).hasSize(60).endsWith("a-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a--b", "Lab", "a b", "a/b", "ä"})
    void refusesAnotherForm(String value) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> new Slug(value));
    }
}
