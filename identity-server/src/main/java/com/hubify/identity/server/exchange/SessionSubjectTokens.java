package com.hubify.identity.server.exchange;

import com.hubify.identity.clerk.ClerkFinding;
import com.hubify.identity.clerk.ClerkOrganization;
import com.hubify.identity.clerk.ClerkToken;
import com.hubify.identity.clerk.ClerkTokenVerifier;
import com.hubify.identity.keys.KeysUnavailable;
import com.hubify.identity.keys.SignedTokens;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.revocation.Revocations;
import com.nimbusds.jwt.SignedJWT;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Session tokens of Clerk. The exchanged token names the session, the person and the organization, so it ends with each of them,
 * and with the membership. It lives longer than the session token, which only shows that the session went on a minute ago.
 */
class SessionSubjectTokens implements SubjectTokens {

    private static final String TYPE = "urn:ietf:params:oauth:token-type:jwt";

    private final ClerkTokenVerifier verifier;
    private final boolean isOffered;
    private final Revocations revocations;
    private final Predicate<AccountId> barred;
    private final Function<ClerkToken, Scopes> ceiling;
    private final ApplicationEventPublisher events;

    /**
     * @param barred people to whom nothing is issued any more
     * @param ceiling what is left of a token's scopes by the role in its organization
     */
    SessionSubjectTokens(
            ClerkTokenVerifier verifier,
            boolean isOffered,
            Revocations revocations,
            Predicate<AccountId> barred,
            Function<ClerkToken, Scopes> ceiling,
            ApplicationEventPublisher events) {
        this.verifier = verifier;
        this.isOffered = isOffered;
        this.revocations = revocations;
        this.barred = barred;
        this.ceiling = ceiling;
        this.events = events;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean isOffered() {
        return isOffered;
    }

    /** @throws ClerkKeysUnavailable if no key of Clerk is known, and Clerk doesn't answer */
    @Override
    public Optional<Subject> verify(String token) {
        SignedJWT parsed = SignedTokens.parse(token);
        if (parsed == null) {
            return refused("malformed", "");
        }
        try {
            ClerkFinding finding = verifier.verify(parsed, true);
            return finding instanceof ClerkFinding.Good good
                    ? judge(good.token())
                    : refused(((ClerkFinding.Bad) finding).reason(), parsed);
        } catch (KeysUnavailable e) {
            throw new ClerkKeysUnavailable(e);
        }
    }

    private Optional<Subject> judge(ClerkToken token) {
        if (barred.test(new AccountId(token.subject()))) {
            return refused("barred", token.subject());
        }
        Lineage lineage = token.lineage();
        if (revocations.isRevoked(lineage)) {
            return refused("revoked", token.subject());
        }
        if (token.actor() != null) {
            events.publishEvent(new Impersonated(token.subject(), token.actor(), session(token)));
        }
        return Optional.of(new Subject(token.subject(), ceiling.apply(token), null, lineage, claims(token)));
    }

    private static Map<String, Object> claims(ClerkToken token) {
        Map<String, Object> claims = new HashMap<>();
        claims.put(TokenClaims.SESSION_ID, session(token));
        if (token.signedInAt() != null) {
            claims.put(TokenClaims.AUTH_TIME, token.signedInAt().getEpochSecond());
        }
        String acr = token.acr();
        if (acr != null) {
            claims.put(TokenClaims.ACR, acr);
        }
        if (token.actor() != null) {
            claims.put(TokenClaims.ACTOR, Map.of("sub", token.actor()));
        }
        ClerkOrganization organization = token.organization();
        if (organization != null) {
            claims.put(TokenClaims.ORGANIZATION, organization.id());
            if (!organization.role().isEmpty()) {
                claims.put(TokenClaims.ORGANIZATION_ROLE, organization.role());
            }
        }
        return claims;
    }

    private static String session(ClerkToken token) {
        return Objects.requireNonNull(token.session());
    }

    private Optional<Subject> refused(ClerkFinding.Reason reason, SignedJWT token) {
        boolean signed = switch (reason) {
            case HEADER, UNKNOWN_KEY, SIGNATURE -> false;
            case TIME, BOUND, CLAIMS, PENDING, IMPERSONATION, ORIGIN, AUDIENCE -> true;
        };
        Object subject = signed ? SignedTokens.claims(token).getSubject() : null;
        return refused(reason.name(), subject instanceof String text ? text : "");
    }

    private Optional<Subject> refused(String reason, String subject) {
        events.publishEvent(new SessionTokenRefused(reason.toLowerCase(Locale.ROOT), subject));
        return Optional.empty();
    }
}
