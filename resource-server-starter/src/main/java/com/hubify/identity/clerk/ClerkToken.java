package com.hubify.identity.clerk;

import com.hubify.identity.keys.SignedTokens;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.protocol.TokenClaims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token of Clerk that has been verified.
 *
 * @param subject {@code user_…}, or {@code mch_…} of a machine
 * @param session {@code sess_…}; null for other kinds than session tokens
 * @param client the OAuth client that got an access token or ID token, or the machine; else null
 * @param organization the active one; null if there is none
 * @param signedInAt when the person last proved the first factor, up to a minute early; null if the token does not say
 * @param actor who impersonates the subject (RFC 8693, section 4.1), empty if unnamed; null for the subject itself
 * @param ends from when on it is not accepted any more, clock skew included
 */
public record ClerkToken(
        ClerkTokenKind kind,
        String subject,
        @Nullable String session,
        @Nullable String client,
        @Nullable ClerkOrganization organization,
        Scopes scopes,
        @Nullable Instant signedInAt,
        @Nullable String actor,
        Instant issuedAt,
        Instant ends) {

    /**
     * The class of the sign-in, as access tokens say it; null if its time is not known.
     *
     * <p>Attack: whoever impersonates the person has proved something, and not that they are the person.
     */
    public @Nullable String acr() {
        return signedInAt == null || actor != null ? null : TokenClaims.PROVED;
    }

    /**
     * What it descends from. Not the signing key: Clerk's are not ours to revoke, and one of its key ids may read like one of
     * ours. A person's tokens are sign-ins, which end when all of them are ended.
     *
     * <p>Issued as early as Clerk's clock allows. Attack: a token that Clerk dated ahead outlives, by a minute, the deletion of
     * its person, who seems to have signed in afterwards.
     */
    public Lineage lineage() {
        List<Ancestor> ancestors = new ArrayList<>();
        ancestors.add(new Ancestor(Ancestor.Kind.SUBJECT, subject));
        if (kind.isOfPerson()) {
            ancestors.add(new Ancestor(Ancestor.Kind.SIGN_INS, subject));
        }
        if (session != null) {
            ancestors.add(new Ancestor(Ancestor.Kind.SESSION, session));
        }
        if (organization != null) {
            ancestors.add(new Ancestor(Ancestor.Kind.ORGANIZATION, organization.id()));
            ancestors.add(Ancestor.membership(organization.id(), subject));
        }
        return new Lineage(issuedAt.minus(SignedTokens.SKEW), ancestors);
    }
}
