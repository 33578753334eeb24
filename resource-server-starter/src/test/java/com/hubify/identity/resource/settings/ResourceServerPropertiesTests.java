package com.hubify.identity.resource.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.settings.KnownProperties;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ResourceServerPropertiesTests {

    @Test
    void needOnlyTheIssuer() {
        ResourceServerProperties properties = bind(Map.of());

        assertThat(properties.issuerUri()).isEqualTo("http://localhost:9000");
        assertThat(properties.audience()).isEqualTo("https://api.hubify.com");
        assertThat(properties.jwsAlgorithms()).containsExactly(JWSAlgorithm.ES256);
        assertThat(properties.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.cache().size()).isEqualTo(100_000);
        assertThat(properties.backchannelUri()).isNull();
        assertThat(properties.publicPaths()).isEmpty();
        assertThat(properties.clientId()).isNull();
        assertThat(properties.clerk().issuer()).isNull();
        assertThat(properties.clerk().scopes()).containsExactly("*");
        assertThat(properties.clerk().maxLifetime()).isEqualTo(Duration.ofSeconds(60));
        assertThat(properties.clerk().acceptMissingParty()).isFalse();
        assertThat(properties.clerk().acceptImpersonation()).isFalse();
    }

    // An environment variable that is set to nothing means the same as none.
    @Test
    void takeBlankForNotSet() {
        ResourceServerProperties properties = bind(Map.of(
                "hubify.resource.client-id",
                "",
                "hubify.resource.client-secret",
                "",
                "hubify.resource.clerk.issuer",
                ""));

        assertThat(properties.clientId()).isNull();
        assertThat(properties.clientSecret()).isNull();
        assertThat(properties.clerk().issuer()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        hubify.resource.issuer-uri                | ''                       | hubify.resource.issuer-uri is not set
        hubify.resource.issuer-uri                | localhost:9000           | hubify.resource.issuer-uri is not an issuer
        hubify.resource.issuer-uri                | ${UNSET_ISSUER}          | hubify.resource.issuer-uri needs UNSET_ISSUER
        hubify.resource.client-id                 | ${UNSET_ID}              | hubify.resource.client-id needs UNSET_ID
        hubify.resource.client-secret             | a-${UNSET_SECRET}-b      | hubify.resource.client-secret needs UNSET_SECRET
        hubify.resource.clerk.issuer              | https://${UNSET_HOST}    | hubify.resource.clerk.issuer needs UNSET_HOST
        hubify.resource.issuer-uri                | file:///etc              | hubify.resource.issuer-uri is not an issuer
        hubify.resource.issuer-uri                | http://a/?b              | hubify.resource.issuer-uri is not an issuer
        hubify.resource.client-id                 | service                  | hubify.resource.client-secret is not set
        hubify.resource.client-secret             | secret                   | hubify.resource.client-id is not set
        hubify.resource.algorithms                | none                     | hubify.resource.algorithms does not name signature algorithms
        hubify.resource.algorithms                | ES256,HS256              | hubify.resource.algorithms does not name signature algorithms
        hubify.resource.backchannel-uri           | identity-server:9000     | hubify.resource.backchannel-uri is not the URL of a server
        hubify.resource.backchannel-uri           | file:///etc              | hubify.resource.backchannel-uri is not the URL of a server
        hubify.resource.backchannel-uri           | http://user@server:9000  | hubify.resource.backchannel-uri is not the URL of a server
        hubify.resource.clerk.jwk-set-uri         | clerk.example.com/keys   | hubify.resource.clerk.jwk-set-uri is not the URL of a server
        hubify.resource.clerk.jwk-set-uri         | file:///etc/keys         | hubify.resource.clerk.jwk-set-uri is not the URL of a server
        hubify.resource.cache.size                | -1                       | hubify.resource.cache.size is negative
        hubify.resource.public-paths              | /,open/**                | hubify.resource.public-paths[1] is not a path
        hubify.resource.public-paths              | /open/{                  | hubify.resource.public-paths[0] is not a path
        hubify.resource.timeout                   | 0s                       | hubify.resource.timeout must be at least 1ms and at most 1m
        hubify.resource.max-staleness             | -1s                      | hubify.resource.max-staleness is less than 200ms
        hubify.resource.max-staleness             | 199ms                    | hubify.resource.max-staleness is less than 200ms
        hubify.resource.clerk.issuer              | http://localhost:9000    | hubify.resource.clerk.issuer is the same
        hubify.resource.clerk.issuer              | clerk                    | hubify.resource.clerk.issuer is not an issuer
        hubify.resource.clerk.scopes              | labs read                | hubify.resource.clerk.scopes holds something
        hubify.resource.clerk.authorized-parties  | https://app.example.com/ | hubify.resource.clerk.authorized-parties holds
        hubify.resource.clerk.max-lifetime        | -1s                      | hubify.resource.clerk.max-lifetime must be at
        hubify.resource.clerk.secret-key          | ${UNSET_KEY}             | hubify.resource.clerk.secret-key needs UNSET_KEY
        hubify.resource.clerk.api-url             | http://api.example.com   | hubify.resource.clerk.api-url must be an https URL
        hubify.resource.clerk.claimed-scopes      | labs:read                | hubify.resource.clerk.scope-claim is not set
        hubify.resource.clerk.scope-claim         | abilities                | hubify.resource.clerk.claimed-scopes is not set
        hubify.resource.clerk.role-scopes.admin   | labs:read                | hubify.resource.clerk.scopes is *
        hubify.resource.clerk.accept.id-token.scopes           | labs:read   | hubify.resource.clerk.accept.id-token needs clients
        hubify.resource.clerk.accept.session-token.scopes      | labs:read   | hubify.resource.clerk.accept.session-token is not needed
        hubify.resource.clerk.accept.machine-token.clients     | mch_1       | hubify.resource.clerk.accept.machine-token needs audiences
        hubify.resource.clerk.accept.template-token.audiences  | ''          | hubify.resource.clerk.accept.template-token needs audiences
        hubify.resource.audience                  | ''                       | hubify.resource.audience must name
        hubify.resource.audience                  | ${UNSET_AUDIENCE}        | hubify.resource.audience needs UNSET_AUDIENCE
        hubify.resource.timeout                   | 61s                      | hubify.resource.timeout must be at least
        hubify.resource.max-staleness             | 1000000d                 | hubify.resource.max-staleness must be at
        """)
    void nameWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageStartingWith(message);
    }

    /** Fault: whom session tokens may be for was set, the issuer forgotten or misspelt, and every one of them was refused. */
    @TestFactory
    Stream<DynamicTest> nameTheClerkIssuerThatIsMissing() {
        Map<String, String> values = Map.ofEntries(
                Map.entry("jwk-set-uri", "https://clerk.example.com/keys"),
                Map.entry("jwt-key", "-----BEGIN PUBLIC KEY-----"),
                Map.entry("secret-key", "sk_test_1"),
                Map.entry("api-url", "https://api.clerk.com"),
                Map.entry("authorized-parties", "https://app.example.com"),
                Map.entry("accept-missing-party", "true"),
                Map.entry("accept-impersonation", "true"),
                Map.entry("scopes", "labs:read"),
                Map.entry("role-scopes.*", "labs:read"),
                Map.entry("permission-scopes.*", "labs:read"),
                Map.entry("scope-claim", "abilities"),
                Map.entry("claimed-scopes", "labs:read"),
                Map.entry("accept.*.clients", "a-client"),
                Map.entry("accept.*.audiences", "https://api.example.com"),
                Map.entry("accept.*.scopes", "labs:read"),
                Map.entry("accept.*.claimed-scopes", "labs:read"),
                Map.entry("accept.*.max-lifetime", "1h"),
                Map.entry("max-lifetime", "61s"));
        String group = "hubify.resource.clerk.";
        return KnownProperties.onClassPath(getClass().getClassLoader()).defaults().keySet().stream()
                .filter(name -> name.startsWith(group) && !name.equals(group + "issuer"))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String word = name.substring(group.length());
                    Map<String, String> settings = new HashMap<>(complements(group, word));
                    settings.put(
                            name.replace("*", word.startsWith("accept") ? "access-token" : "[org:admin]"),
                            Objects.requireNonNull(values.get(word), "no value here"));
                    settings.put(group + "issuer", "");
                    assertThatThrownBy(() -> bind(settings))
                            .rootCause()
                            .hasMessageStartingWith(group + "issuer is not set although " + group);
                    settings.put(group + "issuer", "https://clerk.example.com");
                    assertThatCode(() -> bind(settings)).doesNotThrowAnyException();
                }));
    }

    /** What a property has no effect without. */
    private static Map<String, String> complements(String group, String word) {
        return switch (word) {
            case "role-scopes.*", "permission-scopes.*" -> Map.of(group + "scopes", "");
            case "scope-claim" -> Map.of(group + "scopes", "", group + "claimed-scopes", "labs:read");
            case "claimed-scopes" -> Map.of(group + "scopes", "", group + "scope-claim", "abilities");
            default -> word.startsWith("accept.*") ? Map.of(group + "accept.access-token.clients", "c") : Map.of();
        };
    }

    @Test
    void readRulesInOrder() {
        ResourceServerProperties properties = bind(Map.of(
                "hubify.resource.rules[0].path", "/v1/labs/**",
                "hubify.resource.rules[0].methods", "GET",
                "hubify.resource.rules[0].scopes", "labs:read",
                "hubify.resource.rules[1].path", "/v1/{any}"));

        assertThat(properties.rules()).hasSize(2);
        assertThat(properties.rules().get(0).needed()).hasToString("labs:read");
        assertThat(properties.rules().get(0).isFor("HEAD")).isTrue();
        assertThat(properties.rules().get(0).isFor("POST")).isFalse();
        assertThat(properties.rules().get(1).needed().areNone()).isTrue();
        assertThat(properties.rules().get(1).isFor("POST")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        path    | ''         | hubify.resource.rules[2].path is not set
        path    | v1/labs    | hubify.resource.rules[2].path is not a path pattern
        path    | /v1/{      | hubify.resource.rules[2].path is not a path pattern
        path    | /v1/**/x/} | hubify.resource.rules[2].path is not a path pattern
        methods | get        | hubify.resource.rules[2].methods holds something that is not a request method
        methods | GET,FETCH  | hubify.resource.rules[2].methods holds something that is not a request method
        scopes  | labs read  | hubify.resource.rules[2].scopes holds something that is not a scope
        scopes  | labs:      | hubify.resource.rules[2].scopes holds something that is not a scope
        """)
    void nameTheRuleThatIsWrong(String member, String value, String message) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hubify.resource.rules[0].path", "/a",
                "hubify.resource.rules[1].path", "/b",
                "hubify.resource.rules[2].path", "/c"));
        settings.put("hubify.resource.rules[2]." + member, value);

        assertThatThrownBy(() -> bind(settings))
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageStartingWith(message);
    }

    private static ResourceServerProperties bind(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("hubify.resource.issuer-uri", "http://localhost:9000"));
        all.putAll(settings);
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("hubify.resource", ResourceServerProperties.class)
                .get();
    }
}
