package com.hubify.identity.resource.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.settings.ResourceServerProperties.Rule;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

class UrlRulesTests {

    private final UrlRules<PathPattern> rules = rules(
            rule("/v1/ruled", "labs:read"),
            rule("/v1/ruled/{id}", "labs:write"),
            rule("/v1/slashed/", "pods:read"),
            rule("/V1/Strict", "tasks:write"),
            rule("/v1/**", "agents:read"));

    // Attack: a service whose mapping is deaf to case, or that takes slashes away after security, is asked for
    // /V1/Ruled/ and no rule for /v1/ruled was looked at.
    @ParameterizedTest
    @CsvSource({
        "/V1/RULED, labs:read",
        "/v1/ruled/, labs:read agents:read",
        "/v1/Ruled, labs:read agents:read",
        "/v1/Ruled/7, labs:write agents:read",
        "/v1/ruled/7/, labs:write agents:read",
        "/v1/slashed, pods:read agents:read",
        "/v1/strict, tasks:write agents:read",
        "/V1/other, agents:read",
    })
    void judgeWhatALaxerMappingTakesForTheSame(String path, String scopes) {
        assertThat(needed(path)).isEqualTo(scopes);
    }

    @ParameterizedTest
    @CsvSource({"/v1/ruled, labs:read", "/v1/ruled/7, labs:write", "/v1/slashed/, pods:read", "/v1/other, agents:read"})
    void goByTheFirstThatMatches(String path, String scopes) {
        assertThat(needed(path)).isEqualTo(scopes);
    }

    // A looser rule in other letters must not stand in for the one that matches as it is written.
    @Test
    void areNotLoosenedByOneInOtherLetters() {
        UrlRules<PathPattern> two = rules(rule("/v1/labs"), rule("/v1/LABS", "labs:write"));

        assertThat(two.needed("GET", matching("/v1/LABS")).toString()).isEqualTo("labs:write");
        assertThat(two.needed("GET", matching("/v1/labs")).areNone()).isTrue();
    }

    @Test
    void askForNothingElsewhere() {
        assertThat(needed("/v2/ruled")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/**", "/actuator/{id}"})
    void nameTheActuatorByItsPath(String pattern) {
        assertThat(rule(pattern).names("/actuator")).isTrue();
    }

    // The actuator reads the environment: nobody means it who writes a rule for everything.
    @ParameterizedTest
    @ValueSource(strings = {"/**", "/*", "/{any}/env", "/act*/env", "/actuators/env", "/v1/**"})
    void doNotNameTheActuatorByMatchingEverything(String pattern) {
        assertThat(rule(pattern).names("/actuator")).isFalse();
    }

    // Attack: with the actuator at the root, a rule for paths of
    // the service's own happens to begin as an endpoint does.
    @Test
    void nameAnActuatorAtTheRootByAWholeSegment() {
        assertThat(List.of("/loggers", "/loggers/**", "/loggers/{name}"))
                .allMatch(pattern -> rule(pattern).names(""));
        assertThat(List.of("/lo*", "/", "/**", "/{any}", "/logger?", "/l{rest}/**"))
                .noneMatch(pattern -> rule(pattern).names(""));
    }

    private String needed(String path) {
        return rules.needed("GET", matching(path)).toString();
    }

    private static Predicate<PathPattern> matching(String path) {
        return pattern -> pattern.matches(PathContainer.parsePath(path));
    }

    private static UrlRules<PathPattern> rules(Rule... rules) {
        return new UrlRules<>(List.of(rules), PathPatternParser.defaultInstance::parse, UrlRules.ANY_CASE::parse);
    }

    private static Rule rule(String path, String... scopes) {
        return new Rule(path, Set.of(), List.of(scopes));
    }
}
