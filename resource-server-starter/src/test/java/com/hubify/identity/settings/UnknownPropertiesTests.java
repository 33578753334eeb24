package com.hubify.identity.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A typing error in a property must not switch a protection off without a word. */
class UnknownPropertiesTests {

    private final GenericApplicationContext context = new GenericApplicationContext();

    @ParameterizedTest
    @CsvSource({
        "hubify.resource.isuer-uri, hubify.resource.issuer-uri",
        "hubify.resource.rulse[0].path, hubify.resource.rules",
        "hubify.resource.cache.sise, hubify.resource.cache.size",
        "hubify.resource.rules[0].scope, hubify.resource.rules[0].scopes",
        "hubify.resource.clerk.authorised-parties[1], hubify.resource.clerk.authorized-parties",
        "hubify.request.max-sice, hubify.request.max-size",
        "hubify.request.paths[0].maxTimes, hubify.request.paths[0].max-time",
        "hubify.resorce.issuer-uri, hubify.resource",
        "hubify.requests.max-size, hubify.request"
    })
    void stopTheStartAndNameTheNearestKnownOne(String written, String meant) {
        TestPropertyValues.of(written + "=x").applyTo(context);

        InvalidConfigurationPropertyValueException refused =
                catchThrowableOfType(InvalidConfigurationPropertyValueException.class, this::check);

        assertThat(refused).as(written).isNotNull();
        assertThat(refused.getReason()).isEqualTo("is not a known property; the nearest one is " + meant);
        assertThat(refused.getValue()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hubify.resource.issuer-uri.x", "hubify.resource.algorithms[0].x"})
    void stopTheStartBelowAPropertyWithoutMembers(String written) {
        TestPropertyValues.of(written + "=x").applyTo(context);

        assertThatCode(this::check).isInstanceOf(InvalidConfigurationPropertyValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hubify.resource.issuer-uri",
                "hubify.resource.issuerUri",
                "hubify.resource.rules[0].scopes[1]",
                "hubify.resource.clerk.scopes",
                "hubify.request.paths[3].max-size",
                "hubify.laboratory.size",
                "hubify.laboratory",
                "hubifyx.resource",
                "other.hubify.resource.x"
            })
    void leaveOthersAlone(String property) {
        TestPropertyValues.of(property + "=x").applyTo(context);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUBIFY_API_KEY", "HUBIFY_TOKEN", "HUBIFY_ISSUER", "HUBIFY_RESOURCE_PORT", "HUBIFY_"})
    void environmentVariablesAreOthersToo(String variable) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "x")));
        TestPropertyValues.empty().applyTo(context);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private void check() {
        new UnknownProperties().initialize(context);
    }
}
