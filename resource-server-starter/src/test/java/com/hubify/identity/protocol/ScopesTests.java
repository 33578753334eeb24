package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ScopesTests {

    @Test
    void readsSpaceSeparatedScopesInOrder() {
        assertThat(Scopes.parse("labs:read experiments:* labs:read"))
                .map(Scopes::toString)
                .contains("labs:read experiments:*");
    }

    // As a handler answers that passes a caller's scopes on.
    @Test
    void areAListInJson() {
        Scopes scopes = Scopes.parse("labs:read experiments:*").orElseThrow();

        assertThat(JsonMapper.shared().writeValueAsString(Map.of("scopes", scopes)))
                .isEqualTo("{\"scopes\":[\"labs:read\",\"experiments:*\"]}");
    }

    @Test
    void refusesAnyOtherSeparator() {
        assertThat(Scopes.parse("labs:read,labs:write")).isEmpty();
        assertThat(Scopes.parse("labs:read  labs:write")).isEmpty();
        assertThat(Scopes.parse("labs:read\tlabs:write")).isEmpty();
        assertThat(Scopes.parse(" labs:read")).isEmpty();
    }

    @Test
    void refusesTooMany() {
        String scopes = IntStream.rangeClosed(0, Scopes.MAX_COUNT)
                .mapToObj(i -> "labs:a" + i)
                .collect(Collectors.joining(" "));

        assertThat(Scopes.parse(scopes)).isEmpty();
    }

    @Test
    void namesTheFirstScopeNotCovered() {
        Scopes granted = Scopes.parse("labs:* openid").orElseThrow();

        assertThat(granted.firstNotCovered(Scopes.parse("labs:read pods:read").orElseThrow()))
                .contains(new Scope("pods:read"));
    }

    @Test
    void actionsNeverAddUpToAWildcard() {
        RandomExamples.sources().forEach(random -> {
            List<String> actions = IntStream.range(0, random.below(20))
                    .mapToObj(i -> "labs:" + random.base62(1 + random.below(8)))
                    .toList();
            Scopes granted = Scopes.parse(actions).orElseThrow();

            assertThat(granted.cover(new Scope("labs:*"))).isFalse();
            assertThat(granted.cover(Scope.ALL)).isFalse();
        });
    }
}
