package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import com.hubify.identity.resource.servlet.HubifyResourceServer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Fault: a service that keeps the security context in a bean of its own, as Spring Security advises, had every good caller
 * refused: its filters put the caller there, and the starter looked elsewhere.
 */
@SpringBootTest(properties = "hubify.resource.relay.origins=http://samples.test")
@AutoConfigureMockMvc
@TestIssuer
class OwnSecurityContextTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestTokens tokens;

    @ParameterizedTest
    @ValueSource(strings = {"/handler", "/fresh", "/bean", "/route"})
    void knowsTheCaller(String path) {
        assertThat(get(path, tokens.accessToken().scopes("labs:read").bearer())).hasStatus(200);
        assertThat(get(path, tokens.accessToken().scopes("pods:read").bearer())).hasStatus(403);
        assertThat(mvc.get().uri(path)).hasStatus(401);
    }

    @Test
    void handsItOver() {
        assertThat(get("/caller", tokens.accessToken().bearer())).hasBodyTextEqualTo(TestTokens.SUBJECT);
    }

    @Test
    void sendsItsCredentialOn() {
        assertThat(get("/relay", tokens.accessToken().bearer())).hasBodyTextEqualTo("samples");
    }

    private MvcTestResult get(String path, String credential) {
        return mvc.get().uri(path).header(HttpHeaders.AUTHORIZATION, credential).exchange();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Labs.class, Guarded.class})
    static class Service {

        @Bean
        SecurityContextHolderStrategy strategy() {
            return new OwnStrategy();
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().GET("/route", request -> ServerResponse.ok().build())
                    .filter(HubifyResourceServer.requireScope("labs:read"))
                    .build();
        }
    }

    /** Apart from the one that {@link SecurityContextHolder} has. */
    static class OwnStrategy implements SecurityContextHolderStrategy {

        private final ThreadLocal<SecurityContext> current = ThreadLocal.withInitial(SecurityContextImpl::new);

        @Override
        public void clearContext() {
            current.remove();
        }

        @Override
        public SecurityContext getContext() {
            return current.get();
        }

        @Override
        public void setContext(SecurityContext context) {
            current.set(context);
        }

        @Override
        public SecurityContext createEmptyContext() {
            return new SecurityContextImpl();
        }
    }

    static class Guarded {

        @RequiresScope("labs:read")
        public String read() {
            return "labs";
        }
    }

    @RestController
    static class Labs {

        private final Guarded guarded;
        private final RestClient.Builder client;

        Labs(Guarded guarded, RestClient.Builder client) {
            this.guarded = guarded;
            this.client = client;
        }

        @GetMapping("/handler")
        @RequiresScope("labs:read")
        public void handler() {}

        @GetMapping("/fresh")
        @RequiresScope("labs:read")
        @MaxStaleness("1s")
        public void fresh() {}

        @GetMapping("/bean")
        public String bean() {
            return guarded.read();
        }

        @GetMapping("/relay")
        @Nullable
        String relay(@RequestHeader String authorization) {
            MockRestServiceServer other = MockRestServiceServer.bindTo(client).build();
            other.expect(header(HttpHeaders.AUTHORIZATION, authorization))
                    .andRespond(withSuccess("samples", MediaType.TEXT_PLAIN));
            return client.build()
                    .get()
                    .uri("http://samples.test/samples")
                    .retrieve()
                    .body(String.class);
        }

        @GetMapping("/caller")
        String caller(Caller caller) {
            return caller.subject();
        }
    }
}
