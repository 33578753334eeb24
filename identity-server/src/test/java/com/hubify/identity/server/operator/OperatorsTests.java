package com.hubify.identity.server.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.organization.InMemoryMemberships;
import com.hubify.identity.server.organization.Membership;
import com.hubify.identity.server.organization.Organization;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.testing.TestClock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is an operator, and what the pages at {@code /admin} are for others. */
class OperatorsTests {

    private static final AccountId OLU = new AccountId("user_olu");
    private static final AccountId ADA = new AccountId("user_ada");

    private final InMemoryMemberships memberships = new InMemoryMemberships();
    private final Operators operators =
            new Operators(new OperatorProperties(Set.of("user_olu"), "org_staff", "admin"), memberships);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void listedPeopleAre() {
        assertThat(operators.isOperator(OLU)).isTrue();
        assertThat(operators.isOperator(ADA)).isFalse();
    }

    /** Attack: be admin of an organization of one's own, or a plain member of the right one. */
    @ParameterizedTest
    @CsvSource({"org_staff,org:admin,true", "org_staff,org:member,false", "org_staff,,false", "org_own,org:admin,false"
    })
    void membersAreByTheirRoleInTheOneOrganization(String organization, @Nullable String role, boolean is) {
        join(organization, role);

        assertThat(operators.isOperator(ADA)).isEqualTo(is);
    }

    @Test
    void roleThatIsLostCountsNoMore() {
        join("org_staff", "org:admin");
        memberships.remove(ADA, "org_staff", TestClock.START.plusSeconds(1));

        assertThat(operators.isOperator(ADA)).isFalse();
    }

    @Test
    void withoutSettingsThereAreNone() {
        join("org_staff", "org:admin");
        Operators none = new Operators(new OperatorProperties(Set.of(), null, "admin"), memberships);

        assertThat(none.isOperator(OLU)).isFalse();
        assertThat(none.isOperator(ADA)).isFalse();
    }

    /**
     * Addresses change hands, so one in the list would make a stranger an operator. The sentence names the property, and not its
     * value, which may be a secret on the wrong line.
     */
    @ParameterizedTest
    @CsvSource({
        "olu@example.com,,admin,people,user_",
        "'',,admin,people,user_",
        "user_olu,staff,admin,organization,org_",
        "user_olu,org_staff,org:admin,role,without org:",
        "user_olu,org_staff,' ',role,without org:"
    })
    void settingsThatNameNoIdStopTheStart(
            String person, @Nullable String organization, String role, String property, String reason) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new OperatorProperties(Set.of(person), organization, role))
                .satisfies(e -> {
                    assertThat(e.getName()).isEqualTo("hubify.identity.operators." + property);
                    assertThat(e.getReason()).contains(reason);
                    assertThat(e.getMessage()).doesNotContain("olu@example.com", "staff");
                });
    }

    /** Attack: forced browsing, with any method and to pages that there aren't. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /admin", "POST /admin/people/end", "OPTIONS /admin/clients", "PUT /admin/none"})
    void othersFindNoPages(String request) throws Exception {
        signIn(ADA);

        assertThat(status(request)).isEqualTo(404);
    }

    @Test
    void operatorsAndThoseWithoutASignInGoOn() throws Exception {
        assertThat(status("GET /admin")).isEqualTo(200);
        signIn(OLU);
        assertThat(status("GET /admin")).isEqualTo(200);
        assertThat(status("POST /admin/people/end")).isEqualTo(200);
    }

    @Test
    void otherPagesAreNotAskedAbout() throws Exception {
        signIn(ADA);

        assertThat(status("GET /account")).isEqualTo(200);
        assertThat(status("GET /administration")).isEqualTo(200);
    }

    /** Attack: another kind of authentication whose name is an operator's id, such as a client's. */
    @Test
    void onlySignInsCount() throws Exception {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("user_olu", "", "any"));

        assertThat(status("GET /admin")).isEqualTo(404);
    }

    private void join(String organization, @Nullable String role) {
        memberships.put(
                ADA, new Membership(new Organization(organization, "Staff", null), role, List.of(), TestClock.START));
    }

    private static void signIn(AccountId person) {
        SecurityContextHolder.getContext()
                .setAuthentication(new SignInAuthentication(person, "sid", TestClock.START, TestClock.START));
    }

    private int status(String text) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(text.split(" ")[0], text.split(" ")[1]);
        request.setServletPath(text.split(" ")[1]);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new OperatorsOnly(operators).doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
