package com.hubify.identity.resource.settings;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.settings.Settings;
import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the starter. {@code issuer-uri} is required; {@code client-id} and {@code client-secret} are needed for
 * API keys and revocations.
 *
 * @param issuerUri Issuer of the identity server, exactly as the claim iss of its tokens has it
 * @param backchannelUri Address at which this service reaches the issuer, if it differs from the issuer. Replaces it in
 *     every endpoint of the issuer's metadata
 * @param clientId Client id with which this service introspects credentials and receives revocations. When not set, API
 *     keys are refused and revoked access tokens accepted until they expire
 * @param clientSecret Secret of the client
 * @param audience Audience that the claim aud of access tokens must contain
 * @param algorithms Signature algorithms accepted in access tokens
 * @param timeout Longest time to wait for a connection to an issuer, and for its answer
 * @param maxStaleness Largest age of this service's knowledge of revocations, at least 200ms. When it is older,
 *     credentials are introspected at the issuer
 * @param keyUseInterval About how often uses of API keys are reported to the identity server: from 1s to 1h, or 0s for
 *     never. Owners see them, and which scopes a key does not need
 * @param cache Cache of verified credentials
 * @param filterChain The starter's filter chain, for all requests that no filter chain of the service matches
 * @param publicPaths Path patterns that are open to GET and HEAD without a credential
 * @param rules Scopes that requests need, by path and method. The first rule that matches applies
 * @param grpc gRPC servers with a port of their own
 * @param unenforcedAnnotations What to do at start about annotations on classes that are neither beans nor handlers, so
 *     that nothing enforces them
 * @param clerk Tokens of Clerk
 */
@ConfigurationProperties("hubify.resource")
public record ResourceServerProperties(
        String issuerUri,
        @Nullable URI backchannelUri,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @DefaultValue("https://api.hubify.com") String audience,
        @DefaultValue("ES256") Set<String> algorithms,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("5m") Duration maxStaleness,
        @DefaultValue("30s") Duration keyUseInterval,
        @DefaultValue Cache cache,
        @DefaultValue FilterChain filterChain,
        @DefaultValue List<String> publicPaths,
        @DefaultValue List<Rule> rules,
        @DefaultValue Grpc grpc,
        @DefaultValue("refuse") UnenforcedAnnotations unenforcedAnnotations,
        @NestedConfigurationProperty @DefaultValue ClerkProperties clerk) {

    public ResourceServerProperties {
        issuerUri = PropertyRules.issuer("hubify.resource.issuer-uri", issuerUri);
        PropertyRules.address("hubify.resource.backchannel-uri", backchannelUri);
        clientId = clientId == null || clientId.isBlank() ? null : clientId;
        clientSecret = clientSecret == null || clientSecret.isBlank() ? null : clientSecret;
        Settings.requireResolved(clientId, "hubify.resource.client-id");
        Settings.requireResolved(clientSecret == null ? null : clientSecret.reveal(), "hubify.resource.client-secret");
        PropertyRules.together("hubify.resource.client-id", clientId, "hubify.resource.client-secret", clientSecret);
        PropertyRules.asymmetric("hubify.resource.algorithms", algorithms);
        Settings.requireBetween(Duration.ofMillis(1), timeout, Duration.ofMinutes(1), "hubify.resource.timeout");
        PropertyRules.staleness("hubify.resource.max-staleness", maxStaleness);
        if (!keyUseInterval.isZero()) {
            Settings.requireBetween(
                    Duration.ofSeconds(1), keyUseInterval, Duration.ofHours(1), "hubify.resource.key-use-interval");
        }
        PropertyRules.differs("hubify.resource.clerk.issuer", clerk.issuer(), issuerUri);
        Settings.requireText(
                audience,
                "hubify.resource.audience",
                "must name the API that access tokens are for, without blanks around it");
        algorithms = Set.copyOf(algorithms);
        for (int i = 0; i < publicPaths.size(); i++) {
            PropertyRules.pathPattern("hubify.resource.public-paths[" + i + "]", publicPaths.get(i));
        }
        publicPaths = List.copyOf(publicPaths);
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).check("hubify.resource.rules[" + i + "]");
        }
        rules = List.copyOf(rules);
    }

    public Set<JWSAlgorithm> jwsAlgorithms() {
        return PropertyRules.algorithms(algorithms);
    }

    /** What to do at start about an annotation that is not enforced. */
    public enum UnenforcedAnnotations {
        /** The service does not start. */
        REFUSE,
        /** The service starts and logs a warning. */
        WARN
    }

    /**
     * Settings for the cache of verified credentials.
     *
     * @param size Largest number of credentials in the cache. With 0 the credential of each request is verified anew
     */
    public record Cache(@DefaultValue("100000") int size) {

        public Cache {
            PropertyRules.notNegative("hubify.resource.cache.size", size);
        }
    }

    /**
     * Settings for the starter's own filter chain.
     *
     * @param enabled Whether requests that no filter chain of the service matches need a credential. When false they
     *     are open without one
     */
    public record FilterChain(@DefaultValue("true") boolean enabled) {}

    /**
     * Settings for gRPC servers with a port of their own.
     *
     * @param enabled Whether calls need a credential. When false they are open without one, unless the service has an
     *     interceptor of its own
     * @param publicServices Full names of services that may be called without a credential, such as
     *     grpc.health.v1.Health
     */
    public record Grpc(
            @DefaultValue("true") boolean enabled,
            @DefaultValue Set<String> publicServices) {

        public Grpc {
            publicServices = Set.copyOf(publicServices);
        }
    }

    /**
     * Scopes that requests to some paths need.
     *
     * @param path Path pattern such as /v1/labs/**
     * @param methods Request methods the rule applies to. All when empty; GET includes HEAD
     * @param scopes Scopes, all of which the caller needs. When empty, any authenticated caller is allowed
     */
    public record Rule(
            @DefaultValue("") String path,
            @DefaultValue Set<String> methods,
            @DefaultValue List<String> scopes) {

        public Rule {
            methods = Set.copyOf(methods);
            scopes = List.copyOf(scopes);
        }

        void check(String property) {
            PropertyRules.pathPattern(property + ".path", path);
            PropertyRules.methods(property + ".methods", methods);
            PropertyRules.scopes(property + ".scopes", scopes);
        }

        /**
         * Whether the rule is specifically for paths below this one: its pattern begins with the path. A pattern for
         * everything is not.
         *
         * @param base a path, or empty for any literal path
         */
        public boolean names(String base) {
            return PropertyRules.names(path, base);
        }

        /** Whether the pattern matches every path, or every path of one segment. */
        public boolean isForEverything() {
            return PropertyRules.isForEverything(path);
        }

        public Scopes needed() {
            return Scopes.parse(scopes).orElseThrow();
        }

        // Handlers of GET answer HEAD too, so a rule for GET alone could be bypassed with HEAD.
        public boolean isFor(String method) {
            return methods.isEmpty() || methods.contains(method) || ("HEAD".equals(method) && methods.contains("GET"));
        }
    }
}
