package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import com.hubify.identity.resource.settings.InvalidDemand;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** The same on what answers requests, or is near it: handlers, routes, servlets, web sockets. */
class UnenforceableHandlerTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                AnnotatedRouter.class,
                AnnotatedServlet.class,
                RegisteredServlet.class,
                RegisteredFilter.class,
                StaticReference.class,
                Made.class,
                PrivateHandler.class,
                StaleHelper.class,
                StaleEntry.class,
                SocketMethod.class,
                UnmappedSocket.class,
                FinalBesideHandlers.class,
                FinalController.class,
                EarlyAdapter.class
            })
    void stopTheStart(Class<?> place) {
        StartingService.SERVLET.withUserConfiguration(place).run(context -> {
            InvalidDemand demand = StartingService.refusal(context);
            assertThat(demand).hasMessageContaining(place.getSimpleName());
            assertThat(demand.remedy()).endsWith(".");
        });
    }

    @RequiresScope("labs:write")
    static class AnnotatedRouter implements RouterFunction<ServerResponse> {

        @Override
        public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
            return Optional.of(any -> ServerResponse.ok().build());
        }
    }

    @RequiresScope("labs:write")
    static class AnnotatedServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;
    }

    /** What is handed to the server this way is no bean. */
    @Configuration(proxyBeanMethods = false)
    static class RegisteredServlet {

        @Bean
        ServletRegistrationBean<HttpServlet> registration() {
            return new ServletRegistrationBean<>(new Servlet(), "/servlet");
        }

        static class Servlet extends HttpServlet {

            private static final long serialVersionUID = 1L;

            @Override
            @RequiresScope("labs:write")
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RegisteredFilter {

        @Bean
        FilterRegistrationBean<HttpFilter> registration() {
            return new FilterRegistrationBean<>(new Filter());
        }

        @RequiresScope("labs:write")
        static class Filter extends HttpFilter {

            private static final long serialVersionUID = 1L;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class StaticReference {

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().GET("/labs", StaticReference::save).build();
        }

        @RequiresScope("labs:write")
        static ServerResponse save(ServerRequest request) {
            return ServerResponse.ok().build();
        }
    }

    /** Routes to handlers that are no beans. */
    @Configuration(proxyBeanMethods = false)
    static class Made {

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().GET("/labs", request -> new MadeHandlers().save(request))
                    .build();
        }
    }

    static class MadeHandlers {

        @RequiresScope("labs:write")
        public ServerResponse save(ServerRequest request) {
            return ServerResponse.ok().build();
        }
    }

    @RestController
    static class PrivateHandler {

        @GetMapping("/labs")
        private void labs() {}

        @RequiresScope("labs:write")
        public void helper() {}
    }

    @RestController
    static class StaleHelper {

        @GetMapping("/labs")
        public void labs() {}

        @MaxStaleness("2s")
        public void helper() {}
    }

    @Controller
    @MaxStaleness("2s")
    static class StaleEntry {

        @GetMapping("/labs")
        public void labs() {}

        @EnforcedAnnotationTests.LabListener
        public void listen() {}
    }

    static class SocketMethod extends TextWebSocketHandler {

        @Override
        @RequiresScope("labs:write")
        protected void handleTextMessage(WebSocketSession session, TextMessage message) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class UnmappedSocket {

        @Bean
        UnmappedSocketHandler handler() {
            return new UnmappedSocketHandler();
        }

        @RequiresScope("labs:write")
        static class UnmappedSocketHandler extends TextWebSocketHandler {}
    }

    // Attack: an adapter as early as the starter's calls what a mapping of the service's own leads to, unasked.
    static class EarlyAdapter implements HandlerAdapter, PriorityOrdered {

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public boolean supports(Object handler) {
            return true;
        }

        @Override
        public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            return null;
        }
    }

    // Another bean may call these, and no proxy can ask before them.
    @RestController
    @RequiresScope("labs:write")
    static class FinalBesideHandlers {

        @GetMapping("/labs")
        public void labs() {}

        public final void write() {}
    }

    @RestController
    @RequiresScope("labs:write")
    static final class FinalController {

        @GetMapping("/labs")
        public void labs() {}

        public void write() {}
    }
}
