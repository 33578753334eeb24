package com.hubify.identity.server.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of each scope, the same in ID tokens and at the UserInfo endpoint. A claim without a value is left out.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims">OpenID Connect Core, section 5.4</a>
 */
public final class PersonClaims {

    private static final String PROFILE = "profile";
    private static final String EMAIL = "email";

    private PersonClaims() {}

    /** The claims of these scopes; scopes without claims are ignored. */
    public static Map<String, Object> of(Account account, Set<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        if (scopes.contains(PROFILE)) {
            put(claims, "name", account.name());
            put(claims, "given_name", account.givenName());
            put(claims, "family_name", account.familyName());
            put(claims, "preferred_username", account.username());
            put(claims, "picture", account.picture());
            put(claims, "plan", account.plan());
        }
        if (scopes.contains(EMAIL) && account.email() != null) {
            claims.put("email", account.email());
            claims.put("email_verified", true); // others are not taken over from upstream
        }
        return claims;
    }

    private static void put(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
