package com.hubify.identity.resource.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Golden;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKey;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ApiKeyTests {

    private static final String INTROSPECTION = "/oauth2/introspect";

    private final StubIssuer issuer = new StubIssuer();
    private final Credentials credentials = Credentials.judgedFor(issuer);

    @AfterEach
    void close() throws Exception {
        credentials.close();
        issuer.close();
    }

    @Test
    void speaksForItsOwnerWithItsScopes() {
        String key = good().scopes("labs:read", "experiments:*").value();

        Caller caller = credentials.accepted(key);

        assertThat(caller.kind()).isEqualTo(Caller.Kind.API_KEY);
        assertThat(caller.subject()).isEqualTo(TestTokens.SUBJECT);
        assertThat(caller.keyId()).contains(ApiKeyToken.parse(key).orElseThrow().id());
        assertThat(caller.clientId()).isEmpty();
        assertThat(caller.scopes()).hasToString("labs:read experiments:*");
    }

    /** Attack: go on for an organization that was deleted, with a key that a service knows. */
    @Test
    void actsForItsOrganizationUntilThatEnds() {
        String key = good().answering("org_id", "org_1")
                .answering("org_role", "org:admin")
                .value();

        assertThat(credentials.accepted(key).organization())
                .contains(new Caller.Organization("org_1", "", "org:admin", List.of()));
        credentials.view.revoke(
                new Revocation(new Ancestor(Ancestor.Kind.ORGANIZATION, "org_1"), credentials.clock.instant()));

        credentials.assertRefused(key, Reason.REVOKED);
    }

    /** Attack: have a service take a key of an organization for the person who made it, or for a member. */
    @Test
    void isItsOrganizationsAndSaysWhoMadeIt() {
        Caller caller = credentials.accepted(good().answering("sub", "org_1")
                .answering("org_id", "org_1")
                .answering("created_by", "user_2abc")
                .value());

        assertThat(caller.subject()).isEqualTo("org_1");
        assertThat(caller.organization()).contains(new Caller.Organization("org_1", "", "", List.of()));
        assertThat(caller.createdBy()).contains("user_2abc");
    }

    /** One that could only write, since it was found in public: it is good, and may do nothing (403, not 401). */
    @Test
    void mayHaveNoScopeAtAll() {
        Caller caller = credentials.accepted(good().without("scope").value());

        assertThat(caller.scopes().areNone()).isTrue();
    }

    @Test
    void namesTheClientItWasMadeWith() {
        assertThat(credentials
                        .accepted(good().answering("client_id", "hubify-cli").value())
                        .clientId())
                .contains("hubify-cli");
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedWithoutAskingAnybodyWhenMalformed(String text) {
        assertThat(credentials.verify(text)).isInstanceOf(Verification.Refused.class);
        assertThat(issuer.requests(INTROSPECTION)).isZero();
    }

    static Stream<String> isRefusedWithoutAskingAnybodyWhenMalformed() {
        return Golden.apiKeys().get("invalid").valueStream().map(JsonNode::asString);
    }

    // Whoever can answer in the issuer's place, or confuse it, must not make another credential into a key.
    @ParameterizedTest
    @MethodSource
    void isRefusedWhenTheAnswerIsNotAboutIt(UnaryOperator<TestKey> bend, Reason reason) {
        credentials.assertRefused(bend.apply(good()).value(), reason);
    }

    static Stream<Arguments> isRefusedWhenTheAnswerIsNotAboutIt() {
        return Stream.of(
                bent(key -> key.without("active"), Reason.INACTIVE),
                bent(key -> key.answering("active", "true"), Reason.INACTIVE),
                bent(key -> key.answering("active", 1), Reason.INACTIVE),
                // Bound to a key of its holder, of which nothing was shown.
                bent(
                        key -> key.answering("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")),
                        Reason.BOUND),
                bent(key -> key.without("token_type"), Reason.CLAIMS),
                bent(key -> key.answering("token_type", "Bearer"), Reason.CLAIMS),
                bent(key -> key.without("key_id"), Reason.CLAIMS),
                bent(key -> key.answering("key_id", "abcd1234"), Reason.CLAIMS),
                bent(key -> key.without("iss"), Reason.CLAIMS),
                bent(key -> key.answering("iss", "https://evil.example"), Reason.CLAIMS),
                bent(key -> key.without("sub"), Reason.CLAIMS),
                bent(key -> key.answering("scope", List.of("labs:read")), Reason.CLAIMS),
                bent(key -> key.answering("scope", "labs:read,labs:write"), Reason.CLAIMS),
                bent(key -> key.answering("sub", "u".repeat(257)), Reason.CLAIMS),
                bent(key -> key.without("iat"), Reason.CLAIMS),
                bent(key -> key.expires(0), Reason.TIME),
                bent(key -> key.answering("exp", "never"), Reason.TIME));
    }

    @Test
    void diesToTheSecondWhenItExpires() {
        String key = good().expires(60).value();

        credentials.clock.wind(Duration.ofSeconds(59));
        credentials.accepted(key);
        credentials.clock.wind(Duration.ofSeconds(1));
        credentials.assertRefused(key, Reason.TIME);
    }

    @Test
    void isIntrospectedWithSecretsOfAnyCharacters() {
        assertThat(StubIssuer.CLIENT_SECRET).contains("%", "+", "&", ":", " ");
        credentials.accepted(good().value());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 408, 429, 500, 502, 503, 504})
    void isNeitherGoodNorBadWhileTheIssuerDoesNotSay(int status) throws Exception {
        try (StubIssuer elsewhere = new StubIssuer()) {
            issuer.fail(
                    INTROSPECTION, status, Map.of("Location", elsewhere.issuer() + INTROSPECTION), "{\"active\":true}");

            credentials.assertUnavailable(good().value());
            assertThat(elsewhere.requests(INTROSPECTION)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"active\":true", "{\"active\":false,\"active\":true}"})
    void isNeitherGoodNorBadWhenTheAnswerIsNoJsonObject(String body) {
        issuer.fail(INTROSPECTION, 200, Map.of("Content-Type", "application/json"), body);

        credentials.assertUnavailable(good().value());
    }

    @Test
    void isNeitherGoodNorBadWhenTheAnswerNeverEnds() {
        issuer.fail(INTROSPECTION, 200, Map.of(), "{\"active\":true,\"more\":\"" + "x".repeat(300_000) + "\"}");

        credentials.assertUnavailable(good().value());
    }

    @Test
    void isNeitherGoodNorBadWhileTheIssuerIsAway() {
        String key = good().value();
        issuer.close();

        credentials.assertUnavailable(key);
    }

    @Test
    void isAcceptedOnceTheIssuerIsBack() {
        String key = good().value();
        issuer.failEverywhere();
        credentials.assertUnavailable(key);

        issuer.recover();

        credentials.accepted(key);
    }

    @Test
    void passesOnHowLongTheIssuerAsksToWait() {
        issuer.fail(INTROSPECTION, 429, Map.of("Retry-After", "17"), "");

        assertThat(credentials.verify(good().value())).isEqualTo(new Verification.Unavailable(Duration.ofSeconds(17)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"})
    void asksToWaitBrieflyWhenTheIssuerIsUnclear(String seconds) {
        issuer.fail(INTROSPECTION, 503, Map.of("Retry-After", seconds), "");

        assertThat(credentials.verify(good().value())).isEqualTo(new Verification.Unavailable(Duration.ofSeconds(5)));
    }

    @Test
    void isRefusedWhereTheServiceHasNoCredentialsToAskWith() throws Exception {
        try (Credentials none =
                Credentials.judgedFor(issuer, "hubify.resource.client-id=", "hubify.resource.client-secret=")) {
            none.assertRefused(good().value(), Reason.NOT_ACCEPTED);
        }
    }

    private TestKey good() {
        return credentials.tokens.apiKey();
    }

    private static Arguments bent(UnaryOperator<TestKey> bend, Reason reason) {
        return Arguments.of(bend, reason);
    }
}
