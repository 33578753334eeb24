package com.hubify.clerk.token;

import com.hubify.clerk.directory.User;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What each scope tells about a person, alike in ID tokens and in user info. */
final class UserClaims {

    /** Stands for a value the scope would tell but the person has not. */
    static final Object ABSENT = Optional.empty();

    private UserClaims() {}

    static Map<String, Object> of(User user, Predicate<String> granted) {
        Map<String, Object> claims = new TreeMap<>();
        if (granted.test("profile")) {
            put(claims, "name", user.name().orElse(null));
            put(claims, "given_name", user.givenName());
            put(claims, "family_name", user.familyName());
            put(claims, "picture", user.picture());
            put(claims, "preferred_username", user.username());
        }
        if (granted.test("email")) {
            claims.put("email", user.email());
            claims.put("email_verified", user.emailVerified());
        }
        if (granted.test("public_metadata")) {
            claims.put("public_metadata", user.publicMetadata());
            claims.put("unsafe_metadata", Map.of());
        }
        if (granted.test("private_metadata")) {
            claims.put("private_metadata", Map.of());
        }
        return claims;
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        claims.put(name, value == null ? ABSENT : value);
    }
}
