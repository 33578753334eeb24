package com.hubify.identity.server.clerk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClerkJsonTests {

    private static final String USER = """
            {"object":"user","id":"user_2a","first_name":"Ada","last_name":null,"username":null,"banned":true,"locked":false,
             "image_url":"https://img.clerk.com/a.png","primary_email_address_id":"idn_2","updated_at":1790000000123,
             "email_addresses":[
              {"id":"idn_1","email_address":"other@example.com","verification":{"status":"verified"}},
              {"id":"idn_2","email_address":"ada@example.com","verification":%s}]}""";

    @Test
    void readsAPerson() {
        assertThat(ClerkJson.user(json(USER.formatted("{\"status\":\"verified\"}"))))
                .isEqualTo(new ClerkUser(
                        "user_2a",
                        "Ada",
                        "Ada",
                        null,
                        null,
                        "ada@example.com",
                        "https://img.clerk.com/a.png",
                        true,
                        false,
                        Instant.ofEpochMilli(1_790_000_000_123L)));
    }

    // Attack: claim somebody's address at Clerk without proving it, beside a verified one of one's own.
    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "{\"status\":\"unverified\"}", "{\"status\":\"expired\"}", "true", "\"verified\""})
    void primaryAddressCountsOnlyIfVerified(String verification) {
        assertThat(ClerkJson.user(json(USER.formatted(verification))).email()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"user_2a\"}", """
        {"id":"user_2a","first_name":null,"email_addresses":null,"primary_email_address_id":null,"image_url":null,
         "updated_at":null,"banned":null}""", """
        {"id":"user_2a","first_name":{},"email_addresses":"x","primary_email_address_id":[],"image_url":"javascript:alert(1)",
         "updated_at":"soon","banned":"no"}"""})
    void whatIsMissingNullOrOfAnotherTypeIsLeftOut(String user) {
        assertThat(ClerkJson.user(json(user)))
                .isEqualTo(new ClerkUser("user_2a", null, null, null, null, null, null, null, null, null));
    }

    // Attack: answer with a machine, an organization or a path where a person should be.
    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"id\":\"mch_2a\"}", "{\"id\":\"user_../x\"}", "{\"id\":1}"})
    void isNobody(String user) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClerkJson.user(json(user)));
    }

    @Test
    void readsAMembership() {
        JsonNode membership = json("""
                {"object":"organization_membership","id":"orgmem_1","role":"org:admin","permissions":["org:lab:read",7,null],
                 "organization":{"id":"org_2b","name":"Lab","slug":"lab"},
                 "public_user_data":{"user_id":"user_2a"},"updated_at":1790000000000}""");

        assertThat(ClerkJson.membership(membership))
                .isEqualTo(new ClerkMembership(
                        "user_2a",
                        "org_2b",
                        "lab",
                        "Lab",
                        "org:admin",
                        List.of("org:lab:read"),
                        Instant.ofEpochMilli(1_790_000_000_000L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"org:admin\",\"organization\":{\"id\":\"org_2b\"}}",
                "{\"role\":\"org:admin\",\"public_user_data\":{\"user_id\":\"user_2a\"}}",
                "{\"role\":null,\"organization\":{\"id\":\"org_2b\"},\"public_user_data\":{\"user_id\":\"user_2a\"}}",
                "{\"role\":\"a b\",\"organization\":{\"id\":\"org_2b\"},\"public_user_data\":{\"user_id\":\"user_2a\"}}"
            })
    void isNoMembership(String membership) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClerkJson.membership(json(membership)));
    }

    @Test
    void readsASession() {
        JsonNode session = json("""
                {"object":"session","id":"sess_2c","user_id":"user_2a","status":"revoked","last_active_organization_id":null,
                 "actor":null,"latest_activity":null}""");

        assertThat(ClerkJson.session(session))
                .isEqualTo(new ClerkSession("sess_2c", "user_2a", "revoked", null, null, null));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
