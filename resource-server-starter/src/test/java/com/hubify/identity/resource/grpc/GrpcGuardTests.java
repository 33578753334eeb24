package com.hubify.identity.resource.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.quota.Quotas;
import com.hubify.identity.resource.quota.TestQuotas;
import com.hubify.identity.resource.refusal.TakenRefusals;
import com.hubify.identity.resource.settings.InvalidDemand;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKey;
import com.hubify.identity.resource.use.TakenUses;
import com.hubify.identity.resource.verification.CredentialRefused;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Verification;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.inprocess.InProcessSocketAddress;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.grpc.server.InProcessGrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.grpc.server.security.AuthenticationProcessInterceptor;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;

class GrpcGuardTests {

    private static final Caller ALICE = Caller.of(Caller.Kind.SESSION_TOKEN, "user_alice", Scopes.none());

    private final TakenRefusals refusals = new TakenRefusals();
    private final GrpcErrors errors = new GrpcErrors(new RequestIds(new SecureRandom()), refusals.log());
    private final AtomicReference<Metadata> headers = new AtomicReference<>();
    private final AtomicReference<Metadata> trailers = new AtomicReference<>();
    private Quotas quotas = TestQuotas.off();
    private GrpcGuard<InProcessServerBuilder> guard =
            guard(call -> new TestingAuthenticationToken("user", "", "SCOPE_labs:read"));

    private GrpcGuard<InProcessServerBuilder> guard(AuthenticationManager callers) {
        return new GrpcGuard<>(
                new AuthenticationProcessInterceptor(
                        callers, new GrpcCredentials(), new GrpcRules(rule("/pkg.Odd;v=1/%zz"))),
                errors,
                quotas);
    }

    /** Attack: go on past the limit by another transport. It is counted before it is decided what the caller may do. */
    @ParameterizedTest
    @CsvSource({"pkg.Added/Get, ran", "pkg.Odd;v=1/%zz, PERMISSION_DENIED"})
    void countsCalls(String method, String before) throws IOException {
        quotas = TestQuotas.on();
        guard = guard(call -> {
            HubifyAuthentication known = new HubifyAuthentication(ALICE);
            GrpcCall.count(known);
            return known;
        });

        for (int i = 0; i < 10; i++) {
            assertThat(call(method, "Bearer good")).isEqualTo(before);
        }
        assertThat(told("x-ratelimit-limit")).isEqualTo("60");
        assertThat(told("x-ratelimit-remaining")).isEqualTo("50");
        refusals.take();

        assertThat(call(method, "Bearer good")).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(told("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(told("ratelimit-policy")).startsWith("\"minute\";q=60");
        assertThat(Long.parseLong(told("grpc-retry-pushback-ms"))).isBetween(1_000L, 60_000L);
        assertThat(refusals.take())
                .singleElement()
                .satisfies(refused -> assertThat(refused)
                        .containsEntry("reference", told("x-request-id"))
                        .containsEntry("reason", "rate_limited")
                        .containsEntry("account", "user_alice")
                        .containsEntry("request", "gRPC /" + method));
    }

    /** The id in an answer led nowhere, since there was none. */
    @Test
    void explainsRefusals() throws IOException {
        quotas = TestQuotas.on();
        guard = guard(call -> {
            throw new CredentialRefused(Verification.Reason.INACTIVE);
        });

        assertThat(call("pkg.Added/Get", null)).isEqualTo("UNAUTHENTICATED");
        assertThat(refusals.take())
                .singleElement()
                .satisfies(refused -> assertThat(refused)
                        .containsEntry("reference", told("x-request-id"))
                        .containsEntry("reason", "no_credential"));
        assertThat(call("pkg.Added/Get", "Bearer wrong")).isEqualTo("UNAUTHENTICATED");
        assertThat(refusals.take())
                .singleElement()
                .satisfies(refused -> assertThat(refused).containsEntry("reason", "inactive"));
        assertThat(told("x-ratelimit-remaining")).isEqualTo("60");
    }

    private String told(String name) {
        Metadata.Key<String> key = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
        String value = Objects.requireNonNull(trailers.get()).get(key);
        return value == null ? String.valueOf(headersOf(key)) : value;
    }

    private @Nullable String headersOf(Metadata.Key<String> key) {
        Metadata told = headers.get();
        return told == null ? null : told.get(key);
    }

    // Attack: a service that a customizer adds to the server
    // itself has none of the interceptors that Spring gRPC binds.
    @Test
    void asksCallersOfWhateverServiceTheServerHas() throws IOException {
        assertThat(call("pkg.Added/Get", null)).isEqualTo("UNAUTHENTICATED");
        assertThat(call("pkg.Added/Get", "Bearer good")).isEqualTo("ran");
    }

    // Attack: a limited key over a transport that has no addresses.
    @Test
    void takesAKeyFromItsNetworksAlone() {
        StubIssuer issuer = new StubIssuer();
        try (Credentials credentials = Credentials.judgedFor(issuer)) {
            TestKey key = credentials.tokens.apiKey().answering("allowed_ips", List.of("10.0.0.0/8"));
            GrpcAuthenticationManager manager =
                    new GrpcAuthenticationManager(credentials.verifier(), Duration.ofMinutes(5), TakenUses.none());

            assertThat(manager.authenticate(sent(key, new InetSocketAddress("10.1.2.3", 4711)))
                            .isAuthenticated())
                    .isTrue();
            for (SocketAddress elsewhere : new SocketAddress[] {
                new InetSocketAddress("192.0.2.1", 4711), new InProcessSocketAddress("10.1.2.3"), null
            }) {
                assertThatThrownBy(() -> manager.authenticate(sent(key, elsewhere)))
                        .isInstanceOfSatisfying(
                                CredentialRefused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(Verification.Reason.NETWORK));
            }
        } finally {
            issuer.close();
        }
    }

    private Authentication sent(TestKey key, @Nullable SocketAddress sender) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), key.bearer());
        Attributes.Builder attributes = Attributes.newBuilder();
        if (sender != null) {
            attributes.set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, sender);
        }
        return Objects.requireNonNull(
                new GrpcCredentials().extract(headers, attributes.build(), method("pkg.Added/Get")));
    }

    // Attack: a name is no URL, and what looks like a parameter or an escape in it kept its rule from matching.
    @Test
    void comparesNamesAsTheyAre() throws IOException {
        assertThat(call("pkg.Odd;v=1/%zz", "Bearer good")).isEqualTo("PERMISSION_DENIED");
        assertThat(call("pkg.Odd;v=2/%zz", "Bearer good")).isEqualTo("ran");
    }

    // Attack: a server is made by a factory of the service's own, which takes up no customizers.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stopsTheStartOfAServerThatHasNoGuard(boolean isGuarded) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton(
                "own",
                new GrpcServerLifecycle(
                        new InProcessGrpcServerFactory("own", isGuarded ? List.of(guard) : List.of()),
                        Duration.ofSeconds(1),
                        event -> {}));
        GrpcServers servers = new GrpcServers(beans, guard);

        if (isGuarded) {
            assertThatCode(servers::afterSingletonsInstantiated).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(servers::afterSingletonsInstantiated)
                    .isInstanceOf(InvalidDemand.class)
                    .hasMessageContaining("bean own is open without a credential");
        }
    }

    private String call(String method, @Nullable String credential) throws IOException {
        ServerBuilderCustomizer<InProcessServerBuilder> adding = builder -> builder.addService(service(method));
        Server server = new InProcessGrpcServerFactory("guarded", List.of(guard, adding))
                .createServer()
                .start();
        ManagedChannel channel = InProcessChannelBuilder.forName("guarded").build();
        Metadata sent = new Metadata();
        if (credential != null) {
            sent.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), credential);
        }
        try {
            return ClientCalls.blockingUnaryCall(
                    ClientInterceptors.intercept(
                            channel,
                            MetadataUtils.newAttachHeadersInterceptor(sent),
                            MetadataUtils.newCaptureMetadataInterceptor(headers, trailers)),
                    method(method),
                    CallOptions.DEFAULT,
                    "");
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode().name();
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }

    private static ServerServiceDefinition service(String method) {
        return ServerServiceDefinition.builder(method.substring(0, method.indexOf('/')))
                .addMethod(method(method), ServerCalls.asyncUnaryCall((request, answer) -> {
                    answer.onNext("ran");
                    answer.onCompleted();
                }))
                .build();
    }

    private static MethodDescriptor<String, String> method(String name) {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(name)
                .setRequestMarshaller(new Text())
                .setResponseMarshaller(new Text())
                .build();
    }

    private static ResourceServerProperties rule(String path) {
        return new Binder(new MapConfigurationPropertySource(Map.of(
                        "hubify.resource.issuer-uri", "http://localhost:9000",
                        "hubify.resource.rules[0].path", path,
                        "hubify.resource.rules[0].scopes", "labs:write")))
                .bind("hubify.resource", ResourceServerProperties.class)
                .get();
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {

        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
