package com.hubify.identity.server.grant.document;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hubify.identity.server.client.TestClients;
import com.hubify.identity.server.redis.Damage;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class AuthorizationJsonTests {

    private static final List<String> RECORDED =
            List.of("consent-asked", "tokens", "device-consent-asked", "device-tokens");

    private final RegisteredClient client = TestClients.confidential().build();

    /**
     * Attack: who can write to the store names a class whose construction does harm. Names are compared with a list and never
     * loaded: one that is not there makes the document unreadable, wherever in it the name stands.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest",
                "com.hubify.identity.server.session.SignInAuthentication",
                "java.util.Collections$UnmodifiableSet",
                "java.util.Collections$UnmodifiableMap",
                "java.util.LinkedHashMap"
            })
    void neverBuildsAClassThatADocumentNames(String listed) throws IOException {
        String gadget = "org.springframework.context.support.ClassPathXmlApplicationContext";
        String attacked = GrantsOfTheReleaseBeforeTests.recorded("tokens").replace(listed, gadget);

        assertThatExceptionOfType(UnreadableDocument.class).isThrownBy(() -> read(attacked));
    }

    /** Attack: as above, in today's form, where a type is a name of ours and nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"evil", "com.hubify.identity.server.grant.document.GrantDocument", "sign-in", ""})
    void knowsNoTypeThatIsNotListed(String type) throws IOException {
        String attacked = today("tokens").replace("\"type\":\"grant\"", "\"type\":\"" + type + "\"");

        assertThatExceptionOfType(UnreadableDocument.class).isThrownBy(() -> read(attacked));
    }

    /** Every kind of damage to every kind of grant, in both forms. Each is said to be unreadable, and by no other exception. */
    @TestFactory
    Stream<DynamicTest> damage() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : RECORDED) {
            damaged("release before", name, GrantsOfTheReleaseBeforeTests.recorded(name), "attributes", tests);
            damaged("today", name, today(name), "type", tests);
        }
        return tests.stream();
    }

    /** A release to come may say more than this one understands; half of it may be less than the person allowed. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "-1", "\"2x\"", "null"})
    void readsNoFormButItsOwn(String form) throws IOException {
        String other = today("tokens").replace("\"form\":2", "\"form\":" + form);

        assertThatExceptionOfType(UnreadableDocument.class).isThrownBy(() -> read(other));
    }

    @Test
    void storesNoAttributeWithoutAName() {
        OAuth2Authorization grant = OAuth2Authorization.withRegisteredClient(client)
                .id("id")
                .principalName("user_2abc")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .attribute("new.in.a.framework", "value")
                .build();

        assertThatIllegalStateException().isThrownBy(() -> AuthorizationJson.write(grant));
    }

    private void damaged(String form, String name, String sound, String mark, List<DynamicTest> tests) {
        Map<String, String> damaged =
                Damage.of(sound, mark, "id", "clientId", "principalName", "grantType", "scopes", "tokens");
        damaged.forEach((damage, text) -> tests.add(DynamicTest.dynamicTest(
                form + ", " + name + ", " + damage,
                () -> assertThatExceptionOfType(UnreadableDocument.class).isThrownBy(() -> read(text)))));
    }

    private String today(String name) throws IOException {
        return AuthorizationJson.write(read(GrantsOfTheReleaseBeforeTests.recorded(name)));
    }

    private OAuth2Authorization read(String json) {
        return AuthorizationJson.read(json, id -> client, null).orElseThrow();
    }
}
