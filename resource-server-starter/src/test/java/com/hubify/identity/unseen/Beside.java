package com.hubify.identity.unseen;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import com.hubify.identity.resource.RequiresScope;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Services that have a bean of a type, and make further objects of it. */
public class Beside {

    /** What each of them has a type of. */
    public static class Handlers {

        public ServerResponse save(ServerRequest request) {
            return ServerResponse.ok().build();
        }
    }

    /** A new one for each request. */
    @Configuration(proxyBeanMethods = false)
    @Import(NewInRoute.Labs.class)
    public static class NewInRoute {

        static class Labs extends Handlers {

            @Override
            @RequiresScope("labs:write")
            public ServerResponse save(ServerRequest request) {
                return super.save(request);
            }
        }

        @Bean
        Function<ServerRequest, ServerResponse> saving() {
            return request -> new Labs().save(request);
        }
    }

    /** A factory hands them out, and the bean as well. */
    @Configuration(proxyBeanMethods = false)
    @Import(NewInFactory.Factory.class)
    public static class NewInFactory {

        @RequiresScope("labs:write")
        static class Labs {

            public void save() {}
        }

        static class Factory {

            Labs create() {
                return new Labs();
            }
        }

        @Bean
        Labs labs(Factory factory) {
            return factory.create();
        }

        @Bean
        Runnable saving(Factory factory) {
            return () -> factory.create().save();
        }
    }

    /** A bean has one of its own. */
    @Configuration(proxyBeanMethods = false)
    @Import({NewInField.Labs.class, NewInField.Routes.class})
    public static class NewInField {

        @Component
        static class Labs {

            @RequiresScope("labs:write")
            public void save() {}
        }

        static class Routes {

            private final Labs labs = new Labs();

            public void save() {
                labs.save();
            }
        }
    }

    /** A constant. */
    @Configuration(proxyBeanMethods = false)
    @Import({NewInConstant.Labs.class, NewInConstant.Routes.class})
    public static class NewInConstant {

        static class Labs {

            @RequiresScope("labs:write")
            public void save() {}
        }

        static class Routes {

            private static final Labs LABS = new Labs();

            public void save() {
                LABS.save();
            }
        }
    }

    /** In place of a bean that is missing. */
    @Configuration(proxyBeanMethods = false)
    @Import(NewByReference.Labs.class)
    public static class NewByReference {

        static class Labs {

            @RequiresScope("labs:write")
            public void save() {}
        }

        @Bean
        Supplier<Labs> saving() {
            return Labs::new;
        }
    }

    /** All of these become beans, or are made by nothing. */
    @Configuration(proxyBeanMethods = false)
    @Import({OnlyBeans.Registrar.class, OnlyBeans.Made.class})
    public static class OnlyBeans {

        @RequiresScope("labs:write")
        static class Labs {

            static final Labs ONE = new Labs();

            static Labs unused() {
                return new Labs();
            }

            public void save() {}
        }

        @RequiresScope("labs:write")
        static class Built {

            public void save() {}

            static class Builder {

                Built build() {
                    return new Built();
                }
            }
        }

        @RequiresScope("labs:write")
        static class Registered {

            public void save() {}
        }

        @RequiresScope("labs:write")
        static class Produced {

            public void save() {}
        }

        /** Only a parent's constructor is called. */
        @RequiresScope("labs:write")
        static class Special extends Labs {}

        static class Registrar implements BeanRegistrar {

            @Override
            public void register(BeanRegistry registry, Environment environment) {
                registry.registerBean(Registered.class, bean -> bean.supplier(context -> new Registered()));
            }
        }

        static class Made implements FactoryBean<Produced> {

            @Override
            public Produced getObject() {
                return new Produced();
            }

            @Override
            public Class<?> getObjectType() {
                return Produced.class;
            }
        }

        @Bean
        Labs labs() {
            return Labs.ONE;
        }

        @Bean
        Object built() {
            return help();
        }

        private static Built help() {
            return new Built.Builder().build();
        }

        @Bean
        Special special() {
            return new Special();
        }

        @Bean
        RouterFunction<ServerResponse> routes(Labs labs) {
            return route().GET("/labs", request -> {
                        labs.save();
                        return ServerResponse.ok().build();
                    })
                    .build();
        }
    }
}
