package com.hubify.identity.resource.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.clerk.BackendApiKeys;
import com.hubify.identity.clerk.PublicKeyPem;
import com.hubify.identity.keys.KeySource;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKeys;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

class ClerkKeysTests {

    private static final String BACKEND = "/clerk/v1/jwks";
    private static final String PUBLIC = "/clerk/.well-known/jwks.json";

    private final StubIssuer issuer = new StubIssuer();

    @AfterEach
    void close() throws Exception {
        issuer.close();
    }

    /** Clerk's own variables count where no property does, and never for a simulator. */
    @ParameterizedTest
    @CsvSource({
        "issuer=https://clerk.example.com, , , open",
        "issuer=https://clerk.example.com, SECRET, , backend",
        "issuer=https://clerk.example.com, PEM, , pem",
        "issuer=https://clerk.example.com, PEM, SECRET, pem",
        "issuer=https://clerk.example.com, PEM, jwk-set-uri=https://clerk.example.com/keys, open",
        "issuer=https://clerk.example.com, PEM, secret-key=sk_live_1, backend",
        "issuer=https://clerk.example.com, SECRET, jwt-key=PEM, pem",
        "issuer=http://127.0.0.1:9090, PEM, , open",
        "issuer=http://127.0.0.1:9090, SECRET, , open",
        "issuer=http://127.0.0.1:9090, , secret-key=sk_test_1, backend",
    })
    void areHadFromTheFirstPlaceThatIsSet(String set, String variable, String more, String expected) throws Exception {
        MockEnvironment environment = new MockEnvironment();
        Map<String, String> settings = new HashMap<>();
        for (String part : new String[] {set, variable, more}) {
            if ("SECRET".equals(part)) {
                environment.setProperty("CLERK_SECRET_KEY", "sk_live_1");
            } else if ("PEM".equals(part)) {
                environment.setProperty("CLERK_JWT_KEY", pem());
            } else if (part != null) {
                String value = part.substring(part.indexOf('=') + 1);
                settings.put(
                        "hubify.resource.clerk." + part.substring(0, part.indexOf('=')),
                        value.equals("PEM") ? pem() : value);
            }
        }

        assertThat(source(settings, environment))
                .isInstanceOf(
                        switch (expected) {
                            case "pem" -> PublicKeyPem.class;
                            case "backend" -> BackendApiKeys.class;
                            default -> IssuerMetadata.class;
                        });
    }

    @Test
    void stopTheStartWithAMalformedVariable() {
        MockEnvironment environment = new MockEnvironment().withProperty("CLERK_JWT_KEY", "MIIB");

        assertThatThrownBy(
                        () -> source(Map.of("hubify.resource.clerk.issuer", "https://clerk.example.com"), environment))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("CLERK_JWT_KEY");
    }

    /** Attack: the secret key of another instance, or one that was exchanged, must not become an outage. */
    @Test
    void comeFromTheBackendApiAndElseFromThePublicEndpoint() throws Exception {
        issuer.fail(BACKEND, 200, Map.of(), new JWKSet(issuer.clerkKey().toPublicJWK()).toString());
        try (Credentials credentials =
                Credentials.judgedFor(issuer, "hubify.resource.clerk.secret-key=sk_test_hubify_simulator")) {
            credentials.accepted(credentials.tokens.sessionToken().value());
            assertThat(issuer.requests(BACKEND)).isEqualTo(1);
            assertThat(issuer.requests(PUBLIC)).isZero();
        }

        issuer.fail(BACKEND, 401, Map.of(), "{\"errors\":[{\"code\":\"clerk_key_invalid\"}]}");
        try (Credentials credentials =
                Credentials.judgedFor(issuer, "hubify.resource.clerk.secret-key=sk_test_hubify_simulator")) {
            credentials.accepted(credentials.tokens.sessionToken().value());
            assertThat(issuer.requests(PUBLIC)).isEqualTo(1);
        }
    }

    /** With a PEM a service needs no network, whatever key id a token names. */
    @Test
    void verifyWithAPemWithoutNetwork() throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer, "hubify.resource.clerk.jwt-key=" + pem())) {
            credentials.accepted(credentials.tokens.sessionToken().value());
            credentials.accepted(
                    credentials.tokens.sessionToken().header("kid", "ins_any").value());
            credentials.pass(Duration.ofDays(3));
            credentials.accepted(
                    credentials.tokens.sessionToken().without("kid").value());
            credentials.assertRefused(
                    credentials
                            .tokens
                            .sessionToken()
                            .signedBy(TestKeys.rsa("ins_2"))
                            .value(),
                    Reason.SIGNATURE);

            assertThat(issuer.requests("/clerk/.well-known/openid-configuration"))
                    .isZero();
            assertThat(issuer.requests(PUBLIC)).isZero();
        }
    }

    private KeySource source(Map<String, String> settings, MockEnvironment environment) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("hubify.resource.issuer-uri", issuer.issuer());
        ResourceServerProperties properties = new Binder(new MapConfigurationPropertySource(all))
                .bind("hubify.resource", ResourceServerProperties.class)
                .get();
        IssuerConnection connection = new IssuerConnection(Duration.ofSeconds(1), ObservationRegistry.NOOP);
        return Objects.requireNonNull(ClerkKeys.of(properties.clerk(), environment, connection));
    }

    private String pem() throws JOSEException {
        return "-----BEGIN PUBLIC KEY-----"
                + Base64.getEncoder()
                        .encodeToString(issuer.clerkKey().toRSAPublicKey().getEncoded())
                + "-----END PUBLIC KEY-----";
    }
}
