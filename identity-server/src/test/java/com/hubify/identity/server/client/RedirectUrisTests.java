package com.hubify.identity.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class RedirectUrisTests {

    @ParameterizedTest
    @CsvSource({
        "http://localhost/cb, http://localhost:50000/cb",
        "http://localhost:1234/cb, http://localhost:50000/cb",
        "http://127.0.0.1/cb, http://127.0.0.1:50000/cb",
        "http://[::1]/cb?a=b, http://[::1]:50000/cb?a=b",
        "http://127.0.0.1, http://127.0.0.1:50000"
    })
    void portIsFreeOnLoopbackForPublicClientsAlone(String registered, String requested) {
        assertThat(RedirectUris.areRegistered(publicClient(registered), requested))
                .isTrue();
        assertThat(RedirectUris.areRegistered(confidential(registered), requested))
                .isFalse();
        assertThat(RedirectUris.areRegistered(confidential(registered), registered))
                .isTrue();
    }

    /** Attack: an address that a parser would call the registered one, and that leads a browser somewhere else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP://localhost/cb",
                "http://LOCALHOST/cb",
                "//localhost/cb",
                "/cb",
                "http://localhost/cb/",
                "http://localhost/cb?a=b",
                "http://localhost/cb#a",
                "http://localhost/%63b",
                "http://localhost//cb",
                "http://localhost/a/../cb",
                "http://user@localhost/cb",
                "http://localhost:80@evil.example/cb",
                "http://localhost:99999/cb",
                "http://localhost:0/cb",
                "http://localhost:/cb",
                "http://localhost:80\\@evil.example/cb",
                "http://localhost.evil.example/cb",
                "http://127.0.0.1/cb",
                "http://127.0.0.2/cb",
                "https://localhost/cb",
                " http://localhost/cb"
            })
    void nothingElseIsTheRegisteredOne(String requested) {
        assertThat(RedirectUris.areRegistered(publicClient("http://localhost/cb"), requested))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/cb", "http://127.0.0.1/cb", "http://[::1]:5/", "com.example.app:/cb"})
    void anyProgramCanReceiveTheseAnswers(String uri) {
        assertThat(RedirectUris.isNative(uri)).isTrue();
        assertThat(RedirectUris.canBeRegistered(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/cb",
                "//app.example.com/cb",
                "https:///cb",
                "http://app.example.com/cb",
                "https://app.example.com/cb#a",
                "https://*.example.com/cb",
                "https://user@app.example.com/cb",
                "HTTPS://app.example.com/cb",
                "https://app.example.com/a b",
                "javascript:alert(1)",
                "data:text/html,x",
                "myapp:/cb",
                "http://localhost:70000/cb",
                "http://127.0.0.1:0/cb",
                "http://[0:0:0:0:0:0:0:1]/cb",
                "http://127.1/cb",
                "http://localhost.example.com/cb",
                "https://app.example.com:0/cb",
                "https://app.example.com:/cb",
                "https://app.example.com:0443/cb",
                "https://[::1]:/cb",
                "https://app.example.com:70000/cb",
                // Registered, each answer was a 500: not every program takes them as they stand.
                "https://app.example.com/\u00FC",
                "https://app.example.com/cb?name=\u00FC",
                "https://\u00FC.example.com/cb",
                "https://app.example.com/\u00A0",
                "https://app.example.com/\u202E",
                "https://app.example.com/a\tb",
                "https://app.example.com/a\r\nSet-Cookie:x",
                "https://app.example.com/\u0000",
                "https://app.example.com/%",
                "https://app.example.com/%zz",
                "https://app.example.com/cb?ids[]=1",
                "https://app.example.com/{id}",
                "https://app.example.com\\cb",
                "https://app.example.com/a|b",
                "http://localhost/\u00FC",
                "http://localhost:8080/cb?ids[]=1",
                "http://user@localhost/cb",
                "com.example.app:/\u00FC",
                "com.example.app://user@a_b/cb",
                "com.example.app:/cb?ids[]=1"
            })
    void noClientIsRegisteredForThese(String uri) {
        assertThat(RedirectUris.canBeRegistered(uri)).isFalse();
    }

    /** Attack: a request to register one address runs out of stack, and is answered by a 500. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "%41", "/a%41"})
    void noClientIsRegisteredForOneThatNeverEnds(String part) {
        assertThat(RedirectUris.canBeRegistered("https://app.example.com/" + part.repeat(100_000)))
                .isFalse();
        assertThat(RedirectUris.canBeRegistered("https://app.example.com/" + part.repeat(390)))
                .isTrue();
    }

    /** Fault: an address with a query that no parser takes apart again was answered by a 500; the person had signed in. */
    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/cb, https://app.example.com/cb?code=a%2Fb%20c&state=%C3%BC%26",
        "https://app.example.com, https://app.example.com?code=a%2Fb%20c&state=%C3%BC%26",
        "https://app.example.com/cb?next=a=b, https://app.example.com/cb?next=a=b&code=a%2Fb%20c&state=%C3%BC%26",
        "https://app.example.com/cb?, https://app.example.com/cb?code=a%2Fb%20c&state=%C3%BC%26",
        "https://app.example.com/cb?a=b&, https://app.example.com/cb?a=b&code=a%2Fb%20c&state=%C3%BC%26",
        "https://app.example.com/%7Ea?b=%C3%BC, https://app.example.com/%7Ea?b=%C3%BC&code=a%2Fb%20c&state=%C3%BC%26",
        "http://[::1]:5/cb, http://[::1]:5/cb?code=a%2Fb%20c&state=%C3%BC%26",
        "com.example.app:/cb, com.example.app:/cb?code=a%2Fb%20c&state=%C3%BC%26"
    })
    void answersGoToTheAddressAsItStands(String uri, String answer) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("code", "a/b c");
        parameters.put("state", "\u00FC&");

        assertThat(RedirectUris.canBeRegistered(uri)).isTrue();
        assertThat(RedirectUris.with(parameters, uri)).isEqualTo(answer);
        assertThat(RedirectUris.with(Map.of(), uri)).isEqualTo(uri);
    }

    private static RegisteredClient confidential(String uri) {
        return registeredFor(uri, TestClients.confidential()).build();
    }

    private static RegisteredClient publicClient(String uri) {
        return registeredFor(uri, TestClients.named("public"))
                .clientAuthenticationMethods(all -> {
                    all.clear();
                    all.add(ClientAuthenticationMethod.NONE);
                })
                .build();
    }

    private static RegisteredClient.Builder registeredFor(String uri, RegisteredClient.Builder client) {
        return client.redirectUris(all -> {
            all.clear();
            all.add(uri);
        });
    }
}
