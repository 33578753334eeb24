package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.unseen.Beside;
import com.hubify.identity.unseen.Unseen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Classes of a service that carry annotations and are seen by no guard. */
class UnseenAnnotationTests {

    // An object that the service makes itself and hides from us,
    // in a lambda, a map or the server, ran without its scope.
    @ParameterizedTest
    @ValueSource(
            classes = {
                Unseen.ServletByCode.class,
                Unseen.ServletForSignedIn.class,
                Unseen.FunctionInFunction.class,
                Unseen.HandlersInMap.class,
                Unseen.HandlerOfItself.class,
                Unseen.Decorated.class,
                Unseen.TwoAnnotations.class,
                Unseen.GrpcByHand.class
            })
    void stopTheStartOnWhatIsNoBean(Class<?> place) {
        scanning(place)
                .run(context -> assertThat(StartingService.refusal(context))
                        .hasMessageContaining(place.getName())
                        .hasMessageContaining("neither a bean nor a handler"));
        scanning(place)
                .withPropertyValues("hubify.resource.unenforced-annotations=warn")
                .run(context -> assertThat(context).hasNotFailed());
    }

    // Attack: the guard stands before the bean, and another object of its type answers in its place.
    @ParameterizedTest
    @ValueSource(
            classes = {
                Beside.NewInRoute.class,
                Beside.NewInFactory.class,
                Beside.NewInField.class,
                Beside.NewInConstant.class,
                Beside.NewByReference.class
            })
    void stopTheStartOnObjectsBesideTheBean(Class<?> place) {
        scanning(place)
                .run(context -> assertThat(StartingService.refusal(context))
                        .hasMessageContaining(place.getName())
                        .hasMessageContaining("that is not a bean"));
        scanning(place)
                .withPropertyValues("hubify.resource.unenforced-annotations=warn")
                .run(context -> assertThat(context).hasNotFailed());
    }

    // Nor do classes of the same package that are no part of this service, such as those of the others here.
    @Test
    void doNotStandInTheWayOfBeansAndHandlers() {
        scanning(Beside.OnlyBeans.class).run(context -> assertThat(context).hasNotFailed());
        scanning(Unseen.Seen.class).run(context -> assertThat(context).hasNotFailed());
    }

    private WebApplicationContextRunner scanning(Class<?> place) {
        return StartingService.SERVLET
                .withInitializer(context -> AutoConfigurationPackages.register(
                        (BeanDefinitionRegistry) context.getBeanFactory(), place.getPackageName()))
                .withUserConfiguration(place);
    }
}
