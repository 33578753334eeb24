package com.hubify.identity.resource.settings;

import com.hubify.identity.protocol.Loopback;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.settings.Settings;
import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the starter. A service needs {@code issuer-uri}, and {@code client-id} and {@code client-secret} for keys and
 * revocations.
 *
 * @param issuerUri Issuer of the identity server, exactly as its tokens name it
 * @param backchannelUri Address this service reaches the issuer at, if not at the issuer's own. Takes its place in every
 *     address the issuer announces
 * @param clientId Client id this service introspects credentials and follows revocations with. When not set, API keys are
 *     refused and revoked access tokens accepted until they expire
 * @param clientSecret Secret of the client
 * @param audience Audience an access token must be meant for
 * @param algorithms Signature algorithms accepted in access tokens
 * @param timeout Longest wait for a connection to an issuer, and for its answer
 * @param maxStaleness How old may be what this service knows of revocations, at least 200 ms. Older knowledge has
 *     credentials checked with the issuer
 * @param cache Credentials kept in memory
 * @param filterChain Chain of the starter's own, for all requests that no filter chain of the service matches
 * @param publicPaths Path patterns that anybody may GET without a credential
 * @param rules Scopes that requests need, by path and method. The first rule that matches counts
 * @param grpc Servers of gRPC with a port of their own
 * @param unenforcedAnnotations What to do at start about annotations on classes of the service that are no beans and no
 *     handlers, before which nothing stands
 * @param clerk Clerk session tokens
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
        @DefaultValue Cache cache,
        @DefaultValue FilterChain filterChain,
        @DefaultValue List<String> publicPaths,
        @DefaultValue List<Rule> rules,
        @DefaultValue Grpc grpc,
        @DefaultValue("refuse") UnenforcedAnnotations unenforcedAnnotations,
        @DefaultValue Clerk clerk) {

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
        PropertyRules.differs("hubify.resource.clerk.issuer", clerk.issuer, issuerUri);
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

    /** What to do at start about an annotation that nothing enforces. */
    public enum UnenforcedAnnotations {
        /** Not to start. */
        REFUSE,
        /** To start, and say so in the log. */
        WARN
    }

    /**
     * Settings for the credentials kept in memory.
     *
     * @param size Most verified credentials kept. With 0 each use is verified anew
     */
    public record Cache(@DefaultValue("100000") int size) {

        public Cache {
            PropertyRules.notNegative("hubify.resource.cache.size", size);
        }
    }

    /**
     * Settings for the starter's own filter chain.
     *
     * @param enabled Whether requests that no filter chain of the service matches need a credential. They are open to anybody
     *     when false
     */
    public record FilterChain(@DefaultValue("true") boolean enabled) {}

    /**
     * Settings for servers of gRPC with a port of their own.
     *
     * @param enabled Whether calls need a credential. They are open to anybody when false, unless the service has an interceptor
     *     of its own
     * @param publicServices Full names of services that anybody may call without a credential, such as grpc.health.v1.Health
     */
    public record Grpc(
            @DefaultValue("true") boolean enabled,
            @DefaultValue Set<String> publicServices) {

        public Grpc {
            publicServices = Set.copyOf(publicServices);
        }
    }

    /**
     * What requests to some paths need.
     *
     * @param path Path pattern such as /v1/labs/**
     * @param methods Request methods the rule is for. All when empty; GET stands for HEAD too
     * @param scopes Scopes that are all needed. Any caller passes when empty
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
         * Whether the rule is meant for paths below this one: its pattern begins with it, so that one for everything is not.
         *
         * @param base a path, or empty for any path that is named
         */
        public boolean names(String base) {
            return PropertyRules.names(path, base);
        }

        /** Whether the pattern is for every path, or for all at the root. */
        public boolean isForEverything() {
            return PropertyRules.isForEverything(path);
        }

        public Scopes needed() {
            return Scopes.parse(scopes).orElseThrow();
        }

        // Handlers of GET answer HEAD as well; a rule for one alone would leave a way around it.
        public boolean isFor(String method) {
            return methods.isEmpty() || methods.contains(method) || ("HEAD".equals(method) && methods.contains("GET"));
        }
    }

    /**
     * Settings for Clerk session tokens.
     *
     * @param issuer Frontend API address of the Clerk instance whose session tokens are accepted. None are when not set
     * @param jwkSetUri Address of the instance's keys. Discovered when not set
     * @param authorizedParties Origins a session token may have been made for. Any when empty
     * @param acceptMissingParty Whether session tokens without an origin, such as those of native apps, are accepted
     *     although authorized parties are set
     * @param acceptImpersonation Whether session tokens of somebody acting as another person are accepted
     * @param scopes Scopes that a person has with a session token
     * @param maxLifetime Longest life a session token may have from issue to expiry
     */
    public record Clerk(
            @Nullable String issuer,
            @Nullable URI jwkSetUri,
            @DefaultValue Set<String> authorizedParties,
            @DefaultValue("false") boolean acceptMissingParty,
            @DefaultValue("false") boolean acceptImpersonation,
            @DefaultValue("*") List<String> scopes,
            @DefaultValue("60s") Duration maxLifetime) {

        public Clerk {
            issuer = issuer == null || issuer.isBlank()
                    ? null
                    : PropertyRules.issuer("hubify.resource.clerk.issuer", issuer);
            PropertyRules.address("hubify.resource.clerk.jwk-set-uri", jwkSetUri);
            PropertyRules.scopes("hubify.resource.clerk.scopes", scopes);
            PropertyRules.origins("hubify.resource.clerk.authorized-parties", authorizedParties);
            Settings.requireBetween(
                    Duration.ofSeconds(1), maxLifetime, Duration.ofDays(1), "hubify.resource.clerk.max-lifetime");
            authorizedParties = Set.copyOf(authorizedParties);
            scopes = List.copyOf(scopes);
            if (issuer == null) {
                requireNothing("jwk-set-uri", jwkSetUri == null);
                requireNothing("authorized-parties", authorizedParties.isEmpty());
                requireNothing("accept-missing-party", !acceptMissingParty);
                requireNothing("accept-impersonation", !acceptImpersonation);
                requireNothing("scopes", scopes.equals(List.of("*")));
                requireNothing("max-lifetime", maxLifetime.equals(Duration.ofSeconds(60)));
            }
        }

        // Without the issuer no session token is accepted, and each of these would be meant and silently of no effect.
        private static void requireNothing(String property, boolean isSo) {
            Settings.require(
                    isSo,
                    "hubify.resource.clerk.issuer",
                    "is not set although hubify.resource.clerk." + property + " is");
        }

        /** Whether the instance stands in for Clerk, in tests or on a laptop. */
        public boolean isOnThisMachine() {
            return issuer != null && Loopback.isHost(URI.create(issuer).getHost());
        }
    }
}
