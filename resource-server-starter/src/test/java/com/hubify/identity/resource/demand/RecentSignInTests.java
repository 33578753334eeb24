package com.hubify.identity.resource.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.settings.InvalidDemand;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.method.HandlerMethod;

class RecentSignInTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final RecentSignIn tenMinutes = RecentSignIn.of("10m", List.of(), "here");

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "599, true",
        "600, true",
        "601, false",
        "1800000000, false",
        // Clocks may differ by five seconds. Attack: a time far ahead, which would stay recent for years.
        "-5, true",
        "-6, false",
        "-86400, false"
    })
    void isMetForAsLongAsItSays(long secondsAgo, boolean isMet) {
        assertThat(tenMinutes.isMetAt(NOW.minusSeconds(secondsAgo), NOW)).isEqualTo(isMet);
    }

    @Test
    void isMetByNoTimeBeyondTheCalendar() {
        assertThat(tenMinutes.isMetAt(Instant.MAX, NOW)).isFalse();
        assertThat(tenMinutes.isMetAt(Instant.MIN, NOW)).isFalse();
        assertThat(RecentSignIn.of("PT2000000000000000S", List.of(), "here").isMetAt(Instant.EPOCH, NOW))
                .isTrue();
    }

    // The challenge says whole seconds. "600" would be milliseconds, and meant something else.
    @ParameterizedTest
    @ValueSource(strings = {"0s", "-10m", "soon", "", "600", "500ms", "1500ms", "PT0.5S", "99999999999999999999d"})
    void mustBeWholeSeconds(String age) {
        assertThatThrownBy(() -> RecentSignIn.of(age, List.of(), "@RequiresRecentSignIn on Labs"))
                .isInstanceOf(InvalidDemand.class)
                .hasMessage("@RequiresRecentSignIn on Labs is not a positive duration in whole seconds");
    }

    // It becomes part of a header, between quotes and spaces.
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "mfa pwd", "m\"fa", "m\\fa", "m\nfa", "m\u00e4fa"})
    void mustNameClasses(String acr) {
        assertThatThrownBy(() -> RecentSignIn.of("10m", List.of("pwd", acr), "here"))
                .isInstanceOf(InvalidDemand.class)
                .hasMessageStartingWith("here names a class");
    }

    @Test
    void takesTheStrictestOfMethodTypeAndParents() throws Exception {
        assertThat(at("relaxed")).isEqualTo(new RecentSignIn(Duration.ofMinutes(10), List.of("mfa", "hwk")));
        assertThat(at("stricter")).isEqualTo(new RecentSignIn(Duration.ofMinutes(1), List.of("hwk")));
        assertThat(at("own")).isEqualTo(new RecentSignIn(Duration.ofSeconds(30), List.of("mfa", "hwk")));
        assertThat(at("plain")).isEqualTo(new RecentSignIn(Duration.ofMinutes(10), List.of("mfa", "hwk")));
    }

    // What nobody can satisfy would send people to sign in for ever.
    @Test
    void mustLeaveAClass() {
        assertThatThrownBy(() -> at("impossible"))
                .isInstanceOf(InvalidDemand.class)
                .hasMessageContaining("Careful#impossible() can't be satisfied")
                .hasMessageContaining("[pwd]");
    }

    private static RecentSignIn at(String method) throws NoSuchMethodException {
        HandlerDemand demand = HandlerDemand.at(AnnotatedPlace.ofHandler(new HandlerMethod(new Careful(), method)));
        assertThat(demand.isNone()).isFalse();
        return Objects.requireNonNull(demand.signIn());
    }

    @RequiresRecentSignIn("1h")
    interface Contract {}

    @RequiresRecentSignIn(
            value = "10m",
            acr = {"mfa", "hwk"})
    static class Careful implements Contract {

        @RequiresRecentSignIn("30m")
        public void relaxed() {}

        @RequiresRecentSignIn(
                value = "1m",
                acr = {"pwd", "hwk"})
        public void stricter() {}

        @JustNow
        public void own() {}

        public void plain() {}

        @RequiresRecentSignIn(value = "10m", acr = "pwd")
        public void impossible() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresRecentSignIn("30s")
    @interface JustNow {}
}
