package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.test.WithCaller;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@SpringBootTest(properties = "hubify.resource.public-paths=/,/index.html,/open/**")
@AutoConfigureMockMvc
@TestIssuer
class ProtectedServiceTests {

    private static final String METADATA =
            "resource_metadata=\"http://localhost/.well-known/oauth-protected-resource\"";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestTokens tokens;

    @AfterEach
    void recover() {
        tokens.issuer().recover();
    }

    @Test
    void acceptsAllThreeCredentialsOnTheSamePath() {
        String[] credentials = {
            tokens.accessToken().scopes("labs:read").bearer(),
            tokens.apiKey().scopes("labs:*").bearer(),
            tokens.sessionToken().bearer()
        };

        for (String credential : credentials) {
            assertThat(get("/v1/labs", credential)).hasStatusOk().hasBodyTextEqualTo(TestTokens.SUBJECT);
        }
    }

    @Test
    void challengesRequestWithoutCredential() {
        MvcTestResult result = get("/v1/labs", null);

        assertThat(result).hasStatus(HttpStatus.UNAUTHORIZED).hasHeader("WWW-Authenticate", "Bearer " + METADATA);
        assertUnauthorizedBody(result);
    }

    @Test
    void challengesRequestForPathNobodyServes() {
        assertThat(get("/nowhere", null)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(get("/error", null)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(get("/actuator", null)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(get("/logout", null)).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    // An attacker must not learn from the answer which of these a credential is.
    @Test
    void refusesAllBadCredentialsAlike() {
        String revoked = tokens.apiKey().value();
        tokens.revoke(revoked);
        String[] credentials = {
            "Bearer nonsense",
            "Bearer " + revoked,
            "Bearer hfy_key_short",
            tokens.apiKey().expires(-1).bearer(),
            tokens.accessToken().expires(-60).bearer(),
            tokens.accessToken().claim("aud", "https://other.example").bearer(),
            tokens.accessToken().header("typ", "JWT").bearer(),
            tokens.sessionToken().claim("sts", "pending").bearer()
        };

        for (String credential : credentials) {
            MvcTestResult result = get("/v1/labs", credential);
            assertThat(result)
                    .hasStatus(HttpStatus.UNAUTHORIZED)
                    .hasHeader(
                            "WWW-Authenticate",
                            "Bearer error=\"invalid_token\", error_description=\"The credential is invalid, expired or"
                                    + " revoked\", " + METADATA);
            assertUnauthorizedBody(result);
        }
    }

    @Test
    void refusesTwoCredentialsAsInvalidRequest() {
        String credential = tokens.accessToken().scopes("labs:read").bearer();

        MvcTestResult result = mvc.get()
                .uri("/v1/labs")
                .header(HttpHeaders.AUTHORIZATION, credential, credential)
                .exchange();

        assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(challenge(result)).startsWith("Bearer error=\"invalid_request\"");
    }

    @Test
    void ignoresTokenInQuery() {
        String token = tokens.accessToken().scopes("labs:read").value();

        assertThat(get("/v1/labs?access_token=" + token, null))
                .hasStatus(HttpStatus.UNAUTHORIZED)
                .hasHeader("WWW-Authenticate", "Bearer " + METADATA);
    }

    @Test
    void namesTheMissingScope() {
        MvcTestResult result = send(
                HttpMethod.POST,
                "/v1/labs",
                tokens.accessToken().scopes("labs:read").bearer());

        assertThat(result)
                .hasStatus(HttpStatus.FORBIDDEN)
                .hasHeader(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_scope\", scope=\"labs:write\", error_description=\"The credential"
                                + " does not allow this\", " + METADATA);
        assertThat(result)
                .bodyJson()
                .isStrictlyEqualTo("{\"error\":{\"code\":\"forbidden\",\"message\":\"The credential lacks a scope this"
                        + " needs: labs:write.\",\"status\":403},\"meta\":{\"request_id\":\"" + requestId(result)
                        + "\"}}");
    }

    // The scope is checked before the body is read: who may not create a lab learns nothing about what one looks like.
    @Test
    void checksScopeBeforeArguments() {
        assertThat(mvc.post()
                        .uri("/v1/strict")
                        .header(
                                HttpHeaders.AUTHORIZATION,
                                tokens.accessToken().scopes("labs:read").bearer())
                        .contentType("application/json")
                        .content("{broken"))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void speaksProblemJsonToWhoAsksForIt() {
        MvcTestResult result = mvc.get()
                .uri("/v1/labs")
                .header(HttpHeaders.ACCEPT, "application/problem+json, application/json;q=0.5")
                .exchange();

        assertThat(result).hasContentType("application/problem+json").hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(result)
                .bodyJson()
                .isStrictlyEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"Missing or invalid authentication\",\"code\":\"unauthorized\","
                        + "\"request_id\":\"" + requestId(result) + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "*/*", "nonsense", "application/xml", ""})
    void speaksTheEnvelopeToEverybodyElse(String accept) {
        MvcTestResult result =
                mvc.get().uri("/v1/labs").header(HttpHeaders.ACCEPT, accept).exchange();

        assertUnauthorizedBody(result);
    }

    @Test
    void asksToComeBackWhileTheIssuerDoesNotAnswer() {
        tokens.issuer().fail("/oauth2/introspect", 503, Map.of(), "");

        MvcTestResult result =
                get("/v1/labs", tokens.apiKey().scopes("labs:read").bearer());

        assertThat(result).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).hasHeader("Retry-After", "5");
        assertThat(result).doesNotContainHeader("WWW-Authenticate");
        assertThat(result).bodyJson().extractingPath("$.error.code").isEqualTo("service_unavailable");
    }

    @Test
    void givesWildcardsTheirPublishedAuthorities() {
        assertThat(get(
                        "/authorities",
                        tokens.apiKey().scopes("experiments:*", "labs:read").bearer()))
                .hasBodyTextEqualTo(
                        "[SCOPE_experiments:*, SCOPE_experiments:read, SCOPE_experiments:write, SCOPE_labs:read]");
    }

    // A leaked key with full access must not be able to manage keys.
    @Test
    void keepsReservedScopesFromWildcards() {
        assertThat(get("/reserved", tokens.apiKey().scopes("*").bearer())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(get("/reserved", tokens.sessionToken().bearer())).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(get(
                        "/reserved",
                        tokens.apiKey().scopes("*", "api-keys:write").bearer()))
                .hasStatusOk();
    }

    @Test
    void asksForEveryScopeOfMethodAndType() {
        MvcTestResult few =
                get("/both", tokens.accessToken().scopes("labs:read").bearer());

        assertThat(few).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(challenge(few)).contains("scope=\"pods:read labs:read labs:write\"");
        assertThat(get("/both", tokens.accessToken().scopes("labs:*", "pods:*").bearer()))
                .hasStatusOk();
    }

    @Test
    void opensHealthAndPublicPathsForReadingOnly() {
        assertThat(get("/actuator/health", null)).hasStatusOk();
        assertThat(get("/actuator/health/liveness", null)).hasStatusOk();
        assertThat(get("/open/page", null)).hasStatusOk().hasBodyTextEqualTo("nobody");
        assertThat(get("/open/page", tokens.sessionToken().bearer())).hasBodyTextEqualTo(TestTokens.SUBJECT);
        assertThat(send(HttpMethod.POST, "/open/page", null)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(get("/open/nowhere", null)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void refusesBadCredentialOnPublicPathToo() {
        assertThat(get("/open/page", "Bearer nonsense")).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    // A handler on a public path that needs a scope after all stays closed.
    @Test
    void asksForScopeOnPublicPath() {
        assertThat(get("/open/scoped", null)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(get("/open/scoped", tokens.accessToken().scopes("labs:read").bearer()))
                .hasStatusOk();
    }

    @Test
    void neverMakesCallerOutOfParameters() {
        assertThat(get("/open/caller?subject=user_admin&kind=API_KEY&scopes=*", null))
                .hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void keepsTheCallerForAsynchronousHandlers() {
        assertThat(get("/v1/later", tokens.accessToken().scopes("labs:read").bearer()))
                .hasStatusOk()
                .hasBodyTextEqualTo(TestTokens.SUBJECT);
    }

    @Test
    void letsBrowsersAskFirst() {
        assertThat(mvc.options()
                        .uri("/v1/labs")
                        .header(HttpHeaders.ORIGIN, "https://app.example.com")
                        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "GET")
                        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "authorization"))
                .hasStatusOk()
                .hasHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://app.example.com");
    }

    @Test
    void publishesWhatItNeeds() {
        MvcTestResult result = get("/.well-known/oauth-protected-resource", null);

        assertThat(result).hasStatusOk();
        assertThat(result).bodyJson().isLenientlyEqualTo("""
            {"resource":"http://localhost","bearer_methods_supported":["header"],
             "scopes_supported":["api-keys:write","labs:read","labs:write","pods:read"]}\
            """);
        assertThat(result)
                .bodyJson()
                .extractingPath("$.authorization_servers[0]")
                .asString()
                .startsWith("http://127");
    }

    @Test
    @WithCaller(scopes = "labs:read", subject = "user_other")
    void runsTestsAsAnybody() {
        assertThat(get("/v1/labs", null)).hasStatusOk().hasBodyTextEqualTo("user_other");
        assertThat(send(HttpMethod.POST, "/v1/labs", null)).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    @WithMockUser(authorities = {"SCOPE_labs:*", "ROLE_USER"})
    void countsAuthoritiesOfOtherAuthentications() {
        assertThat(get("/authorities", null)).hasStatusOk();
        assertThat(get("/open/scoped", null)).hasStatusOk();
        assertThat(get("/v1/labs", null)).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    private MvcTestResult get(String path, @Nullable String credential) {
        return send(HttpMethod.GET, path, credential);
    }

    private MvcTestResult send(HttpMethod method, String path, @Nullable String credential) {
        var request = mvc.method(method).uri(path);
        return credential == null
                ? request.exchange()
                : request.header(HttpHeaders.AUTHORIZATION, credential).exchange();
    }

    private static @Nullable String requestId(MvcTestResult result) {
        return result.getResponse().getHeader("X-Request-Id");
    }

    private static @Nullable String challenge(MvcTestResult result) {
        return result.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE);
    }

    private static void assertUnauthorizedBody(MvcTestResult result) {
        assertThat(result).hasContentType("application/json");
        assertThat(result)
                .bodyJson()
                .isStrictlyEqualTo("{\"error\":{\"code\":\"unauthorized\",\"message\":\"Missing or invalid"
                        + " authentication\",\"status\":401},\"meta\":{\"request_id\":\"" + requestId(result) + "\"}}");
        assertThat(result.getResponse().getHeader("X-Request-Id")).matches("req_[0-9a-f]{32}");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Labs.class, Pods.class, Pages.class, Everything.class})
    static class Service {}

    @RestController
    @CrossOrigin("https://app.example.com")
    static class Labs {

        @GetMapping("/v1/labs")
        @RequiresScope("labs:read")
        String list(Caller caller) {
            return caller.subject();
        }

        @PostMapping("/v1/labs")
        @RequiresScope("labs:write")
        String create(Caller caller) {
            return caller.subject();
        }

        @PostMapping("/v1/strict")
        @RequiresScope("labs:write")
        String strict(@RequestBody Map<String, String> body) {
            return body.toString();
        }

        @GetMapping("/v1/later")
        @RequiresScope("labs:read")
        Callable<String> later(Caller caller) {
            return caller::subject;
        }
    }

    @RestController
    @RequiresScope("pods:read")
    static class Pods {

        @GetMapping("/both")
        @RequiresScope("labs:read")
        @RequiresScope("labs:write")
        String both() {
            return "both";
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/authorities")
        String authorities(Authentication authentication) {
            return authentication.getAuthorities().toString();
        }

        @GetMapping("/reserved")
        @RequiresScope("api-keys:write")
        String reserved() {
            return "reserved";
        }

        @GetMapping("/open/page")
        String page(Optional<Caller> caller) {
            return caller.map(Caller::subject).orElse("nobody");
        }

        @PostMapping("/open/page")
        String change() {
            return "changed";
        }

        @GetMapping("/open/scoped")
        @RequiresScope("labs:read")
        String scoped() {
            return "scoped";
        }

        @GetMapping("/open/caller")
        String caller(Caller caller) {
            return caller.subject();
        }
    }

    /** What many services have, and what must not swallow a refusal. */
    @RestControllerAdvice
    static class Everything {

        @ExceptionHandler(IllegalStateException.class)
        String fault() {
            return "handled";
        }
    }
}
