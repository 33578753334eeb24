package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import com.hubify.identity.resource.bean.AnnotatedBean;
import com.hubify.identity.resource.reactive.handler.WebFluxHandlerGuard;
import com.hubify.identity.resource.servlet.handler.ServletGuardedAdapter;
import jakarta.annotation.PostConstruct;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
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

    // What the interface of a client asks for, the other service does: a job that calls it has no caller here.
    @Test
    void leaveClientsOfOtherServicesAlone() {
        StartingService.SERVLET
                .withBean(Api.class, EnforcedAnnotationTests::client)
                .run(context -> assertThat(((Advised) context.getBean(Api.class)).getAdvisors())
                        .hasSize(1));
    }

    private static Api client() {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(RestClient.create("http://127.0.0.1:1")))
                .build()
                .createClient(Api.class);
    }

    @HttpExchange("/labs")
    interface Api {

        @GetExchange
        @RequiresScope("labs:read")
        String labs();
    }

    // A lambda's class can't be overridden, but its interface can.
    @Test
    void guardLambdasByTheirInterface() {
        StartingService.SERVLET
                .withBean(Saving.class, () -> () -> "saved")
                .run(context -> assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                        .isThrownBy(context.getBean(Saving.class)::save));
    }

    // The guard stands inside of what such a processor returns.
    @Test
    void guardBeansThatALaterProcessorWraps() {
        StartingService.SERVLET
                .withBean(Saving.class, Saved::new)
                .withBean(Wrapping.class)
                .run(context -> assertThatExceptionOfType(UndeclaredThrowableException.class)
                        .isThrownBy(context.getBean(Saving.class)::save)
                        .havingRootCause()
                        .isInstanceOf(AuthenticationCredentialsNotFoundException.class));
    }

    interface Saving {

        @RequiresScope("labs:write")
        String save();
    }

    static class Saved implements Saving {

        @Override
        public String save() {
            return "saved";
        }
    }

    static class Wrapping implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof Saving saving
                    ? Proxy.newProxyInstance(
                            Saving.class.getClassLoader(),
                            new Class<?>[] {Saving.class},
                            (proxy, method, arguments) -> method.invoke(saving, arguments))
                    : bean;
        }
    }

    // Spring Data REST has kinds of controllers of its own, and a mapping that hands on to others for them.
    @Test
    void judgeAnewWhateverMappingLeadsThere() {
        WebApplicationContextRunner service = StartingService.SERVLET
                .withPropertyValues("hubify.resource.client-id=labs", "hubify.resource.client-secret=secret")
                .withBean(OfOtherKind.class);

        service.withBean(OtherMapping.class).run(context -> assertThat(context).hasNotFailed());
        service.run(context ->
                assertThat(StartingService.refusal(context)).hasMessageContaining("no mapping of paths leads to this"));
    }

    static class OfOtherKind {

        @MaxStaleness("2s")
        @RequestMapping("/labs")
        public void labs() {}
    }

    static class OtherMapping implements HandlerMapping, Iterable<HandlerMapping>, ApplicationContextAware {

        private final RequestMappingHandlerMapping other = new RequestMappingHandlerMapping() {

            @Override
            protected boolean isHandler(Class<?> type) {
                return OfOtherKind.class.isAssignableFrom(type);
            }
        };

        @Override
        public void setApplicationContext(ApplicationContext context) {
            other.setApplicationContext(context);
            other.afterPropertiesSet();
        }

        @Override
        public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) throws Exception {
            return other.getHandler(request);
        }

        @Override
        public Iterator<HandlerMapping> iterator() {
            return List.<HandlerMapping>of(other).iterator();
        }
    }

    // Attack: a converter's method was taken for one that the container calls at start, and others called it.
    @Test
    void guardWhatIsNoLifecycle() throws Exception {
        AnnotatedBean finder = new AnnotatedBean(Finder.class, Finder.class);

        assertThat(finder.asks(Finder.class.getMethod("convert", String.class))).isTrue();
        assertThat(new AnnotatedBean(Started.class, Started.class).asks(Started.class.getMethod("start")))
                .isFalse();
    }

    @RequiresScope("labs:write")
    static class Finder implements Converter<String, Integer> {

        @Override
        public Integer convert(String name) {
            return name.length();
        }
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
