package com.hubify.identity.resource.relay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.revocation.LineageDigest;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Attack: a service that is named, or what answers in its place, redirects a call elsewhere. A client of the JDK that the service
 * has made itself follows, on Java 17 with the caller's credential.
 */
class RelayedClientTests {

    /** Nothing answers there. */
    private static final String OTHER = "http://127.0.0.1:1";

    private final CallerRelay relay = new CallerRelay(Set.of(OTHER), new ThreadCaller(new StaticListableBeanFactory()));

    @BeforeEach
    void call() {
        Caller caller = Caller.of(Caller.Kind.API_KEY, "user_1", Scopes.of(List.of()));
        LineageDigest lineage = LineageDigest.of(Lineage.ofKey(Instant.EPOCH, "abcd1234", "user_1"));
        SecurityContextHolder.setContext(new SecurityContextImpl(VerifiedAuthentication.of(
                new Verification.Accepted(caller, lineage, Instant.MAX, true), "a-secret-credential", Sender.UNKNOWN)));
    }

    @AfterEach
    void end() {
        SecurityContextHolder.clearContext();
    }

    static Stream<ClientHttpRequestFactory> following() {
        ClientHttpRequestFactory jdk = new JdkClientHttpRequestFactory(client(HttpClient.Redirect.NORMAL));
        return Stream.of(
                jdk,
                new JdkClientHttpRequestFactory(client(HttpClient.Redirect.ALWAYS)),
                new BufferingClientHttpRequestFactory(jdk),
                new Own(jdk));
    }

    @ParameterizedTest
    @MethodSource("following")
    void sendsNothingByAClientThatFollows(ClientHttpRequestFactory requests) {
        RestClient client = RestClient.builder()
                .requestFactory(requests)
                .requestInterceptor(relay)
                .build();
        RestClient wrapped = client.mutate()
                .requestInterceptors(all ->
                        all.add(0, (request, body, next) -> next.execute(new HttpRequestWrapper(request) {}, body)))
                .build();
        RestTemplate template = new RestTemplate(requests);
        template.getInterceptors().add(relay);

        assertRefused(() -> client.get().uri(OTHER).retrieve().toBodilessEntity());
        assertRefused(() -> wrapped.get().uri(OTHER).retrieve().toBodilessEntity());
        assertRefused(() -> template.getForObject(OTHER, String.class));
    }

    @Test
    void sendsNothingByAWebClientThatFollows() {
        assertRefused(() -> get(HttpClient.Redirect.ALWAYS));
    }

    @Test
    void letsOthersBe() {
        RestClient client = RestClient.builder()
                .requestFactory(new Own(new JdkClientHttpRequestFactory(client(HttpClient.Redirect.NEVER))))
                .requestInterceptor(relay)
                .build();

        assertThatThrownBy(() -> client.get().uri(OTHER).retrieve().toBodilessEntity())
                .isInstanceOf(ResourceAccessException.class);
        assertThatThrownBy(() -> get(HttpClient.Redirect.NEVER)).isInstanceOf(WebClientRequestException.class);
    }

    private void get(HttpClient.Redirect redirects) {
        WebClient.builder()
                .filter(new WebFluxCallerRelay(relay))
                .filter((request, next) -> next.exchange(request))
                .clientConnector(new JdkClientHttpConnector(client(redirects)))
                .build()
                .get()
                .uri(OTHER)
                .retrieve()
                .toBodilessEntity()
                .block();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("followRedirects(HttpClient.Redirect.NEVER)");
    }

    private static HttpClient client(HttpClient.Redirect redirects) {
        return HttpClient.newBuilder().followRedirects(redirects).build();
    }

    /** Hides another, as one that signs or counts does. */
    private static final class Own implements ClientHttpRequestFactory {

        private final ClientHttpRequestFactory other;

        private Own(ClientHttpRequestFactory other) {
            this.other = other;
        }

        @Override
        public ClientHttpRequest createRequest(URI address, HttpMethod method) throws IOException {
            return other.createRequest(address, method);
        }
    }
}
