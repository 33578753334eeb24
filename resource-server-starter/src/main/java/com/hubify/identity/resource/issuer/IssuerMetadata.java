package com.hubify.identity.resource.issuer;

import com.hubify.identity.keys.KeySource;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * An issuer's metadata, read when it is first needed, so that a service starts while the issuer is down.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">OpenID Connect Discovery,
 *     section 4</a>
 */
public final class IssuerMetadata implements KeySource {

    /**
     * Failed calls after which the document is read again. An endpoint may have moved, but mostly the issuer is away, or one of
     * its nodes hangs behind a load balancer; and a retry that takes two calls can meet that node with either.
     */
    private static final int FAILURES = 3;

    private static final String PATH = "/.well-known/openid-configuration";

    private static final Logger log = LoggerFactory.getLogger(IssuerMetadata.class);

    private final String property;
    private final String issuer;
    private final @Nullable URI jwkSetUri;
    private final String reachedAt;
    private final IssuerConnection connection;
    private final AtomicInteger failures = new AtomicInteger();
    private final SimpleAsyncTaskExecutor reader = new SimpleAsyncTaskExecutor("hubify-metadata-");
    private volatile @Nullable Map<String, Object> document;
    private volatile @Nullable AnotherIssuer another;

    /**
     * Metadata of an issuer.
     *
     * @param property that names the issuer, for messages
     * @param jwkSetUri where its keys are; discovered if null
     * @param backchannel where it is reached from here, if that is not where the rest of the world reaches it
     */
    public IssuerMetadata(
            String property,
            String issuer,
            @Nullable URI jwkSetUri,
            @Nullable URI backchannel,
            IssuerConnection connection) {
        this.property = property;
        this.issuer = issuer;
        this.jwkSetUri = jwkSetUri;
        this.reachedAt = withoutSlash(backchannel == null ? issuer : backchannel.toString());
        this.connection = connection;
        reader.setDaemon(true);
    }

    @Override
    public String issuer() {
        return issuer;
    }

    /** What is wrong if the server at this address is another issuer; for health details. */
    @Override
    public Optional<String> mistake() {
        return Optional.ofNullable(another).map(Throwable::getMessage);
    }

    /** Where credentials are introspected. */
    public URI introspectionUri() throws IOException {
        return endpoint("introspection_endpoint");
    }

    /** Where this service gets its own access tokens. */
    public URI tokenUri() throws IOException {
        return endpoint("token_endpoint");
    }

    /** Where the revocation feed is. No standard defines this member, so metadata made by others may lack it. */
    public URI revocationsUri() throws IOException {
        return document().containsKey("revocations_endpoint")
                ? endpoint("revocations_endpoint")
                : reachable(withoutSlash(issuer) + "/v1/revocations");
    }

    /** Where uses of API keys are reported. An older issuer has nothing there. */
    public URI apiKeyUsesUri() throws IOException {
        return reachable(withoutSlash(issuer) + "/v1/api-keys/uses");
    }

    /** Where limits are settled. An older issuer has nothing there. */
    public URI limitsUri() throws IOException {
        return reachable(withoutSlash(issuer) + "/v1/limits/settle");
    }

    /** Where refused requests are reported. An older issuer has nothing there. */
    public URI refusalsUri() throws IOException {
        return reachable(withoutSlash(issuer) + "/v1/refusals");
    }

    /** The issuer's keys, as they are now. */
    @Override
    public JWKSet keys() throws IOException {
        try {
            return JWKSet.parse(connection.get(jwkSetUri == null ? endpoint("jwks_uri") : jwkSetUri));
        } catch (IOException e) {
            failed();
            throw e;
        } catch (ParseException e) {
            throw new IOException("Not a key set", e);
        }
    }

    /** Notes that a call to one of these endpoints failed. */
    public void failed() {
        failures.incrementAndGet();
    }

    private URI endpoint(String name) throws IOException {
        if (document().get(name) instanceof String address) {
            URI uri = uri(address);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            // An https issuer must not have keys or the client secret sent in the clear.
            boolean asSafe = !issuer.startsWith("https:") || "https".equals(uri.getScheme());
            if (web && asSafe && uri.getHost() != null) {
                return reachable(address);
            }
        }
        throw new IOException("The metadata of " + issuer + " has no usable " + name);
    }

    /** The same address as it is reached from here. Whatever is not the issuer's own stays where it is. */
    private URI reachable(String address) throws IOException {
        String prefix = withoutSlash(issuer);
        return uri(address.startsWith(prefix + "/") ? reachedAt + address.substring(prefix.length()) : address);
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private Map<String, Object> document() throws IOException {
        Map<String, Object> known = document;
        if (known == null) {
            failures.set(0);
            return read();
        }
        int failed = failures.get();
        if (failed >= FAILURES && failures.compareAndSet(failed, 0)) {
            reader.execute(this::refresh);
        }
        return known;
    }

    // In the background: this call may meet a hanging node, and mostly nothing has changed.
    private void refresh() {
        try {
            read();
        } catch (IOException e) {
            log.debug("The metadata of {} could not be refreshed", issuer, e);
        }
    }

    private Map<String, Object> read() throws IOException {
        Map<String, Object> latest = connection.get(uri(reachedAt + PATH));
        requireIssuer(latest.get("issuer"));
        document = latest;
        return latest;
    }

    private void requireIssuer(@Nullable Object itself) throws AnotherIssuer {
        if (issuer.equals(itself)) {
            another = null;
            return;
        }
        AnotherIssuer mistake = new AnotherIssuer(property, issuer, reachedAt, itself);
        if (another == null) {
            log.error("No credential can be verified: {}", mistake.getMessage());
        }
        another = mistake;
        throw mistake;
    }

    private static URI uri(String address) throws IOException {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address", e);
        }
    }
}
