package com.hubify.identity.server.limit.guard;

import com.hubify.identity.server.api.ApiCaller;
import com.hubify.identity.server.client.SenderNetwork;
import com.hubify.identity.server.limit.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who sent a request, as far as that is proven. Anyone can send the id of a public client, so its requests are its
 * network's.
 */
record Sender(Kind kind, String id) {

    enum Kind {
        CLIENT,
        SUBJECT,
        NETWORK
    }

    static Sender of(@Nullable Authentication authentication) {
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return network();
        }
        if (authentication instanceof OAuth2ClientAuthenticationToken client) {
            return ClientAuthenticationMethod.NONE.equals(client.getClientAuthenticationMethod())
                    ? network()
                    : new Sender(Kind.CLIENT, client.getName());
        }
        boolean acts = authentication instanceof JwtAuthenticationToken token
                && !ApiCaller.of(token.getToken()).isPerson();
        return new Sender(acts ? Kind.CLIENT : Kind.SUBJECT, authentication.getName());
    }

    private static Sender network() {
        return new Sender(Kind.NETWORK, SenderNetwork.current());
    }

    /** The limit of a place for this sender; null if it doesn't count there. */
    @Nullable
    Limit limit(Place place) {
        Limit known = kind == Kind.NETWORK ? place.network() : kind == Kind.CLIENT ? place.client() : place.subject();
        return known == null ? place.network() : known;
    }

    /** Whom a limit counts. */
    String counted(Limit limit, Place place) {
        return limit == place.network() ? SenderNetwork.current() : id;
    }
}
