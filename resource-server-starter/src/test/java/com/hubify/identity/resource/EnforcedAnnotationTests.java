package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import jakarta.annotation.PostConstruct;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.Advised;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.PriorityOrdered;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Annotations that are enforced: the service starts, and keeps its behaviour. */
class EnforcedAnnotationTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                ApplicationWithHandlers.class,
                HelperOnController.class,
                OnlyHandlers.class,
                Records.class,
                Started.class,
                Listening.class,
                MappedSocket.class
            })
    void doNotStandInTheWayOfWhatIsEnforced(Class<?> place) {
        StartingService.SERVLET
                .withUserConfiguration(place)
                .run(context -> assertThat(context).hasNotFailed());
    }

    // The broker has a way to the same method past the handler's guard.
    @Test
    void guardMethodsThatAreMoreThanRequestHandlers() throws Exception {
        AnnotatedBean both = new AnnotatedBean(TwoEntries.class, TwoEntries.class);

        assertThat(both.asks(TwoEntries.class.getMethod("both"))).isTrue();
        assertThat(both.asks(TwoEntries.class.getMethod("web"))).isFalse();
    }

    @Controller
    static class TwoEntries {

        @GetMapping("/both")
        @LabListener
        @RequiresScope("labs:write")
        public void both() {}

        @GetMapping("/web")
        @RequiresScope("labs:write")
        public void web() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface LabListener {}

    // Whoever opens a web socket is asked then, since its messages come on threads without a caller.
    @Test
    void askAtTheHandshakeOfWebSockets() {
        StartingService.SERVLET.withUserConfiguration(MappedSocket.class).run(context -> {
            Object handler = Objects.requireNonNull(context.getBean("sockets", SimpleUrlHandlerMapping.class)
                    .getUrlMap()
                    .get("/ws"));

            assertThat(context.getBean(Socket.class)).isNotInstanceOf(Advised.class);
            assertThat(context.getBean(ServletGuardedAdapter.class).supports(handler))
                    .isTrue();
        });
    }

    // Spring calls an adapter of the service first that is ordered with priority, however low.
    @Test
    void standBeforeAdaptersWithPriority() {
        assertThat(List.of(ServletGuardedAdapter.class, WebFluxHandlerGuard.class))
                .allMatch(PriorityOrdered.class::isAssignableFrom);
    }

    /** An application class, as small services have it. */
    @Configuration(proxyBeanMethods = false)
    @RestController
    @RequiresScope("labs:read")
    static class ApplicationWithHandlers {

        @GetMapping("/labs")
        String labs() {
            return "labs";
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().GET("/open", request -> ServerResponse.ok().build()).build();
        }
    }

    @Controller
    static class HelperOnController {

        @GetMapping("/labs")
        public void labs() {}

        @RequiresScope("labs:read")
        public void helper() {}
    }

    /** What containers call has no caller, and is not asked for one. */
    @RequiresScope("labs:read")
    static class Started implements SmartLifecycle {

        private boolean isRunning;

        public void read() {}

        @Override
        public void start() {
            isRunning = true;
        }

        @Override
        public void stop() {
            isRunning = false;
        }

        @Override
        public boolean isRunning() {
            return isRunning;
        }
    }

    /** The service's own events have no caller: asked for one, they kept it from starting. */
    @RequiresScope("labs:write")
    static class Listening {

        private int heard;

        @EventListener(ContextRefreshedEvent.class)
        public void hear() {
            heard++;
        }

        public int heard() {
            return heard;
        }
    }

    @RequiresScope("labs:write")
    static class Socket extends TextWebSocketHandler {}

    @Configuration(proxyBeanMethods = false)
    static class MappedSocket {

        @Bean
        Socket socket() {
            return new Socket();
        }

        @Bean
        SimpleUrlHandlerMapping sockets(Socket socket) {
            return new SimpleUrlHandlerMapping(Map.of("/ws", new WebSocketHttpRequestHandler(socket)), -1);
        }
    }

    /** What Spring itself calls of a controller has no other caller, and it starts as it always has. */
    @RestController
    @RequiresScope("labs:read")
    static final class OnlyHandlers implements WebMvcConfigurer {

        @GetMapping("/labs")
        public void labs() {}

        @PostConstruct
        public void start() {}

        @Override
        public void addCorsMappings(CorsRegistry registry) {}

        @ModelAttribute
        public void model() {}

        @InitBinder
        public void bind(WebDataBinder binder) {}

        @ExceptionHandler
        public void failed(IllegalStateException failure) {}
    }

    @RestController
    @RequiresScope("labs:read")
    record RecordController(Listening listening) {

        @GetMapping("/labs")
        void labs() {}
    }

    @Configuration(proxyBeanMethods = false)
    @Import({RecordController.class, Listening.class})
    static class Records {}
}
