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
 * What a grant, its codes and its refresh tokens descend from. It counts from when it was made, not from its latest refresh:
 * else whoever refreshes in time would be younger than the revocation that was meant for them.
 */
final class GrantLineage {

    private static final String OFFLINE_ACCESS = "offline_access";

    private GrantLineage() {}

    /**
     * The lines a grant descends in, each with the time that counts in it: from its client since it was made, and from its
     * person since they signed in. A client that was revoked may be allowed anew by a person whose sign-in is older.
     *
     * @param now for a request that is not granted yet
     */
    static List<Lineage> of(OAuth2Authorization grant, Instant now) {
        Instant madeAt = madeAt(grant, now);
        Ancestor itself = new Ancestor(Kind.GRANT, grant.getId());
        Ancestor client = new Ancestor(Kind.CLIENT, grant.getRegisteredClientId());
        // A person who has yet to answer has given nothing. If their sign-in ends first, the next person is asked, and
        // the code that a device shows lives on.
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
        return List.of(new Lineage(madeAt, List.of(itself, client, ofClient(grant))), new Lineage(since, person));
    }

    /** All that the grant's client holds for its person. */
    static Ancestor ofClient(OAuth2Authorization grant) {
        return Ancestor.clientGrants(grant.getPrincipalName(), grant.getRegisteredClientId());
    }

    /** The sign-in with which the grant ends, if it does. */
    static Optional<String> session(OAuth2Authorization grant) {
        return grant.getAttribute(Principal.class.getName()) instanceof SignInAuthentication signIn
                        && !outlivesSignIn(grant)
                ? Optional.of(signIn.sessionId())
                : Optional.empty();
    }

    /** When the grant was made. Its code or device code stays in it, so this is not moved by a refresh. */
    static Instant madeAt(OAuth2Authorization grant, Instant now) {
        return issueTimes(grant).min(Instant::compareTo).orElse(now);
    }

    /** When the latest token of the grant was issued; the clock of the node that did it may be ahead of this one's. */
    static Instant issuedLast(OAuth2Authorization grant, Instant now) {
        return issueTimes(grant).max(Instant::compareTo).filter(now::isBefore).orElse(now);
    }

    /**
     * A code is redeemed by the browser that is signed in; only what it was redeemed for is meant to stay. A device asks once it was
     * allowed, some seconds later, and the person may be gone.
     */
    private static boolean outlivesSignIn(OAuth2Authorization grant) {
        return (grant.getAccessToken() != null || grant.getToken(OAuth2DeviceCode.class) != null)
                && grant.getAuthorizedScopes().contains(OFFLINE_ACCESS);
    }

    private static Stream<Instant> issueTimes(OAuth2Authorization grant) {
        return Stream.concat(
                        RedisGrantIndex.TOKENS.values().stream().map(grant::getToken),
                        Stream.of(grant.getAccessToken()))
                .filter(Objects::nonNull)
                .map(OAuth2Authorization.Token::getToken)
                .map(OAuth2Token::getIssuedAt)
                .filter(Objects::nonNull);
    }
}
