package com.hubify.identity.clerk;

import com.hubify.identity.keys.KeySource;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a Clerk instance from its Backend API, for services that don't reach its Frontend API. From the public endpoint if
 * the Backend API doesn't give them, so that a secret key that was exchanged or belongs to another instance is no outage.
 */
public final class BackendApiKeys implements KeySource {

    private static final Logger log = LoggerFactory.getLogger(BackendApiKeys.class);

    /** Reads JSON documents, in a bounded time and size, without following redirects. */
    public interface Documents {

        /** @param bearer to authenticate with; null to ask as anybody */
        Map<String, Object> get(URI address, @Nullable String bearer) throws IOException;
    }

    private final URI address;
    private final String secret;
    private final KeySource open;
    private final Documents documents;
    private final AtomicBoolean isSaid = new AtomicBoolean();

    /**
     * Keys from a Backend API.
     *
     * @param api its address, without a version
     * @param secret {@code sk_…}
     * @param open where the keys are public
     */
    public BackendApiKeys(URI api, String secret, KeySource open, Documents documents) {
        String base = api.toString();
        this.address = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v1/jwks");
        this.secret = secret;
        this.open = open;
        this.documents = documents;
    }

    @Override
    public String issuer() {
        return open.issuer();
    }

    @Override
    public JWKSet keys() throws IOException {
        try {
            JWKSet keys = parse(documents.get(address, secret));
            isSaid.set(false);
            return keys;
        } catch (IOException e) {
            if (!isSaid.getAndSet(true)) {
                log.warn("Clerk's keys are read from the public endpoint of {}: {}", issuer(), e.getMessage());
            }
            return open.keys();
        }
    }

    @Override
    public Optional<String> mistake() {
        return open.mistake();
    }

    private static JWKSet parse(Map<String, Object> document) throws IOException {
        try {
            return JWKSet.parse(document);
        } catch (ParseException e) {
            throw new IOException("Not a key set", e);
        }
    }
}
