package com.hubify.identity.server.grant;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.server.session.SignInAuthentication;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * What a grant, its codes and its refresh tokens descend from. The time that counts is the grant's creation, not its latest
 * refresh: otherwise a refresh would make the grant younger than a revocation aimed at it.
 */
final class GrantLineage {

    private static final String OFFLINE_ACCESS = "offline_access";

    private GrantLineage() {}

    /**
     * The lines of descent of a grant, each with the time that counts: from its client since the grant was created, and from
     * its person since the sign-in. After a client was revoked, a person with an older sign-in may consent to it anew.
     *
     * @param now for a request that is not granted yet
     */
    static List<Lineage> of(OAuth2Authorization grant, Instant now) {
        Instant madeAt = madeAt(grant, now);
        Ancestor itself = new Ancestor(Kind.GRANT, grant.getId());
        Ancestor client = new Ancestor(Kind.CLIENT, grant.getRegisteredClientId());
        // Before consent, the grant does not descend from the person. If their sign-in ends, the next person is
        // asked, and the device's code stays valid.
        if (grant.getAttribute(OAuth2ParameterNames.STATE) != null) {
            return List.of(new Lineage(madeAt, List.of(itself, client)));
        }
        List<Ancestor> person = new ArrayList<>();
        person.add(new Ancestor(Kind.SUBJECT, grant.getPrincipalName()));
        person.add(new Ancestor(Kind.SIGN_INS, grant.getPrincipalName()));
        Instant since = madeAt;
        if (grant.getAttribute(Principal.class.getName()) instanceof SignInAuthentication signIn) {
            since = signIn.signedInAt();
        }
        session(grant).ifPresent(id -> person.add(new Ancestor(Kind.SESSION, id)));
        List<Ancestor> application = new ArrayList<>(List.of(itself, client, ofClient(grant)));
        // Not the membership: it is revoked with each change of the role, which is read anew at each refresh.
        String organization = GrantMember.organization(grant);
        if (organization != null) {
            application.add(new Ancestor(Kind.ORGANIZATION, organization));
        }
        return List.of(new Lineage(madeAt, application), new Lineage(since, person));
    }

    /** All grants of this client and person. */
    static Ancestor ofClient(OAuth2Authorization grant) {
        return Ancestor.clientGrants(grant.getPrincipalName(), grant.getRegisteredClientId());
    }

    /** The sign-in whose end ends the grant, if any. */
    static Optional<String> session(OAuth2Authorization grant) {
        return grant.getAttribute(Principal.class.getName()) instanceof SignInAuthentication signIn
                        && !outlivesSignIn(grant)
                ? Optional.of(signIn.sessionId())
                : Optional.empty();
    }

    /** When the grant was created. Its code or device code stays in it, so a refresh does not change this. */
    static Instant madeAt(OAuth2Authorization grant, Instant now) {
        return issueTimes(grant).min(Instant::compareTo).orElse(now);
    }

    /** When the latest token of the grant was issued; the issuing node's clock may be ahead of this one's. */
    static Instant issuedLast(OAuth2Authorization grant, Instant now) {
        return issueTimes(grant).max(Instant::compareTo).filter(now::isBefore).orElse(now);
    }

    /**
     * An unredeemed code belongs to the signed-in browser; only the redeemed grant may outlive the sign-in. A device polls
     * some seconds after consent, when the person may have signed out.
     */
    private static boolean outlivesSignIn(OAuth2Authorization grant) {
        return (grant.getAccessToken() != null || grant.getToken(OAuth2DeviceCode.class) != null)
                && grant.getAuthorizedScopes().contains(OFFLINE_ACCESS);
    }

    /** When its tokens were issued that it has now. */
    static Stream<Instant> issueTimes(OAuth2Authorization grant) {
        return RedisGrantIndex.tokens(grant).map(OAuth2Token::getIssuedAt).filter(Objects::nonNull);
    }
}
