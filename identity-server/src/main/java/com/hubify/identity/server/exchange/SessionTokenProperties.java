package com.hubify.identity.server.exchange;

import com.hubify.identity.clerk.ClerkInstance;
import com.hubify.identity.clerk.ClerkSettings;
import com.hubify.identity.clerk.ClerkTokenPolicy;
import com.hubify.identity.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled Whether session tokens of Clerk are exchanged. If not set, they are where authorized parties are set, and
 *     where Clerk's issuer is on this machine.
 * @param authorizedParties Origins that the claim azp of a session token may name. Any if empty.
 * @param acceptMissingParty Whether session tokens without the claim azp are exchanged although parties are set.
 * @param acceptImpersonation Whether session tokens of a person who impersonates another are exchanged, for tokens that name
 *     both.
 * @param scopes The most that the exchanged token of each person may have.
 * @param roleScopes What it may have in addition for members with a role in the active organization.
 * @param permissionScopes What it may have in addition for members with a permission.
 * @param scopeClaim Claim of a session token whose scopes it may have in addition.
 * @param claimedScopes The most that scope-claim may give.
 * @param maxLifetime Longest life of a session token that is exchanged.
 */
@ConfigurationProperties("hubify.identity.clerk.session-tokens")
record SessionTokenProperties(
        @Nullable Boolean enabled,
        @DefaultValue Set<String> authorizedParties,
        @DefaultValue("false") boolean acceptMissingParty,
        @DefaultValue("false") boolean acceptImpersonation,
        @DefaultValue("*") List<String> scopes,
        @DefaultValue Map<String, List<String>> roleScopes,
        @DefaultValue Map<String, List<String>> permissionScopes,
        @Nullable String scopeClaim,
        @DefaultValue List<String> claimedScopes,
        @DefaultValue("60s") Duration maxLifetime) {

    private static final String PREFIX = "hubify.identity.clerk.session-tokens.";

    SessionTokenProperties {
        ClerkSettings.origins(PREFIX + "authorized-parties", authorizedParties);
        Settings.requireBetween(Duration.ofSeconds(1), maxLifetime, Duration.ofDays(1), PREFIX + "max-lifetime");
        scopeClaim = scopeClaim == null || scopeClaim.isBlank() ? null : scopeClaim;
        ClerkSettings.scopes(PREFIX, scopes, roleScopes, permissionScopes, scopeClaim, claimedScopes);
    }

    /**
     * Whether session tokens are exchanged. Not without a word of the operator: a token made for any other page of the instance
     * would do. A simulator on this machine has no other pages.
     */
    boolean isOn(String issuer) {
        return enabled == null
                ? !authorizedParties.isEmpty() || ClerkInstance.isOnThisMachine(issuer)
                : Boolean.TRUE.equals(enabled);
    }

    /** Whether tokens made for any origin of a real instance are exchanged. */
    boolean isOpen(String issuer) {
        return isOn(issuer) && authorizedParties.isEmpty() && !ClerkInstance.isOnThisMachine(issuer);
    }

    /** @param issuer of the Clerk instance that people sign in with: an id of another would be another person's */
    ClerkTokenPolicy policy(String issuer) {
        return new ClerkTokenPolicy(
                issuer,
                authorizedParties,
                acceptMissingParty,
                acceptImpersonation,
                maxLifetime,
                ClerkSettings.scopes(PREFIX, scopes, roleScopes, permissionScopes, scopeClaim, claimedScopes),
                Map.of());
    }
}
