package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import com.hubify.identity.unseen.Unseen;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.PriorityOrdered;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Places where an annotation would be silently nothing: somebody relies on a scope that is never asked for. Such a service
 * does not start, and says which place it is and what to do instead.
 */
class UnenforceableAnnotationTests {

    private final WebApplicationContextRunner service = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ResourceServerAutoConfiguration.class,
                    ServletWebSecurityAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class))
            .withPropertyValues("hubify.resource.issuer-uri=http://127.0.0.1:1");

    @ParameterizedTest
    @ValueSource(
            classes = {
                BeanMethod.class,
                AnnotatedConfiguration.class,
                AnnotatedRouter.class,
                FinalService.class,
                LazyFinalService.class,
                FinalMethod.class,
                PrivateMethod.class,
                StaticMethod.class,
                Sealed.class,
                OnSchedule.class,
                AnnotatedServlet.class,
                RegisteredServlet.class,
                RegisteredFilter.class,
                StaticReference.class,
                Made.class,
                OnlyListener.class,
                StaleService.class,
                StaleHelper.class,
                EarlyService.class,
                FinalNeighbour.class,
                PrivateHandler.class,
                SocketMethod.class,
                UnmappedSocket.class,
                StaleEntry.class
            })
    void stopTheStart(Class<?> place) {
        service.withUserConfiguration(place).run(context -> {
            Throwable cause =
                    NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure()));
            assertThat(cause).isInstanceOf(InvalidDemand.class).hasMessageContaining(place.getSimpleName());
            InvalidDemand demand = (InvalidDemand) cause;
            assertThat(demand.remedy()).endsWith(".");
        });
    }

    // Handed to the factory as it is, it passes no post-processor.
    @Test
    void stopTheStartOnObjectsThatTheFactoryDidNotMake() {
        service.withInitializer(
                        context -> context.getBeanFactory().registerSingleton("helper", new HelperOnController()))
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(
                                Objects.requireNonNull(context.getStartupFailure())))
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining("HelperOnController"));
    }

    // Attack: a second DispatcherServlet has a context of its own, whose beans pass no post-processor of this one.
    @Test
    void keepAContextBelowFromStarting() {
        service.run(context -> {
            try (AnnotationConfigApplicationContext below = new AnnotationConfigApplicationContext()) {
                below.setParent(context);
                below.register(HelperOnController.class);

                assertThatThrownBy(below::refresh)
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining("HelperOnController");
            }
        });
    }

    @Test
    void stopTheStartInAContextAbove() {
        try (AnnotationConfigApplicationContext above =
                new AnnotationConfigApplicationContext(HelperOnController.class)) {
            service.withParent(above)
                    .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(
                                    Objects.requireNonNull(context.getStartupFailure())))
                            .isInstanceOf(InvalidDemand.class)
                            .hasMessageContaining("HelperOnController"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ApplicationWithHandlers.class,
                HelperOnController.class,
                Started.class,
                Listening.class,
                MappedSocket.class
            })
    void doNotStandInTheWayOfWhatIsEnforced(Class<?> place) {
        service.withUserConfiguration(place).run(context -> assertThat(context).hasNotFailed());
    }

    // An object that the service makes itself and hides from us, in a lambda, a map or the server, ran without its
    // scope.
    @ParameterizedTest
    @ValueSource(
            classes = {
                Unseen.ServletByCode.class,
                Unseen.FunctionInFunction.class,
                Unseen.HandlersInMap.class,
                Unseen.HandlerOfItself.class,
                Unseen.Decorated.class,
                Unseen.TwoAnnotations.class
            })
    void stopTheStartOnWhatIsNoBean(Class<?> place) {
        scanning(place)
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(
                                Objects.requireNonNull(context.getStartupFailure())))
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining(place.getName())
                        .hasMessageContaining("neither a bean nor a handler"));
        scanning(place)
                .withPropertyValues("hubify.resource.unenforced-annotations=warn")
                .run(context -> assertThat(context).hasNotFailed());
    }

    // Nor do classes of the same package that are no part of this service, such as those of the others here.
    @Test
    void doNotStandInTheWayOfBeansAndHandlers() {
        scanning(Unseen.Seen.class).run(context -> assertThat(context).hasNotFailed());
    }

    private WebApplicationContextRunner scanning(Class<?> place) {
        return service.withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(), place.getPackageName()))
                .withUserConfiguration(place);
    }

    @Configuration(proxyBeanMethods = false)
    static class BeanMethod {

        @Bean
        @RequiresScope("labs:write")
        RouterFunction<ServerResponse> routes() {
            return route().GET("/labs", request -> ServerResponse.ok().build()).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @RequiresScope("labs:write")
    static class AnnotatedConfiguration {

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().GET("/labs", request -> ServerResponse.ok().build()).build();
        }
    }

    @RequiresScope("labs:write")
    static class AnnotatedRouter implements RouterFunction<ServerResponse> {

        @Override
        public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
            return Optional.of(any -> ServerResponse.ok().build());
        }
    }

    static final class FinalService {

        @RequiresScope("labs:write")
        public void write() {}
    }

    @Lazy
    static final class LazyFinalService {

        @RequiresScope("labs:write")
        public void write() {}
    }

    static class FinalMethod {

        @RequiresScope("labs:write")
        public final void write() {}
    }

    static class PrivateMethod {

        @RequiresScope("labs:write")
        private void write() {}
    }

    static class StaticMethod {

        @RequiresScope("labs:write")
        static void write() {}
    }

    @RequiresScope("labs:write")
    static class Sealed {

        public final void write() {}
    }

    static class OnSchedule {

        @Scheduled(fixedDelay = 1000)
        @RequiresScope("labs:write")
        public void sweep() {}
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

    @RequiresScope("labs:write")
    static class OnlyListener implements ApplicationListener<ApplicationEvent> {

        @Override
        public void onApplicationEvent(ApplicationEvent event) {}
    }

    static class StaleService {

        @MaxStaleness("2s")
        public void write() {}
    }

    @RestController
    static class StaleHelper {

        @GetMapping("/labs")
        public void labs() {}

        @MaxStaleness("2s")
        public void helper() {}
    }

    @Configuration(proxyBeanMethods = false)
    @Import(EarlyService.Early.class)
    static class EarlyService {

        @Bean
        static Eager processor(Early service) {
            return new Eager();
        }

        static class Eager implements BeanPostProcessor, PriorityOrdered {

            @Override
            public int getOrder() {
                return 0;
            }
        }

        static class Early {

            @RequiresScope("labs:write")
            public void write() {}
        }
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

    // A proxy asks, and what it can't override runs on it and finds no fields: each call of read() was an error.
    static class FinalNeighbour {

        @RequiresScope("labs:write")
        public void write() {}

        public final void read() {}
    }

    @RestController
    static class PrivateHandler {

        @GetMapping("/labs")
        private void labs() {}

        @RequiresScope("labs:write")
        public void helper() {}
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

    @Controller
    @MaxStaleness("2s")
    static class StaleEntry {

        @GetMapping("/labs")
        public void labs() {}

        @LabListener
        public void listen() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface LabListener {}

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
    static class UnmappedSocket {

        @Bean
        UnmappedSocketHandler handler() {
            return new UnmappedSocketHandler();
        }

        @RequiresScope("labs:write")
        static class UnmappedSocketHandler extends TextWebSocketHandler {}
    }

    static class SocketMethod extends TextWebSocketHandler {

        @Override
        @RequiresScope("labs:write")
        protected void handleTextMessage(WebSocketSession session, TextMessage message) {}
    }

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

    // Whoever opens a web socket is asked then, since its messages come on threads without a caller.
    @Test
    void askAtTheHandshakeOfWebSockets() {
        service.withUserConfiguration(MappedSocket.class).run(context -> {
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
}
