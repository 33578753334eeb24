package com.hubify.identity.benchmarks.quota;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.quota.MeasuredQuotas;
import com.hubify.identity.resource.quota.ServletQuota;
import com.hubify.identity.resource.quota.WebFluxQuota;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A request of a known caller through the filter that counts it, with the fields of its answer, and through one that is off. */
public class QuotaBenchmark {

    /** Mark of a request that was counted. */
    private static final String COUNTED = ServletQuota.class.getName() + ".COUNTED";

    /** A thousand people with an API key and an organization each, so that three budgets count for a request. */
    @State(Scope.Benchmark)
    public static class Service {

        private static final int CALLERS = 1_000;

        /** Whether the service counts. */
        @Param({"false", "true"})
        public boolean counts;

        private final List<SecurityContextImpl> callers = IntStream.range(0, CALLERS)
                .mapToObj(Service::caller)
                .map(SecurityContextImpl::new)
                .toList();
        private final FilterChain servlet = (request, response) -> {};
        private final WebFilterChain reactive = exchange -> Mono.empty();
        private MeasuredQuotas quotas = new MeasuredQuotas(false);
        private ServletQuota servletQuota = quotas.servlet();
        private WebFluxQuota reactiveQuota = quotas.reactive();

        /** Starts it. */
        @Setup(Level.Trial)
        public void start() {
            quotas = new MeasuredQuotas(counts);
            servletQuota = quotas.servlet();
            reactiveQuota = quotas.reactive();
        }

        /** Ends it. */
        @TearDown(Level.Trial)
        public void close() {
            quotas.close();
        }

        private static HubifyAuthentication caller(int number) {
            return new HubifyAuthentication(Caller.of(Caller.Kind.API_KEY, "user_" + number, Scopes.none())
                    .withKeyId("key" + number)
                    .withOrganization(new Caller.Organization("org_" + number % 100, "", "", List.of())));
        }
    }

    /** Each thread walks through the callers on its own, one request after the other. */
    @State(Scope.Thread)
    public static class Walk {

        private final org.apache.coyote.Response sent = new org.apache.coyote.Response();
        private final Request request = new Request(new Connector(), new org.apache.coyote.Request());
        private final Response response = new Response(sent);
        private int step;

        private SecurityContextImpl next(Service service) {
            step = step + 1 < Service.CALLERS ? step + 1 : 0;
            return service.callers.get(step);
        }
    }

    /** On Tomcat's request and answer, which are used again as Tomcat does. */
    @Benchmark
    public Response servlet(Service service, Walk walk) throws IOException, ServletException {
        walk.request.removeAttribute(COUNTED);
        walk.sent.getMimeHeaders().recycle();
        SecurityContextHolder.setContext(walk.next(service));
        service.servletQuota.doFilter(walk.request, walk.response, service.servlet);
        return walk.response;
    }

    /** On an exchange of which there are the answer's headers alone. */
    @Benchmark
    public HttpHeaders reactive(Service service, Walk walk) {
        HttpHeaders headers = new HttpHeaders();
        ServerHttpResponse response = stub(ServerHttpResponse.class, headers);
        service.reactiveQuota
                .filter(stub(ServerWebExchange.class, response), service.reactive)
                .contextWrite(ReactiveSecurityContextHolder.withSecurityContext(Mono.just(walk.next(service))))
                .block();
        return headers;
    }

    private static <T> T stub(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }
}
