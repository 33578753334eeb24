package com.hubify.clerk.token;

import com.hubify.clerk.user.EmailAddress;
import com.hubify.clerk.user.User;
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
            put(claims, "given_name", user.profile().givenName());
            put(claims, "family_name", user.profile().familyName());
            put(claims, "picture", user.profile().picture());
            put(claims, "preferred_username", user.profile().username());
        }
        if (granted.test("email")) {
            EmailAddress email = user.profile().email();
            put(claims, "email", email == null ? null : email.address());
            put(claims, "email_verified", email == null ? null : email.verified());
        }
        if (granted.test("public_metadata")) {
            claims.put("public_metadata", user.metadata().open());
            claims.put("unsafe_metadata", user.metadata().unsafe());
        }
        if (granted.test("private_metadata")) {
            claims.put("private_metadata", user.metadata().hidden());
        }
        return claims;
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        claims.put(name, value == null ? ABSENT : value);
    }
}
