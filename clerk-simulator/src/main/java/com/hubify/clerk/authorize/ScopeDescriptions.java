package com.hubify.clerk.authorize;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the consent screen says about scopes. */
final class ScopeDescriptions {

    private static final Map<String, String> TEXTS = Map.of(
            "openid", "Know who you are",
            "profile", "See your name, user name and picture",
            "email", "See your e-mail address",
            "public_metadata", "See your public metadata",
            "private_metadata", "See your private metadata",
            "offline_access", "Keep access while you are away",
            "user:org:read", "See the organization you choose");

    private ScopeDescriptions() {}

    static List<Map<String, Object>> of(Collection<String> scopes) {
        return scopes.stream()
                .map(scope -> Map.<String, Object>of(
                        "scope",
                        scope,
                        "description",
                        TEXTS.getOrDefault(scope, scope),
                        "requires_consent",
                        !scope.equals("openid")))
                .toList();
    }

    /** The host of an application's redirect URI, or the whole URI if it has none. */
    static String domain(String redirectUri) {
        try {
            String host = URI.create(redirectUri).getHost();
            return host == null ? redirectUri : host;
        } catch (IllegalArgumentException notAnAddress) {
            return redirectUri;
        }
    }
}
