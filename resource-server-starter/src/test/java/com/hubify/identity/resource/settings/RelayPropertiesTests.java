package com.hubify.identity.resource.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.relay.CallerRelay;
import com.hubify.identity.resource.relay.RelayRedirects;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.env.MockEnvironment;

class RelayPropertiesTests {

    @ParameterizedTest
    @CsvSource({
        "https://samples.internal,https://samples.internal:443/v1/samples,true",
        "https://samples.internal:443,HTTPS://Samples.Internal/v1/samples,true",
        "http://samples:8080,http://samples:8080/,true",
        // Whatever only looks like it: another scheme, port, host, a name in front of an @, a name that begins alike.
        "https://samples.internal,http://samples.internal/,false",
        "https://samples.internal,https://samples.internal:8443/,false",
        "https://samples.internal,https://samples.internal.evil.example/,false",
        "https://samples.internal,https://samples.internal@evil.example/,false",
        "https://samples.internal,https://evil.example/https://samples.internal,false",
        "https://samples.internal,https://evil.example#@samples.internal/,false",
        "https://samples.internal,https://samples.internal./,false",
        "https://samples.internal,/v1/samples,false",
        "https://samples.internal,mailto:a@samples.internal,false"
    })
    void namesWhereACredentialMayGo(String named, URI address, boolean mayGo) {
        Set<String> origins = new RelayProperties(List.of(named)).named();

        assertThat(new CallerRelay(origins, new ThreadCaller(new StaticListableBeanFactory()))
                        .goesTo(address, new HttpHeaders()))
                .isEqualTo(mayGo);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "samples.internal",
                "https://samples.internal/",
                "https://samples.internal/v1",
                "https://*.internal",
                "*",
                "",
                "https://",
                "ftp://samples.internal",
                "https://user@samples.internal",
                "https://samples.internal?x=1",
                "https://samples internal",
                "https://${SAMPLES}"
            })
    void stopsTheStartOnWhatIsNoOrigin(String value) {
        assertThatThrownBy(() -> new RelayProperties(List.of(value)))
                .hasMessage("hubify.resource.relay.origins[0] is not an origin");
    }

    // A redirect may take the header to anywhere, and the client of Java 17 does.
    @ParameterizedTest
    @CsvSource({
        "spring.http.clients.redirects,follow",
        "spring.http.clients.redirects,follow-when-possible",
        "spring.http.serviceclient.samples.redirects,follow"
    })
    void stopsTheStartWhereClientsFollowRedirects(String property, String value) {
        MockEnvironment environment = environment("hubify.resource.relay.origins", "https://samples.internal");
        environment.setProperty(property, value);

        assertThatThrownBy(() -> RelayRedirects.requireNone(environment))
                .hasMessage(property + " must be dont-follow while hubify.resource.relay.origins is set");
    }

    @Test
    void keepsClientsFromFollowingRedirectsWhileItIsUsed() {
        MockEnvironment used = environment("hubify.resource.relay.origins[0]", "https://samples.internal");
        HttpClientSettings settings = HttpClientSettings.defaults();

        assertThatCode(() -> RelayRedirects.requireNone(used)).doesNotThrowAnyException();
        assertThat(new RelayRedirects(used).postProcessAfterInitialization(settings, "settings"))
                .isEqualTo(settings.withRedirects(HttpRedirects.DONT_FOLLOW));
        assertThat(new RelayRedirects(new MockEnvironment()).postProcessAfterInitialization(settings, "settings"))
                .isSameAs(settings);
    }

    private static MockEnvironment environment(String property, String value) {
        return new MockEnvironment().withProperty(property, value);
    }
}
