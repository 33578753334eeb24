package com.hubify.identity.server.clerk;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The public keys of the Clerk instance, kept while Clerk is away. An unknown key id makes them be fetched again, at most once
 * in ten seconds however many arrive.
 */
public final class ClerkKeys {

    private final KeptDocument<JWKSet> keys;

    /**
     * @param http of the Frontend API
     * @param address of the key set; asked for at each fetch
     */
    public ClerkKeys(RestClient http, Supplier<String> address, Executor background, Ticker ticker) {
        this.keys = new KeptDocument<>(() -> fetch(http, address.get()), background, ticker);
    }

    /** As a JWKSource does. It is none by type: Spring publishes and trusts the keys of the one bean of that type. */
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            JWKSet known = keys.get();
            List<JWK> matching = selector.select(known);
            JWKSet other = matching.isEmpty() ? keys.otherThan(known) : null;
            return other == null ? matching : selector.select(other);
        } catch (ClerkUnavailable e) {
            throw new KeySourceException("Clerk's keys can't be read", e);
        }
    }

    /**
     * The keys as of now.
     *
     * @throws ClerkUnavailable if there are none
     */
    public JWKSet current() {
        return keys.get();
    }

    /**
     * Whether Clerk has other keys by now. Its key id is the id of the instance, so a new key may have the id of the old one;
     * to be asked after a signature did not match.
     */
    public boolean haveReplaced(JWKSet before) {
        return keys.otherThan(before) != null;
    }

    /** The ids of the keys: for Clerk, the id of the instance. */
    public Set<String> ids() {
        return ids(current());
    }

    /** The ids of these keys. */
    public static Set<String> ids(JWKSet keys) {
        return keys.getKeys().stream()
                .map(JWK::getKeyID)
                .filter(id -> id != null && !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static JWKSet fetch(RestClient http, String address) {
        try {
            return parsed(http.get().uri(address).retrieve().body(String.class));
        } catch (RestClientException e) {
            throw new ClerkUnavailable("Clerk's keys can't be read at " + address, e);
        }
    }

    /**
     * Reads a key set.
     *
     * @throws ClerkUnavailable if it has no keys: an empty answer must not replace those that are known
     */
    public static JWKSet parsed(@Nullable String document) {
        try {
            JWKSet keys = JWKSet.parse(document == null ? "" : document).toPublicJWKSet();
            if (keys.isEmpty()) {
                throw new ClerkUnavailable("Clerk's key set is empty", null);
            }
            return keys;
        } catch (ParseException e) {
            throw new ClerkUnavailable("Clerk's key set can't be understood", e);
        }
    }
}
