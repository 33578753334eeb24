package com.hubify.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets the Backend API client of {@code @clerk/backend} read and change the simulator's people. */
@SimulatorTest
class ClerkBackendIT {

    @Autowired
    private Issuer issuer;

    @Autowired
    private InstanceProperties instance;

    private String person;

    @BeforeEach
    void createPerson() {
        JsonNode created = answer(
                "users.createUser",
                Map.of(
                        "emailAddress",
                        List.of(address()),
                        "firstName",
                        "Noor",
                        "password",
                        "a password of some length"));
        person = created.get("id").asString();
    }

    @Test
    void sdkReadsPeople() {
        JsonNode user = answer("users.getUser", person);

        assertThat(user.get("firstName").asString()).isEqualTo("Noor");
        assertThat(user.get("banned").asBoolean()).isFalse();
        JsonNode email = user.get("emailAddresses").get(0);
        assertThat(email.get("id")).isEqualTo(user.get("primaryEmailAddressId"));
        assertThat(email.at("/verification/status").asString()).isEqualTo("verified");
        String address = email.get("emailAddress").asString();
        JsonNode found = answer("users.getUserList", Map.of("emailAddress", List.of(address)));
        assertThat(found.get("totalCount").asInt()).isOne();
        assertThat(found.at("/data/0/id").asString()).isEqualTo(person);
        assertThat(answer("users.getCount").asInt()).isGreaterThan(1);
    }

    @Test
    void sdkBansAndLetsInAgain() {
        String session = answer("sessions.createSession", Map.of("userId", person))
                .get("id")
                .asString();

        assertThat(answer("users.banUser", person).get("banned").asBoolean()).isTrue();

        assertThat(answer("sessions.getSession", session).get("status").asString())
                .isEqualTo("revoked");
        assertThat(answer("users.unbanUser", person).get("banned").asBoolean()).isFalse();
        assertThat(answer("users.lockUser", person).get("locked").asBoolean()).isTrue();
    }

    @Test
    void sdkDeletesPersonForGood() {
        assertThat(answer("users.deleteUser", person).get("deleted").asBoolean())
                .isTrue();

        assertThat(call("users.getUser", person))
                .containsEntry("accepted", false)
                .containsEntry("status", 404)
                .containsEntry("code", "resource_not_found");
    }

    @Test
    void sdkListsAndRevokesSessions() {
        String session = answer("sessions.createSession", Map.of("userId", person))
                .get("id")
                .asString();
        Map<String, String> active = Map.of("userId", person, "status", "active");
        assertThat(answer("sessions.getSessionList", active).at("/data/0/id").asString())
                .isEqualTo(session);

        assertThat(answer("sessions.revokeSession", session).get("status").asString())
                .isEqualTo("revoked");

        assertThat(answer("sessions.getSessionList", active).get("data").isEmpty())
                .isTrue();
        assertThat(answer("sessions.getSession", session).get("status").asString())
                .isEqualTo("revoked");
    }

    @Test
    void sdkReadsOrganizationsAndChangesMembers() {
        String organization = answer(
                        "organizations.createOrganization",
                        Map.of("name", "Initech", "slug", "initech", "createdBy", person))
                .get("id")
                .asString();
        Map<String, String> membership = Map.of("organizationId", organization, "userId", person);
        assertThat(answer("organizations.getOrganization", Map.of("slug", "initech"))
                        .get("id")
                        .asString())
                .isEqualTo(organization);
        assertThat(memberships().at("/data/0/role").asString()).isEqualTo("org:admin");
        assertThat(memberships().at("/data/0/organization/slug").asString()).isEqualTo("initech");

        Map<String, String> changed = new LinkedHashMap<>(membership);
        changed.put("role", "org:member");
        answer("organizations.updateOrganizationMembership", changed);
        assertThat(memberships().at("/data/0/role").asString()).isEqualTo("org:member");
        JsonNode members =
                answer("organizations.getOrganizationMembershipList", Map.of("organizationId", organization));
        assertThat(members.at("/data/0/publicUserData/userId").asString()).isEqualTo(person);

        JsonNode all = answer("organizations.getInstanceOrganizationMembershipList", Map.of("limit", 1));
        assertThat(all.at("/data/0/publicUserData/userId").asString()).isEqualTo(person);
        assertThat(all.get("totalCount").asInt()).isGreaterThan(1);

        answer("organizations.deleteOrganizationMembership", membership);
        assertThat(memberships().get("data").isEmpty()).isTrue();
        answer("organizations.deleteOrganization", organization);
        assertThat(call("organizations.getOrganization", Map.of("slug", "initech")))
                .containsEntry("status", 404);
    }

    /** The SDK looks at the status alone: it would take a revoked key that is found. */
    @Test
    void sdkRefusesRevokedApiKey() {
        JsonNode key =
                answer("apiKeys.create", Map.of("name", "Notebook", "subject", person, "scopes", List.of("labs:read")));
        String secret = key.get("secret").asString();
        assertThat(answer("apiKeys.verify", secret).get("subject").asString()).isEqualTo(person);

        answer("apiKeys.revoke", Map.of("apiKeyId", key.get("id").asString(), "revocationReason", "leaked"));

        assertThat(call("apiKeys.verify", secret))
                .containsEntry("status", 404)
                .containsEntry("code", "resource_not_found");
    }

    @Test
    void sdkNamesAWrongSecretKey() {
        Map<String, Object> question = question("users.getUser", person);
        question.put("secretKey", "sk_test_wrong");

        assertThat(ClerkSdk.judge(question))
                .containsEntry("accepted", false)
                .containsEntry("status", 401)
                .containsEntry("code", "clerk_key_invalid");
    }

    private JsonNode memberships() {
        return answer("users.getOrganizationMembershipList", Map.of("userId", person));
    }

    private JsonNode answer(String call, Object... arguments) {
        Map<String, Object> verdict = call(call, arguments);
        assertThat(verdict).as(call).containsEntry("accepted", true);
        return JsonMapper.shared().valueToTree(verdict.get("answer"));
    }

    private Map<String, Object> call(String call, Object... arguments) {
        return ClerkSdk.judge(question(call, arguments));
    }

    private Map<String, Object> question(String call, Object... arguments) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("way", "backend");
        question.put("call", call);
        question.put("arguments", arguments);
        question.put("apiUrl", issuer.value());
        question.put("secretKey", instance.secretKey().reveal());
        return question;
    }

    /** Another one for each test: people stay until the context ends. */
    private static String address() {
        return "noor-" + System.nanoTime() + "@example.com";
    }
}
