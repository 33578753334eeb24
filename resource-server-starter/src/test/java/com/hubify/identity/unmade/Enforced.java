package com.hubify.identity.unmade;

import com.hubify.identity.resource.RequiresScope;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Services in which something is guarded, and something beside it looks like it: each nested type is a service of its own. */
public class Enforced {

    /** A bean has the interface, and so has an object that is none. */
    @Configuration(proxyBeanMethods = false)
    @Import({OtherOfInterface.Csv.class, OtherOfInterface.Routes.class})
    public static class OtherOfInterface {

        interface Exporter {

            @RequiresScope("labs:write")
            String run();
        }

        static class Csv implements Exporter {

            @Override
            public String run() {
                return "csv";
            }
        }

        static class Pdf implements Exporter {

            @Override
            public String run() {
                return "pdf";
            }
        }

        static class Routes {

            final Exporter pdf = new Pdf();
        }
    }

    /** A lambda has it. */
    @Configuration(proxyBeanMethods = false)
    @Import({LambdaOfInterface.Csv.class, LambdaOfInterface.Routes.class})
    public static class LambdaOfInterface {

        interface Exporter {

            @RequiresScope("labs:write")
            String run();
        }

        static class Csv implements Exporter {

            @Override
            public String run() {
                return "csv";
            }
        }

        static class Routes {

            final Exporter pdf = () -> "pdf";
        }
    }

    /** A bean that is not made yet has an interface. */
    @Configuration(proxyBeanMethods = false)
    @Import(LazyInterface.Routes.class)
    public static class LazyInterface {

        static class Pdf implements Supplier<String> {

            @Override
            @RequiresScope("labs:write")
            public String get() {
                return "pdf";
            }
        }

        static class Routes {

            final Supplier<String> pdf = new Pdf();
        }

        @Bean
        @Lazy
        Supplier<String> csv() {
            return () -> "csv";
        }
    }

    /** It is a component, and no bean here. */
    @Import(NoBean.Routes.class)
    public static class NoBean {

        @Service
        static class Labs {

            @RequiresScope("labs:write")
            public void save() {}
        }

        static class Routes {

            final Labs labs = new Labs();
        }
    }

    /** It is a bean with another profile. */
    @Configuration(proxyBeanMethods = false)
    @Import(OtherProfile.Routes.class)
    public static class OtherProfile {

        static class Labs {

            @RequiresScope("labs:write")
            public void save() {}
        }

        static class Routes {

            final Labs labs = new Labs();
        }

        @Bean
        @Profile("production")
        Labs labs() {
            return new Labs();
        }
    }

    /** A method without an object, as functions of Kotlin's outside of a class are. */
    @Configuration(proxyBeanMethods = false)
    @Import(StaticMethod.Routes.class)
    public static class StaticMethod {

        static final class Labs {

            private Labs() {}

            @RequiresScope("labs:write")
            static String save() {
                return "saved";
            }
        }

        static class Routes {

            String save() {
                return Labs.save();
            }
        }
    }

    /** Nothing but its own handlers, and what lies within it, calls its other methods. */
    @Configuration(proxyBeanMethods = false)
    @Import(OwnHelper.Labs.class)
    public static class OwnHelper {

        @RestController
        @RequiresScope("labs:read")
        static final class Labs {

            @GetMapping("/labs")
            String labs() {
                return help() + new Within().help(this);
            }

            String help() {
                return "labs";
            }

            static class Within {

                String help(Labs labs) {
                    return labs.help();
                }
            }
        }

        static class LabsTests {

            @Test
            void helps() {
                new Labs().help();
            }
        }
    }

    /** Another bean calls it by an interface. */
    @Configuration(proxyBeanMethods = false)
    @Import({CalledHelper.Labs.class, CalledHelper.Other.class})
    public static class CalledHelper {

        interface Helping {

            String help();
        }

        @RestController
        @RequiresScope("labs:read")
        static final class Labs implements Helping {

            @GetMapping("/labs")
            String labs() {
                return help();
            }

            @Override
            public String help() {
                return "labs";
            }
        }

        static class Other {

            String help(Helping helping) {
                Supplier<String> help = helping::help;
                return help.get();
            }
        }
    }

    /** All of this is guarded, or made by nothing that is reached, or a client of another service. */
    @Configuration(proxyBeanMethods = false)
    @Import({Fine.Clients.class, Fine.Lazily.class})
    public static class Fine {

        interface Exporter {

            @RequiresScope("labs:write")
            String run();
        }

        static class Csv implements Exporter {

            @Override
            public String run() {
                return "csv";
            }
        }

        static class Timed implements Exporter {

            private final Exporter other;

            Timed(Exporter other) {
                this.other = other;
            }

            @Override
            public String run() {
                return other.run();
            }
        }

        static final class Unused {

            private Unused() {}

            @RequiresScope("labs:write")
            static void save() {}
        }

        @HttpExchange("/labs")
        interface Api {

            @GetExchange
            @RequiresScope("labs:read")
            String labs();
        }

        static class Clients {

            final Api api = HttpServiceProxyFactory.builderFor(
                            RestClientAdapter.create(RestClient.create("http://127.0.0.1:1")))
                    .build()
                    .createClient(Api.class);
        }

        @Lazy
        @Component
        static class Lazily {

            @RequiresScope("labs:write")
            public void save() {}
        }

        @Bean
        Timed timed() {
            return new Timed(new Csv());
        }

        @Bean
        Exporter exporter() {
            return () -> "stub";
        }
    }
}
