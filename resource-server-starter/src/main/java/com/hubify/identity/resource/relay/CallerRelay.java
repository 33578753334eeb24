package com.hubify.identity.resource.relay;

import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.settings.RelayProperties;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.core.Authentication;

/**
 * Sends the caller's credential with calls to the configured origins, and to no others: a server that receives it can
 * act as the caller. A call that has an {@code Authorization} header or no caller is not changed.
 */
public final class CallerRelay implements ClientHttpRequestInterceptor {

    private final Set<String> origins;
    private final ThreadCaller caller;

    public CallerRelay(Set<String> origins, ThreadCaller caller) {
        this.origins = origins;
        this.caller = caller;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (goesTo(request.getURI(), request.getHeaders())) {
            credentialOf(caller.get()).ifPresent(credential -> {
                RelayedClient.requireNoRedirects(request);
                request.getHeaders().setBearerAuth(credential);
            });
        }
        return execution.execute(request, body);
    }

    /** Whether no origin is configured. */
    boolean isIdle() {
        return origins.isEmpty();
    }

    /**
     * Whether the credential is to be added to a call: its origin is configured and it has no {@code Authorization}
     * header.
     */
    public boolean goesTo(URI address, HttpHeaders headers) {
        String origin = RelayProperties.originOf(address);
        return origin != null && origins.contains(origin) && !headers.containsHeader(HttpHeaders.AUTHORIZATION);
    }

    /** The authentication of the current thread; null if there is none. */
    @Nullable
    Authentication caller() {
        return caller.get();
    }

    static Optional<String> credentialOf(@Nullable Authentication authentication) {
        return authentication instanceof VerifiedAuthentication ours
                ? Optional.of(ours.credential())
                : Optional.empty();
    }
}
