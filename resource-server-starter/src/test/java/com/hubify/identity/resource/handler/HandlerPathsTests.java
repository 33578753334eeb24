package com.hubify.identity.resource.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.demand.HandlerDemand;
import com.hubify.identity.resource.handler.HandlerPaths.Mapped;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.pattern.PathPatternParser;

class HandlerPathsTests {

    private final HandlerPaths paths = new HandlerPaths();

    @BeforeEach
    void read() {
        paths.read(List.of(
                mapped("/v1/**", List.of(), "pods:read"),
                mapped("/v1/labs/{id}", List.of(RequestMethod.GET), "labs:read"),
                mapped("/v1/labs/{id}", List.of(RequestMethod.POST), "labs:write"),
                mapped("/v1/labs/{id}", List.of(RequestMethod.POST), "tasks:write"),
                Mapped.of(PathPatternParser.defaultInstance.parse("/v1/labs/open"), List.of(), HandlerDemand.NONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/labs/7, labs:read",
        "HEAD, /v1/labs/7, labs:read",
        "POST, /v1/labs/7, labs:write tasks:write",
        "DELETE, /v1/labs/7, pods:read",
        "GET, /v1/other, pods:read",
    })
    void nameWhatTheHandlersOfTheNearestPatternAskFor(String method, String path, String scopes) {
        assertThat(needed(method, path)).isEqualTo(scopes);
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/labs/open", "GET, /v2/labs"})
    void nameNothingWhereNothingIsAsked(String method, String path) {
        assertThat(needed(method, path)).isEmpty();
    }

    @Test
    void nameNothingBeforeTheyAreRead() {
        assertThat(new HandlerPaths()
                        .needed("GET", PathContainer.parsePath("/v1/labs/7"))
                        .areNone())
                .isTrue();
    }

    private String needed(String method, String path) {
        return paths.needed(method, PathContainer.parsePath(path)).toString();
    }

    private static Mapped mapped(String pattern, List<RequestMethod> methods, String... scopes) {
        return Mapped.of(PathPatternParser.defaultInstance.parse(pattern), methods, HandlerDemand.of(scopes));
    }
}
