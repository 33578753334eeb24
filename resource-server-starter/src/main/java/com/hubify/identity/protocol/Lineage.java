package com.hubify.identity.protocol;

import com.hubify.identity.protocol.Ancestor.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A credential's ancestors, itself included: revoking one of them revokes the credential.
 *
 * @param issuedAt time of issue, to the second, as {@code iat} has it
 */
public record Lineage(Instant issuedAt, List<Ancestor> ancestors) {

    public Lineage {
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        ancestors = List.copyOf(ancestors);
    }

    /**
     * The lineage of an access token, from its verified claims.
     *
     * @param keyId {@code kid} of the header
     * @throws IllegalArgumentException if an identifier is longer than {@link Ancestor#MAX_LENGTH} allows
     */
    public static Lineage ofToken(Instant issuedAt, Map<String, Object> claims, String keyId) {
        List<Ancestor> ancestors = new ArrayList<>();
        add(ancestors, Kind.TOKEN, claims.get("jti"));
        add(ancestors, Kind.GRANT, claims.get(TokenClaims.GRANT_ID));
        add(ancestors, Kind.CLIENT, claims.get(TokenClaims.CLIENT_ID));
        add(ancestors, Kind.SUBJECT, claims.get("sub"));
        // A token without a grant that names a session was exchanged for a token of that session.
        if (claims.containsKey(TokenClaims.GRANT_ID)
                || (claims.get(TokenClaims.SESSION_ID) instanceof String session && !session.isEmpty())) {
            add(ancestors, Kind.SIGN_INS, claims.get("sub"));
        }
        if (claims.get("sub") instanceof String person
                && claims.get(TokenClaims.CLIENT_ID) instanceof String client
                && !person.equals(client)) {
            ancestors.add(
                    claims.containsKey(TokenClaims.KEY_ID)
                            ? Ancestor.clientTokensOfKeys(person, client)
                            : Ancestor.clientGrants(person, client));
        }
        add(ancestors, Kind.SESSION, claims.get(TokenClaims.SESSION_ID));
        addOrganization(ancestors, claims);
        addKey(ancestors, claims);
        add(ancestors, Kind.SIGNING_KEY, keyId);
        return new Lineage(issuedAt, ancestors);
    }

    /** The lineage of an API key. Revoking its owner revokes the key. */
    public static Lineage ofKey(Instant issuedAt, String keyId, String owner) {
        return new Lineage(issuedAt, List.of(new Ancestor(Kind.KEY, keyId), new Ancestor(Kind.SUBJECT, owner)));
    }

    /** The lineage of an introspection answer about an API key in one of its states. */
    public static Lineage ofKey(Instant issuedAt, String keyId, int state, String owner) {
        return new Lineage(
                issuedAt,
                List.of(
                        new Ancestor(Kind.KEY, keyId),
                        Ancestor.keyState(keyId, state),
                        new Ancestor(Kind.SUBJECT, owner)));
    }

    /** The same of a credential that acts for an organization: the end of that ends the credential, too. */
    public Lineage within(String organization) {
        List<Ancestor> more = new ArrayList<>(ancestors);
        more.add(new Ancestor(Kind.ORGANIZATION, organization));
        return new Lineage(issuedAt, more);
    }

    /** An organization's own keys have it for their subject: these have no member. */
    private static void addOrganization(List<Ancestor> ancestors, Map<String, Object> claims) {
        if (claims.get(TokenClaims.ORGANIZATION) instanceof String organization && !organization.isEmpty()) {
            ancestors.add(new Ancestor(Kind.ORGANIZATION, organization));
            if (claims.get("sub") instanceof String member && !member.equals(organization)) {
                ancestors.add(Ancestor.membership(organization, member));
            }
        }
    }

    /** The API key that a token was exchanged for, in the state that it had then. */
    private static void addKey(List<Ancestor> ancestors, Map<String, Object> claims) {
        if (claims.get(TokenClaims.KEY_ID) instanceof String key && !key.isEmpty()) {
            ancestors.add(new Ancestor(Kind.KEY, key));
            if (claims.get(TokenClaims.KEY_STATE) instanceof Number state) {
                ancestors.add(Ancestor.keyState(key, state.intValue()));
            }
        }
    }

    private static void add(List<Ancestor> ancestors, Kind kind, @Nullable Object id) {
        if (id instanceof String text && !text.isEmpty()) {
            ancestors.add(new Ancestor(kind, text));
        }
    }
}
