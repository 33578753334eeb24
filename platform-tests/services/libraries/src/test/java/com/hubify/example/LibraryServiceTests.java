package com.hubify.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.PathRequest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.annotation.KeySpace;
import org.springframework.data.map.repository.config.EnableMapRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A service whose handlers come from libraries: Spring Data REST, GraphQL, a database console behind a filter chain of its own.
 * What asks for a scope is refused without it, and the chain for the console opens the console alone.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.h2.console.enabled=true",
            "spring.datasource.url=jdbc:h2:mem:labs",
            "spring.graphql.schema.locations=classpath:/labs/",
            "spring.grpc.server.port=0"
        })
@TestIssuer
class LibraryServiceTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    @Autowired
    GrpcServerLifecycle grpc;

    @Autowired
    RemoteLabs labs;

    // A filter chain for the console made the starter add none: whatever was beside it was open to anybody.
    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/labs", "/samples", "/graphql", "/", "/nowhere", "/h2-console-not"})
    void closesWhatIsBesideTheConsole(String path) {
        assertThat(get("/h2-console", "Basic YTpi").statusCode()).isLessThan(400);
        assertThat(get(path, "Basic YTpi").statusCode()).isEqualTo(401);
    }

    // On a repository, the annotation was not looked at.
    @ParameterizedTest
    @ValueSource(strings = {"/labs", "/labs/1", "/samples"})
    void asksForTheScopeOfARepository(String path) {
        assertThat(get(path, with("pods:read")).statusCode()).isEqualTo(403);
        assertThat(get(path, with("labs:read")).statusCode()).isIn(200, 404);
    }

    @Test
    void asksForTheScopeOfGraphQl() {
        assertThat(query("{\"query\":\"{labs}\"}", with("labs:read")).body()).isEqualTo("{\"data\":{\"labs\":[\"one\"]}}");
        assertThat(query("{\"query\":\"{labs}\"}", with("pods:read")).body())
                .contains("FORBIDDEN")
                .doesNotContain("one");
        assertThat(query("{\"query\":\"mutation{remove}\"}", with("labs:read")).body())
                .contains("FORBIDDEN")
                .doesNotContain("one");
    }

    // A parameter of this type failed each query.
    @Test
    void handsGraphQlItsCaller() {
        assertThat(query("{\"query\":\"{whoami}\"}", with("labs:read")).body())
                .isEqualTo("{\"data\":{\"whoami\":\"" + TestTokens.SUBJECT + "\"}}");
    }

    // A server of gRPC has a port of its own, which no filter chain sees: it was open to anybody.
    @Test
    void asksCallersOfGrpc() {
        assertThat(call(null)).isEqualTo("UNAUTHENTICATED");
        assertThat(call("Bearer wrong")).isEqualTo("UNAUTHENTICATED");
        assertThat(call("Basic YTpi")).isEqualTo("UNAUTHENTICATED");
        assertThat(call(with("pods:read"))).isEqualTo("PERMISSION_DENIED");
        assertThat(call(with("labs:read"))).isEqualTo("one for " + TestTokens.SUBJECT);
    }

    // Attack: a second server, which the service builds itself, has the same methods and no interceptor that asks anybody.
    @Test
    void refusesCallsOfAnotherServerOfGrpc() throws IOException {
        Server other = ServerBuilder.forPort(0).addService(labs).build().start();
        try {
            assertThat(call(with("labs:read"), other.getPort())).isEqualTo("UNKNOWN");
        } finally {
            other.shutdownNow();
        }
    }

    private String call(@Nullable String credential) {
        return call(credential, grpc.getPort());
    }

    private static String call(@Nullable String credential, int port) {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost", port)
                .usePlaintext()
                .build();
        Metadata headers = new Metadata();
        if (credential != null) {
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), credential);
        }
        try {
            return ClientCalls.blockingUnaryCall(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                    RemoteLabs.GET,
                    CallOptions.DEFAULT,
                    "");
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode().name();
        } finally {
            channel.shutdownNow();
        }
    }

    private String with(String scope) {
        return tokens.accessToken().scopes(scope).bearer();
    }

    private HttpResponse<String> get(String path, String credential) {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", credential));
    }

    private HttpResponse<String> query(String query, String credential) {
        return send(HttpRequest.newBuilder(uri("/graphql"))
                .header("Authorization", credential)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(query)));
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMapRepositories(considerNestedRepositories = true)
    @Import({Plain.class, Queries.class, RemoteLabs.class})
    static class Service {

        @Bean
        @Order(1)
        SecurityFilterChain console(HttpSecurity http) {
            return http.securityMatcher(PathRequest.toH2Console())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    @RestController
    static class Plain {

        @GetMapping("/plain")
        String plain(Caller caller) {
            return caller.subject();
        }
    }

    /** As generated code has it, but for its messages, which are texts. */
    static class RemoteLabs implements BindableService {

        private static final MethodDescriptor.Marshaller<String> TEXT = new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(String value) {
                return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public String parse(InputStream stream) {
                return new Scanner(stream, StandardCharsets.UTF_8).useDelimiter("\\A").tokens().findFirst().orElse("");
            }
        };

        static final MethodDescriptor<String, String> GET = MethodDescriptor.<String, String>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("example.Labs/Get")
                .setRequestMarshaller(TEXT)
                .setResponseMarshaller(TEXT)
                .build();

        @Override
        public final ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder("example.Labs")
                    .addMethod(GET, ServerCalls.asyncUnaryCall(this::get))
                    .build();
        }

        @RequiresScope("labs:read")
        public void get(String request, StreamObserver<String> answer) {
            answer.onNext("one for "
                    + SecurityContextHolder.getContext().getAuthentication().getName());
            answer.onCompleted();
        }
    }

    @Controller
    static class Queries {

        @QueryMapping
        @RequiresScope("labs:read")
        public List<String> labs() {
            return List.of("one");
        }

        @QueryMapping
        public String whoami(Caller caller) {
            return caller.subject();
        }

        @MutationMapping
        @RequiresScope("labs:write")
        public List<String> remove() {
            return List.of("one");
        }
    }

    @KeySpace("labs")
    public record Lab(@Id String id, String name) {}

    @KeySpace("samples")
    public record Sample(@Id String id, String name) {}

    @RepositoryRestResource(path = "labs")
    @RequiresScope("labs:read")
    public interface Labs extends CrudRepository<Lab, String> {}

    @RepositoryRestResource(path = "samples")
    public interface Samples extends CrudRepository<Sample, String> {

        @Override
        @RequiresScope("labs:read")
        Iterable<Sample> findAll();
    }
}
