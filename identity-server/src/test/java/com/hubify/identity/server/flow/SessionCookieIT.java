package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Only the end of a sign-in gives a browser a session. */
@FlowTest
class SessionCookieIT extends AbstractFlow {

    /** What no controller and no setting names. */
    private static final Set<String> OTHERS = Set.of(
            "/whatever",
            "/oauth2/authorization/clerk",
            "/login/oauth2/code/clerk?state=x&code=y",
            "/oauth2/device_verification?user_code=BBBB-BBBB",
            "/oauth2/authorize?client_id=demo-web&response_type=code&prompt=none",
            "/connect/logout?id_token_hint=x",
            "/activate?user_code=BBBB-BBBB",
            "/.well-known/openid-configuration",
            "/assets/hubify.css",
            "/actuator/health",
            "/actuator/env");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping controllers;

    @Autowired
    AuthorizationServerSettings settings;

    @Autowired
    StringRedisTemplate redis;

    /**
     * Attack: a foreign page sends a form to any address of ours. It comes without the session's cookie; an answer that sets one
     * replaces the person's own, and each such request stores a session.
     */
    @ParameterizedTest
    @CsvSource({"GET, ''", "POST, ''", "HEAD, ''", "PUT, ''", "GET, unknown", "POST, unknown", "HEAD, unknown"})
    void noAnswerToARequestWithoutASessionSetsItsCookie(String method, String cookie) {
        for (String path : paths()) {
            HttpRequest.Builder request = program.request(path)
                    .header("Accept", "text/html")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, HttpRequest.BodyPublishers.noBody());
            Answer answer =
                    program.send(cookie.isEmpty() ? request : request.header("Cookie", sessionCookie + "=" + cookie));

            assertThat(answer.headers().allValues("Set-Cookie"))
                    .as("%s %s: %d", method, path, answer.status())
                    .noneMatch(it -> it.startsWith(sessionCookie + "="));
        }
        assertThat(redis.keys("hfy:session:*")).isEmpty();
    }

    @Test
    void theTableHasTheServersPaths() {
        assertThat(paths()).contains("/oauth2/token", "/activate", "/oauth2/consent", "/logout", "/v1/api-keys");
    }

    private Set<String> paths() {
        Set<String> paths = new TreeSet<>(OTHERS);
        controllers
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues()
                        .forEach(pattern -> paths.add(pattern.replaceAll("\\{.*?}+(?=/|$)|\\*+", "x"))));
        settings.getSettings().values().stream()
                .filter(value -> value instanceof String text && text.startsWith("/"))
                .forEach(path -> paths.add(path.toString()));
        return paths;
    }
}
