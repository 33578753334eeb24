package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import com.hubify.identity.resource.settings.InvalidDemand;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.PriorityOrdered;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/**
 * Beans on which an annotation would be silently nothing: somebody relies on a scope that is never asked for. Such a service
 * does not start, and says which place it is and what to do instead.
 */
class UnenforceableAnnotationTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                BeanMethod.class,
                AnnotatedConfiguration.class,
                FinalService.class,
                LazyFinalService.class,
                FinalMethod.class,
                PrivateMethod.class,
                StaticMethod.class,
                Sealed.class,
                OnSchedule.class,
                OnlyListener.class,
                StaleService.class,
                EarlyService.class,
                FinalNeighbour.class,
                GrpcByHand.class
            })
    void stopTheStart(Class<?> place) {
        StartingService.SERVLET.withUserConfiguration(place).run(context -> {
            InvalidDemand demand = StartingService.refusal(context);
            assertThat(demand).hasMessageContaining(place.getSimpleName());
            assertThat(demand.remedy()).endsWith(".");
        });
    }

    // Handed to the factory as it is, it passes no post-processor.
    @Test
    void stopTheStartOnObjectsThatTheFactoryDidNotMake() {
        StartingService.SERVLET
                .withInitializer(context -> context.getBeanFactory().registerSingleton("helper", new FarService()))
                .run(context -> assertThat(StartingService.refusal(context)).hasMessageContaining("FarService"));
    }

    // Attack: a second DispatcherServlet has a context of its own, whose beans pass no post-processor of this one.
    @Test
    void keepAContextBelowFromStarting() {
        StartingService.SERVLET.run(context -> {
            try (AnnotationConfigApplicationContext below = new AnnotationConfigApplicationContext()) {
                below.setParent(context);
                below.register(FarService.class);

                assertThatThrownBy(below::refresh)
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining("FarService");
            }
        });
    }

    // Attack: its routes were looked at by no one, and a filter or a lambda hid what they lead to.
    @Test
    void keepAContextBelowFromStartingForItsRoutes() {
        StartingService.SERVLET.run(context -> {
            try (AnnotationConfigApplicationContext below = new AnnotationConfigApplicationContext()) {
                below.setParent(context);
                below.register(RoutesBelow.class);

                assertThatThrownBy(below::refresh)
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining("FarService");
            }
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class RoutesBelow {

        @Bean
        RouterFunctionMapping mapping() {
            FarService service = new FarService();
            return new RouterFunctionMapping(route().GET("/labs", request -> {
                        service.read();
                        return ServerResponse.ok().build();
                    })
                    .build());
        }
    }

    @Test
    void stopTheStartInAContextAbove() {
        try (AnnotationConfigApplicationContext above = new AnnotationConfigApplicationContext(FarService.class)) {
            StartingService.SERVLET
                    .withParent(above)
                    .run(context -> assertThat(StartingService.refusal(context)).hasMessageContaining("FarService"));
        }
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
    static class OnlyListener implements ApplicationListener<ApplicationEvent> {

        @Override
        public void onApplicationEvent(ApplicationEvent event) {}
    }

    static class StaleService {

        @MaxStaleness("2s")
        public void write() {}
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

    // A proxy asks, and what it can't override runs on it and finds no fields: each call of read() was an error.
    static class FinalNeighbour {

        @RequiresScope("labs:write")
        public void write() {}

        public final void read() {}
    }

    // Attack: a server of gRPC that the service builds itself binds the methods of the object behind the guard.
    static class GrpcByHand implements BindableService {

        @Override
        public ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder("labs").build();
        }

        @RequiresScope("labs:write")
        public void save() {}
    }

    static class FarService {

        @RequiresScope("labs:read")
        public void read() {}
    }
}
