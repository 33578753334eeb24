package com.hubify.identity.resource.settings;

import com.hubify.identity.clerk.ClerkScopes;
import com.hubify.identity.clerk.ClerkSettings;
import com.hubify.identity.clerk.ClerkTokenKind;
import com.hubify.identity.clerk.ClerkTokenPolicy;
import com.hubify.identity.clerk.ClerkTokenTerms;
import com.hubify.identity.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for tokens of Clerk.
 *
 * @param issuer Frontend API URL of the Clerk instance whose session tokens are accepted. When not set, none are accepted
 * @param jwkSetUri Address of the instance's JWK set. Discovered when not set
 * @param jwtKey Public key of the instance as a PEM, to verify without network. CLERK_JWT_KEY when not set
 * @param secretKey Secret key of the instance, to read its keys from the Backend API. CLERK_SECRET_KEY when not set
 * @param apiUrl Address of the Backend API. https://api.clerk.com when not set; the issuer if that is on this machine
 * @param authorizedParties Origins that the claim azp of a session token may name. Any when empty
 * @param acceptMissingParty Whether session tokens without the claim azp, such as those of native apps, are accepted although
 *     authorized-parties is set
 * @param acceptImpersonation Whether tokens of a person who impersonates another (claim act) are accepted
 * @param scopes Scopes granted to each person with a session token
 * @param roleScopes Scopes granted in addition to members with a role in the active organization, by role
 * @param permissionScopes Scopes granted in addition to members with a permission in the active organization, by permission
 * @param scopeClaim Claim of a session token whose scopes are granted in addition. None when not set
 * @param claimedScopes The most that scope-claim may grant
 * @param maxLifetime Longest accepted lifetime of a session token, from issue to expiry
 * @param accept Other kinds of tokens that are accepted, by kind
 */
public record ClerkProperties(
        @Nullable String issuer,
        @Nullable URI jwkSetUri,
        @Nullable String jwtKey,
        @Nullable Secret secretKey,
        @Nullable URI apiUrl,
        @DefaultValue Set<String> authorizedParties,
        @DefaultValue("false") boolean acceptMissingParty,
        @DefaultValue("false") boolean acceptImpersonation,
        @DefaultValue("*") List<String> scopes,
        @DefaultValue Map<String, List<String>> roleScopes,
        @DefaultValue Map<String, List<String>> permissionScopes,
        @Nullable String scopeClaim,
        @DefaultValue List<String> claimedScopes,
        @DefaultValue("60s") Duration maxLifetime,
        @DefaultValue Map<ClerkTokenKind, Terms> accept) {

    private static final String PREFIX = "hubify.resource.clerk.";

    /** Access and ID tokens of Clerk live a day, and real ones a second longer. */
    private static final Duration LONGEST = Duration.ofHours(25);

    public ClerkProperties {
        issuer = text(issuer) == null ? null : PropertyRules.issuer(PREFIX + "issuer", issuer);
        PropertyRules.address(PREFIX + "jwk-set-uri", jwkSetUri);
        jwtKey = text(jwtKey);
        secretKey = secretKey == null || secretKey.isBlank() ? null : secretKey;
        Settings.requireResolved(secretKey == null ? null : secretKey.reveal(), PREFIX + "secret-key");
        ClerkSettings.api(PREFIX + "api-url", apiUrl);
        ClerkSettings.origins(PREFIX + "authorized-parties", authorizedParties);
        Settings.requireBetween(Duration.ofSeconds(1), maxLifetime, Duration.ofDays(1), PREFIX + "max-lifetime");
        scopeClaim = text(scopeClaim);
        authorizedParties = Set.copyOf(authorizedParties);
        scopes = List.copyOf(scopes);
        roleScopes = Map.copyOf(roleScopes);
        permissionScopes = Map.copyOf(permissionScopes);
        claimedScopes = List.copyOf(claimedScopes);
        accept = Map.copyOf(accept);
        ClerkSettings.scopes(PREFIX, scopes, roleScopes, permissionScopes, scopeClaim, claimedScopes);
        accept.forEach(ClerkProperties::check);
        if (issuer == null) {
            requireNothing("jwk-set-uri", jwkSetUri == null);
            requireNothing("jwt-key", jwtKey == null);
            requireNothing("secret-key", secretKey == null);
            requireNothing("api-url", apiUrl == null);
            requireNothing("authorized-parties", authorizedParties.isEmpty());
            requireNothing("accept-missing-party", !acceptMissingParty);
            requireNothing("accept-impersonation", !acceptImpersonation);
            requireNothing("scopes", scopes.equals(List.of("*")));
            requireNothing("role-scopes", roleScopes.isEmpty());
            requireNothing("permission-scopes", permissionScopes.isEmpty());
            requireNothing("scope-claim", scopeClaim == null);
            requireNothing("max-lifetime", maxLifetime.equals(Duration.ofSeconds(60)));
            requireNothing("accept", accept.isEmpty());
        }
    }

    /**
     * On which terms tokens of another kind are accepted.
     *
     * @param clients Clients or machines that the tokens may have been issued to
     * @param audiences Audiences, one of which the tokens must name
     * @param scopes Scopes granted with such a token
     * @param claimedScopes The most that the token's own claim scope may grant in addition
     * @param maxLifetime Longest accepted lifetime of such a token, from issue to expiry
     */
    public record Terms(
            @DefaultValue Set<String> clients,
            @DefaultValue Set<String> audiences,
            @DefaultValue List<String> scopes,
            @DefaultValue List<String> claimedScopes,
            @DefaultValue("25h") Duration maxLifetime) {}

    /** Whether anything says whose tokens are accepted; without it, those made for any origin are. */
    public boolean hasParties() {
        return !authorizedParties.isEmpty();
    }

    /** What these settings say; the issuer must be set. */
    public ClerkTokenPolicy policy() {
        Map<ClerkTokenKind, ClerkTokenTerms> others = new EnumMap<>(ClerkTokenKind.class);
        accept.forEach((kind, terms) -> others.put(
                kind,
                new ClerkTokenTerms(terms.clients, terms.audiences, scopes(prefix(kind), terms), terms.maxLifetime)));
        return new ClerkTokenPolicy(
                Objects.requireNonNull(issuer),
                authorizedParties,
                acceptMissingParty,
                acceptImpersonation,
                maxLifetime,
                ClerkSettings.scopes(PREFIX, scopes, roleScopes, permissionScopes, scopeClaim, claimedScopes),
                others);
    }

    private static void check(ClerkTokenKind kind, Terms terms) {
        String prefix = prefix(kind);
        String missing = ClerkTokenTerms.missing(kind, terms.clients, terms.audiences);
        Settings.require(missing.isEmpty(), prefix.substring(0, prefix.length() - 1), missing);
        Settings.requireBetween(Duration.ofSeconds(1), terms.maxLifetime, LONGEST, prefix + "max-lifetime");
        scopes(prefix, terms);
    }

    private static ClerkScopes scopes(String prefix, Terms terms) {
        return ClerkSettings.scopes(
                prefix,
                terms.scopes,
                Map.of(),
                Map.of(),
                terms.claimedScopes.isEmpty() ? null : "scope",
                terms.claimedScopes);
    }

    private static String prefix(ClerkTokenKind kind) {
        return PREFIX + "accept." + kind.word() + ".";
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    // Without the issuer no token of Clerk is accepted, so each of these settings would silently have no effect.
    private static void requireNothing(String property, boolean isSo) {
        Settings.require(isSo, PREFIX + "issuer", "is not set although " + PREFIX + property + " is");
    }
}
