package com.hubify.identity.unseen;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.RequiresScope;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** A service's package, whose classes are looked through at start: each nested type is a service of its own. */
public class Unseen {

    private static ServerResponse ok() {
        return ServerResponse.ok().build();
    }

    /** The server is handed an object by code. */
    @Configuration(proxyBeanMethods = false)
    public static class ServletByCode {

        @RequiresScope("labs:write")
        static class Sales extends HttpServlet {

            private static final long serialVersionUID = 1L;
        }

        @Bean
        ServletContextInitializer servlets() {
            return context -> context.addServlet("sales", new Sales());
        }
    }

    /** The same, with the other annotation. */
    @Configuration(proxyBeanMethods = false)
    public static class ServletForSignedIn {

        @RequiresRecentSignIn("10m")
        static class Sales extends HttpServlet {

            private static final long serialVersionUID = 1L;
        }

        @Bean
        ServletContextInitializer servlets() {
            return context -> context.addServlet("sales", new Sales());
        }
    }

    /** One lambda hides the other. */
    @Configuration(proxyBeanMethods = false)
    public static class FunctionInFunction {

        static class Labs {

            @RequiresScope("labs:write")
            public ServerResponse save(ServerRequest request) {
                return ok();
            }
        }

        static HandlerFunction<ServerResponse> timed(Function<ServerRequest, ServerResponse> function) {
            return function::apply;
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().GET("/labs", timed(new Labs()::save)).build();
        }
    }

    /** Handlers lie in a map. */
    @Configuration(proxyBeanMethods = false)
    public static class HandlersInMap {

        @RequiresScope("labs:write")
        static class Labs implements HandlerFunction<ServerResponse> {

            @Override
            public ServerResponse handle(ServerRequest request) {
                return ok();
            }
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            Map<String, HandlerFunction<ServerResponse>> all = Map.of("labs", new Labs());
            return route().GET(
                            "/labs", request -> all.values().iterator().next().handle(request))
                    .build();
        }
    }

    /** A handler calls its own method that asks. */
    @Configuration(proxyBeanMethods = false)
    public static class HandlerOfItself {

        static class Labs implements HandlerFunction<ServerResponse> {

            @Override
            public ServerResponse handle(ServerRequest request) {
                return save();
            }

            @RequiresScope("labs:write")
            ServerResponse save() {
                return ok();
            }
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().GET("/labs", new Labs()).build();
        }
    }

    /** The annotation is inherited, and the bean is a lambda around the object. */
    @Configuration(proxyBeanMethods = false)
    public static class Decorated {

        interface Saving {

            @RequiresScope("labs:write")
            String save();
        }

        static class Labs implements Saving {

            @Override
            public String save() {
                return "saved";
            }
        }

        @Bean
        Supplier<String> saving() {
            return new Labs()::save;
        }
    }

    /** Two annotations, which the compiler packs into one. */
    @Configuration(proxyBeanMethods = false)
    public static class TwoAnnotations {

        static class Labs {

            @RequiresScope("labs:read")
            @RequiresScope("labs:write")
            public void save() {}
        }

        @Bean
        Supplier<Labs> labs() {
            return Labs::new;
        }
    }

    /** A server of gRPC that the service builds itself. */
    @Configuration(proxyBeanMethods = false)
    public static class GrpcByHand {

        static class Labs implements BindableService {

            @Override
            public ServerServiceDefinition bindService() {
                return ServerServiceDefinition.builder("labs").build();
            }

            @RequiresScope("labs:write")
            public void save() {}
        }

        @Bean
        Supplier<ServerServiceDefinition> server() {
            return () -> new Labs().bindService();
        }
    }

    /** All of this is enforced, or is a bean elsewhere. */
    @Configuration(proxyBeanMethods = false)
    public static class Seen {

        @RequiresScope("labs:write")
        static class Function implements HandlerFunction<ServerResponse> {

            @Override
            public ServerResponse handle(ServerRequest request) {
                return ok();
            }
        }

        static class Root implements HttpRequestHandler {

            @Override
            @RequiresScope("labs:write")
            public void handleRequest(
                    jakarta.servlet.http.HttpServletRequest request,
                    jakarta.servlet.http.HttpServletResponse response) {}
        }

        interface Contract {

            @RequiresScope("labs:write")
            void save();
        }

        static class Late implements Contract {

            @Override
            public void save() {}
        }

        static class Elsewhere {

            @RequiresScope("labs:write")
            public void save() {}
        }

        @Service
        static class OfOtherProfile {

            @RequiresScope("labs:write")
            public void save() {}
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().GET("/labs", new Function()).build();
        }

        @Bean
        SimpleUrlHandlerMapping paths() {
            return new SimpleUrlHandlerMapping(Map.of("/", new Root()), -1);
        }

        @Bean
        @Lazy
        Contract late() {
            return new Late();
        }

        @Bean
        @Profile("production")
        Elsewhere elsewhere() {
            return new Elsewhere();
        }
    }
}
