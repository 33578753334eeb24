package com.hubify.identity.clerk;

import com.hubify.identity.protocol.TokenClaims;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of tokens that Clerk signs with the same key. Headers and claims of any two exclude each other: a token is of one
 * kind or of none.
 */
public enum ClerkTokenKind {
    /** What {@code getToken()} returns; lives a minute and names a session. */
    SESSION_TOKEN(Set.of(), Category.SESSION) {
        @Override
        boolean hasClaims(JWTClaimsSet claims) {
            return isOf(USER, claims) && SESSION.test(claims.getClaim(TokenClaims.SESSION_ID)) && !isForClient(claims);
        }
    },
    /** An OAuth access token (RFC 9068) for a client registered at Clerk. */
    ACCESS_TOKEN(Set.of(TokenClaims.ACCESS_TOKEN_TYPE, "application/" + TokenClaims.ACCESS_TOKEN_TYPE), Category.NONE) {
        @Override
        boolean hasClaims(JWTClaimsSet claims) {
            return isOf(USER, claims)
                    && claims.getClaim(TokenClaims.CLIENT_ID) instanceof String client
                    && !client.isBlank();
        }
    },
    /** An ID token of Clerk's OpenID Connect, meant for its client. */
    ID_TOKEN(Set.of(), Category.NONE) {
        @Override
        boolean hasClaims(JWTClaimsSet claims) {
            return isOf(USER, claims)
                    && claims.getAudience().size() == 1
                    && claims.getClaim(TokenClaims.CLIENT_ID) == null
                    && claims.getClaim(TokenClaims.SESSION_ID) == null
                    && claims.getClaim(PARTY) == null;
        }
    },
    /** Made from a JWT template: names no session, and outlives it. */
    TEMPLATE_TOKEN(Set.of(), Category.TEMPLATE) {
        @Override
        boolean hasClaims(JWTClaimsSet claims) {
            return isOf(USER, claims) && claims.getClaim(TokenClaims.SESSION_ID) == null && !isForClient(claims);
        }
    },
    /** A machine's (M2M), without a person. */
    MACHINE_TOKEN(Set.of(), Category.MACHINE) {
        @Override
        boolean hasClaims(JWTClaimsSet claims) {
            return isOf(MACHINE, claims) && claims.getClaim(TokenClaims.SESSION_ID) == null && !isForClient(claims);
        }
    };

    /** Claim with the origin that a token was made for. */
    static final String PARTY = "azp";

    private static final Predicate<@Nullable Object> USER = matching("user_\\w{1,64}");
    private static final Predicate<@Nullable Object> SESSION = matching("sess_\\w{1,64}");
    private static final Predicate<@Nullable Object> MACHINE = matching("mch_\\w{1,64}");

    /** Which values of the header {@code cat} a kind may have. */
    private enum Category {
        /** Its own; older tokens have none, and some instances stamp all tokens alike. */
        SESSION(Set.of("cl_B7d4PD111AAA"), true),
        /** Its own only: without it, such a token is told from no other. */
        TEMPLATE(Set.of("cl_B7d4PD222AAA"), false),
        MACHINE(Set.of("cl_B7d4PD333AAA"), true),
        NONE(Set.of(), true);

        private static final String ON_EVERYTHING = "cl_I7d4PD111III";

        private final Set<String> own;
        private final boolean optional;

        Category(Set<String> own, boolean optional) {
            this.own = own;
            this.optional = optional;
        }

        boolean allows(@Nullable Object category) {
            return category == null || category.equals(ON_EVERYTHING) ? optional : own.contains(category);
        }
    }

    private final Set<String> types;
    private final Category category;

    /** @param types of the header {@code typ}; if empty, it is {@code JWT} or missing */
    ClerkTokenKind(Set<String> types, Category category) {
        this.types = types;
        this.category = category;
    }

    /** The kind in settings, such as {@code access-token}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a token of this kind may have the header. */
    boolean hasHeader(JWSHeader header) {
        String type = header.getType() == null ? "JWT" : header.getType().getType();
        boolean fits = types.isEmpty() ? type.equals("JWT") : types.contains(type);
        return fits && category.allows(header.getCustomParam("cat"));
    }

    /** Whether a token of this kind may have the claims. */
    abstract boolean hasClaims(JWTClaimsSet claims);

    /** Whether the token may name the origin that it was made for. */
    boolean hasParty() {
        return this == SESSION_TOKEN || this == TEMPLATE_TOKEN;
    }

    /** Whether a person is the subject. */
    boolean isOfPerson() {
        return this != MACHINE_TOKEN;
    }

    private static boolean isOf(Predicate<@Nullable Object> subject, JWTClaimsSet claims) {
        return subject.test(claims.getSubject());
    }

    private static boolean isForClient(JWTClaimsSet claims) {
        return claims.getClaims().containsKey(TokenClaims.CLIENT_ID)
                || claims.getClaims().containsKey("nonce");
    }

    private static Predicate<@Nullable Object> matching(String pattern) {
        Predicate<String> whole = Pattern.compile(pattern).asMatchPredicate();
        return value -> value instanceof String text && whole.test(text);
    }
}
