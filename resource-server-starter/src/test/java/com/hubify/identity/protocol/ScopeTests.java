package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ScopeTests {

    @ParameterizedTest
    @MethodSource
    void acceptsOnlyTheGrammar(String text) {
        assertThat(Scope.parse(text)).map(Scope::value).contains(text);
    }

    static Stream<String> acceptsOnlyTheGrammar() {
        return strings(Golden.scopes().get("valid"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesEverythingElse(String text) {
        assertThat(Scope.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Scope(text));
    }

    static Stream<String> refusesEverythingElse() {
        return strings(Golden.scopes().get("invalid"));
    }

    @ParameterizedTest
    @MethodSource
    void covers(JsonNode pair) {
        assertThat(new Scope(pair.get(0).asString())
                        .covers(new Scope(pair.get(1).asString())))
                .isTrue();
    }

    static Stream<JsonNode> covers() {
        return Golden.scopes().get("covers").valueStream();
    }

    @ParameterizedTest
    @MethodSource
    void doesNotCover(JsonNode pair) {
        assertThat(new Scope(pair.get(0).asString())
                        .covers(new Scope(pair.get(1).asString())))
                .isFalse();
    }

    static Stream<JsonNode> doesNotCover() {
        return Golden.scopes().get("does_not_cover").valueStream();
    }

    @Test
    void refusesOverlongScope() {
        assertThat(Scope.parse("a".repeat(64) + ":" + "b".repeat(64))).isPresent();
        assertThat(Scope.parse("a".repeat(65) + ":b")).isEmpty();
    }

    @Test
    void neverThrowsOnAnyText() {
        RandomExamples.sources()
                .map(random -> random.hostile(140))
                .forEach(text -> assertThat(Scope.parse(text).map(Scope::value).orElse(text))
                        .isEqualTo(text));
    }

    private static Stream<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asString);
    }
}
