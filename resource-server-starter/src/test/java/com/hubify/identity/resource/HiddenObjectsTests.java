package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.scanned.app.Application;
import com.hubify.identity.unmade.Enforced;
import com.hubify.identity.unmade.Made;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Objects that carry annotations, before which no guard stands although one stands before others that look like them. */
class HiddenObjectsTests {

    // Attack: what is no bean itself makes an object that asks, and hides it in a bean: it ran without its scope.
    @ParameterizedTest
    @ValueSource(
            classes = {
                Made.ByRegistrar.class,
                Made.ByDefinition.class,
                Made.ByFactory.class,
                Made.ByMain.class,
                Made.ByServer.class
            })
    void stopTheStartWhoeverMakesThem(Class<?> service) {
        scanning(service)
                .run(context -> assertThat(StartingService.refusal(context))
                        .hasMessageContaining(service.getName())
                        .hasMessageContaining("neither a bean nor a handler"));
    }

    // Attack: an object was taken for guarded since a bean has its interface, or is one of its type elsewhere.
    @ParameterizedTest
    @ValueSource(
            classes = {
                Enforced.OtherOfInterface.class,
                Enforced.LambdaOfInterface.class,
                Enforced.LazyInterface.class,
                Enforced.NoBean.class,
                Enforced.OtherProfile.class
            })
    void stopTheStartWhateverElseIsGuarded(Class<?> service) {
        scanning(service)
                .run(context -> assertThat(StartingService.refusal(context))
                        .hasMessageContaining(service.getName())
                        .hasMessageContaining("that is not a bean"));
    }

    // Attack: no proxy stands before a static method, and it has no object that anything could look at.
    @ParameterizedTest
    @ValueSource(classes = Enforced.StaticMethod.class)
    void stopTheStartOnStaticMethodsThatAreCalled(Class<?> service) {
        scanning(service)
                .run(context -> assertThat(StartingService.refusal(context))
                        .hasMessageContaining("Labs#save()")
                        .hasMessageContaining("Routes#save()")
                        .hasMessageContaining("static"));
    }

    // Attack: the application class lies in a package next to that of a component, in which nothing was looked at.
    @Test
    void stopTheStartInAllPackagesOfComponents() {
        StartingService.SERVLET
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(), Application.class.getPackageName()))
                .withUserConfiguration(Application.class)
                .run(context ->
                        assertThat(StartingService.refusal(context)).hasMessageContaining("scanned.labs.Routes$Labs"));
    }

    // Attack: another bean calls a method of a controller that is no request handler, by an interface of it.
    @Test
    void guardWhatOthersCallOfAController() {
        scanning(Enforced.CalledHelper.class)
                .run(context -> assertThat(StartingService.refusal(context)).hasMessageContaining("Labs#help()"));
    }

    @ParameterizedTest
    @ValueSource(classes = {Enforced.OwnHelper.class, Enforced.Fine.class, Made.AsBeans.class})
    void doNotStandInTheWayOfWhatIsGuarded(Class<?> service) {
        scanning(service).run(context -> assertThat(context).hasNotFailed());
    }

    private static WebApplicationContextRunner scanning(Class<?> service) {
        return StartingService.SERVLET
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(), service.getPackageName()))
                .withBean(TypeExcludeFilter.class, () -> new Only(service))
                .withUserConfiguration(service);
    }

    /** The others of the package are no part of it. */
    private static final class Only extends TypeExcludeFilter {

        private final Class<?> service;

        Only(Class<?> service) {
            this.service = service;
        }

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory readers) {
            return !type.getClassMetadata().getClassName().startsWith(service.getName());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Only only && only.service == service;
        }

        @Override
        public int hashCode() {
            return service.hashCode();
        }
    }
}
