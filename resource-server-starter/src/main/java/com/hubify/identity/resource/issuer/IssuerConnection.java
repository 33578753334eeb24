package com.hubify.identity.resource.issuer;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * HTTP client for an issuer: short timeouts, bounded answers, no redirects (one would take keys and the client secret to
 * wherever it points).
 */
public final class IssuerConnection {

    /** {@code Retry-After} for clients when an issuer is away and names no time itself. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Longest answer read, in bytes; key sets with dozens of keys fit. */
    private static final int LONGEST_ANSWER = 256 * 1024;

    /**
     * An issuer's answer.
     *
     * @param retryAfter the header of that name
     */
    public record Answer(int status, String body, @Nullable String retryAfter) {

        public boolean isOk() {
            return status == 200;
        }

        /** The body as a JSON object. */
        public Map<String, Object> json() throws IOException {
            return IssuerConnection.json(body);
        }
    }

    private final Duration timeout;
    private final ObservationRegistry observations;
    private volatile RestClient http;

    /** @param observations for each request, so that it shows in traces and in {@code http.client.requests} */
    public IssuerConnection(Duration timeout, ObservationRegistry observations) {
        this.timeout = timeout;
        this.observations = observations;
        this.http = create();
    }

    private RestClient create() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client(timeout));
        requests.setReadTimeout(timeout);
        return RestClient.builder()
                .requestFactory(requests)
                .observationRegistry(observations)
                .build();
    }

    /** A client that follows no redirects. */
    public static HttpClient client(Duration timeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** Parses a JSON object; Nimbus alone would take {@code null} and some arrays for one. */
    public static Map<String, Object> json(String text) throws IOException {
        if (!text.stripLeading().startsWith("{")) {
            throw new IOException("not a JSON object");
        }
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            throw new IOException(e);
        }
    }

    /**
     * The seconds of a {@code Retry-After} header (RFC 9110, section 10.2.3).
     *
     * @param absent for a missing header, a date, zero and everything else
     * @param longest bounds what the issuer may ask for
     */
    public static Duration retryAfter(@Nullable String header, Duration absent, Duration longest) {
        if (header == null || !header.matches("0*[1-9][0-9]{0,5}")) {
            return absent;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header));
        return asked.compareTo(longest) > 0 ? longest : asked;
    }

    /** Reads a document. */
    Map<String, Object> get(URI address) throws IOException {
        return get(address, null);
    }

    /**
     * Reads a document.
     *
     * @param bearer to authenticate with; null to ask as anybody
     */
    public Map<String, Object> get(URI address, @Nullable String bearer) throws IOException {
        Answer answer = exchange(client -> client.get()
                .uri(address)
                .accept(MediaType.APPLICATION_JSON)
                .headers(headers -> Optional.ofNullable(bearer).ifPresent(headers::setBearerAuth)));
        if (!answer.isOk()) {
            throw new IOException(address + " answered " + answer.status);
        }
        return answer.json();
    }

    /** Sends a form with Basic client authentication (RFC 6749, section 2.3.1). */
    public Answer post(URI address, String basic, Map<String, String> form) throws IOException {
        LinkedMultiValueMap<String, String> body = new LinkedMultiValueMap<>();
        body.setAll(form);
        return exchange(client -> client.post()
                .uri(address)
                .accept(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBasicAuth(basic))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(body));
    }

    /** Sends JSON with an access token (RFC 6750, section 2.1). */
    public Answer postJson(URI address, String token, String json) throws IOException {
        return exchange(client -> client.post()
                .uri(address)
                .accept(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json));
    }

    private Answer exchange(Function<RestClient, RestClient.RequestHeadersSpec<?>> request) throws IOException {
        RestClient client = http;
        try {
            return request.apply(client).exchangeForRequiredValue((sent, response) -> read(response));
        } catch (ResourceAccessException e) {
            if (e.getCause() instanceof HttpTimeoutException) {
                replacePool(client);
            }
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    // Pooled connections may all lead to the same hanging node, and each would be waited for.
    private synchronized void replacePool(RestClient client) {
        if (http == client) {
            http = create();
        }
    }

    private static Answer read(ClientHttpResponse response) throws IOException {
        byte[] body = response.getBody().readNBytes(LONGEST_ANSWER + 1);
        if (body.length > LONGEST_ANSWER) {
            throw new IOException("The answer is longer than " + LONGEST_ANSWER + " bytes");
        }
        return new Answer(
                response.getStatusCode().value(),
                new String(body, StandardCharsets.UTF_8),
                response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER));
    }
}
