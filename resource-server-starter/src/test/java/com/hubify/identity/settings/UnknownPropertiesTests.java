package com.hubify.identity.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** A typing error in a property must not switch a protection off without a word. */
@ExtendWith(OutputCaptureExtension.class)
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
        assertThat(refused.getReason()).isEqualTo("is not a known property; the most similar one is " + meant);
        assertThat(refused.getValue()).isNull();
    }

    /** Fault: a word where settings are meant, such as what is left of a mapping after a slip, and all of them are gone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hubify",
                "hubify.resource",
                "hubify.request",
                "hubify.request.paths",
                "hubify.request.paths[0]",
                "hubify.resource.rules",
                "hubify.resource.clerk",
                "hubify.resource.cache"
            })
    void stopTheStartWhereAWordStandsInPlaceOfSettings(String property) {
        TestPropertyValues.of(property + "=x").applyTo(context);

        InvalidConfigurationPropertyValueException refused =
                catchThrowableOfType(InvalidConfigurationPropertyValueException.class, this::check);

        assertThat(refused).as(property).isNotNull();
        assertThat(refused).hasMessage(property + " must be left out, or have settings below it in place of a value");
    }

    /** {@code hubify.resource:} with nothing below it sets nothing, and hides nothing. */
    @Test
    void leaveASectionAloneThatIsEmpty() {
        TestPropertyValues.of("hubify.resource=", "hubify=", "hubify.resource.rules=")
                .applyTo(context);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    /** Fault: every value but a secret could hold the placeholder of an unset variable, and was taken as it stands. */
    @TestFactory
    Stream<DynamicTest> stopTheStartWhereAPlaceholderIsLeftOver() {
        Set<String> names = KnownProperties.onClassPath(getClass().getClassLoader())
                .defaults()
                .keySet();
        assertThat(names).hasSizeGreaterThan(20);
        return names.stream()
                .map(name -> name.replace(".*", "[0]"))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    GenericApplicationContext program = new GenericApplicationContext();
                    TestPropertyValues.of(name + "=a-${NOPE}").applyTo(program);

                    assertThatCode(() -> new UnknownProperties().initialize(program))
                            .hasMessage(name + " needs NOPE, which is not set");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${NOPE:x}", "${hubify.laboratory.size}", "${hubify.laboratory.none:${NOPE:x}}"})
    void takePlaceholdersThatAreResolved(String value) {
        TestPropertyValues.of("hubify.laboratory.size=1", "hubify.laboratory.free=${NOPE}")
                .and("hubify.resource.audience=" + value)
                .applyTo(context);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    /** A file's placeholder for what an environment variable sets, or a list that a file of higher rank has whole. */
    @Test
    void leavePlaceholdersAloneThatAreOverridden() {
        TestPropertyValues.of("hubify.resource.client-secret=${NOPE}", "hubify.resource.algorithms[0]=${NOPE}")
                .applyTo(context);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment",
                        Map.of("HUBIFY_RESOURCE_CLIENTSECRET", "s", "HUBIFY_RESOURCE_ALGORITHMS", "ES256")));

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void stopTheStartWhereAPlaceholderIsItsOwn() {
        TestPropertyValues.of("hubify.resource.audience=${hubify.resource.audience}")
                .applyTo(context);

        assertThatCode(this::check).hasMessage("hubify.resource.audience holds a placeholder that can't be resolved");
    }

    /** Fault: a file that lost its first line, or of which an editor left one word, was read as no settings at all. */
    @ParameterizedTest
    @ValueSource(strings = {"word", "- hubify.resource.issuer-uri: http://localhost", "- a\n- [b]\n"})
    void stopTheStartWhereAFileHoldsNoSettings(String yaml) throws IOException {
        for (PropertySource<?> file : new YamlPropertySourceLoader()
                .load("Config resource 'application.yml'", new ByteArrayResource(yaml.getBytes(UTF_8)))) {
            context.getEnvironment().getPropertySources().addLast(file);
        }

        assertThatCode(this::check)
                .hasMessage("Config resource 'application.yml' holds a list or a single word in place of settings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet", "document: x\nother: y"})
    void takeFilesOfOthers(String yaml) throws IOException {
        for (PropertySource<?> file : new YamlPropertySourceLoader()
                .load("Config resource 'application.yml'", new ByteArrayResource(yaml.getBytes(UTF_8)))) {
            context.getEnvironment().getPropertySources().addLast(file);
        }

        assertThatCode(this::check).doesNotThrowAnyException();
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
    @ValueSource(
            strings = {
                "HUBIFY_API_KEY",
                "HUBIFY_TOKEN",
                "HUBIFY_ISSUER",
                "HUBIFY_BUILD",
                "HUBIFY_JDK",
                "HUBIFY_PARTS",
                "HUBIFY_IDENTITY_PORT",
                "HUBIFY_RESOURCE_PORT",
                "HUBIFY_RESOURCE_PORT_8080_TCP_ADDR",
                "HUBIFY_RESOURCE_SERVICE_HOST",
                "HUBIFY_LABORATORY_SIZE",
                "HUBIFY_RESOURCE",
                "HUBIFY_",
                "HUBIFYX_RESOURCE_RULSE",
                "HUBIFY_RESOURCE_ISSUERURI",
                "HUBIFY_RESOURCE_ISSUER_URI",
                "HUBIFY_RESOURCE_CLERK_AUTHORIZEDPARTIES_1",
                "HUBIFY_RESOURCE_CLERK_AUTHORIZED_PARTIES",
                "HUBIFY_RESOURCE_RULES_0_SCOPES_1",
                "HUBIFY_REQUEST_PATHS_3_MAXSIZE"
            })
    void takeVariablesForWhatTheyAre(String variable, CapturedOutput output) {
        set(variable);

        assertThatCode(this::check).doesNotThrowAnyException();
        assertThat(output).doesNotContain(variable);
    }

    /** The same error in a variable must not switch a protection off either. */
    @ParameterizedTest
    @CsvSource({
        "HUBIFY_RESOURCE_ISUERURI, hubify.resource.issuer-uri",
        "HUBIFY_RESOURCE_CLIENTS_ID, hubify.resource.client-id",
        "HUBIFY_RESOURCE_MAX_STALENES, hubify.resource.max-staleness",
        "HUBIFY_REQUEST_MAXSICE, hubify.request.max-size",
        "HUBIFY_REQUEST_PATHS_0_MAXSICE, hubify.request.paths.0.max-size",
        "HUBIFY_REQUEST_PATS_0_MAX_SICE, hubify.request.paths.0.max-size",
        "HUBIFY_RESOURCE_RULES_0_SCOPS_1, hubify.resource.rules.0.scopes",
        "HUBIFY_RESOURCE_RULSE_0_PATH, hubify.resource.rules.0.path"
    })
    void stopTheStartForAVariableThatIsASlipAway(String variable, String meant) {
        set(variable);

        InvalidConfigurationPropertyValueException refused =
                catchThrowableOfType(InvalidConfigurationPropertyValueException.class, this::check);

        assertThat(refused).as(variable).isNotNull();
        assertThat(refused.getName()).startsWith("hubify.");
        assertThat(refused.getReason()).contains(variable).endsWith("the most similar one is " + meant);
        assertThat(refused.getValue()).isNull();
    }

    /** Whose it is isn't certain, and a service isn't to stop for what another program is told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HUBIFY_RESOURCE_ISSUER",
                "HUBIFY_RESOURCE_CACHE_TTL",
                "HUBIFY_REQUEST_ID",
                "HUBIFY_RESOURCE_RULES_0"
            })
    void warnOfOtherVariablesThatLookLikeProperties(String variable, CapturedOutput output) {
        set(variable);

        assertThatCode(this::check).doesNotThrowAnyException();
        assertThat(output).contains(variable + " looks like one of Hubify's properties");
    }

    private void set(String variable) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "x")));
        TestPropertyValues.empty().applyTo(context);
    }

    private void check() {
        new UnknownProperties().initialize(context);
    }
}
