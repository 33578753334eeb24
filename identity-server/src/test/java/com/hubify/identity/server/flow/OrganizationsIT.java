package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.organization.MembershipUpdates;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlRadioButtonInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person who acts for an organization: their consent, what tokens say, and what becomes of them with role and membership. */
@FlowTest
class OrganizationsIT extends AbstractFlow {

    private static final AccountId SOLO = new AccountId(CodeFlow.SOLO_ID);
    private static final AtomicInteger ORGANIZATIONS = new AtomicInteger();
    private static final String FOREIGN = "org_2hUbIfYsOmEoNeElSeS00000001";
    private static final String SCOPE = "openid profile offline_access labs:read labs:write";

    /** Each test has its own: who has left one before does not come back by older news. */
    private final String acme = "org_2hUbIfYaCmEoFtHiStEsT" + ORGANIZATIONS.incrementAndGet();

    @BeforeEach
    void join() {
        cliTokens("openid");
        become("org:admin");
    }

    @AfterEach
    void leave() {
        updates().replace(SOLO, List.of(), clock.instant().plus(Duration.ofMinutes(2)));
        choice().activate(SOLO, OrganizationChoice.THEMSELVES);
    }

    @Test
    void tokensSayForWhomThePersonActs() throws ParseException {
        Answer tokens = tokensFor(acme);

        JWTClaimsSet claims = claims(tokens);
        assertThat(claims.getStringClaim("org_id")).isEqualTo(acme);
        assertThat(claims.getStringClaim("org_role")).isEqualTo("org:admin");
        assertThat(introspect(tokens.text("access_token")).text("org_id")).isEqualTo(acme);
        Answer userInfo = program.get("/userinfo", tokens.text("access_token"));
        assertThat(userInfo.text("org_id")).isEqualTo(acme);
        assertThat(userInfo.text("org_role")).isEqualTo("org:admin");
        assertThat(claims(refresh(tokens.text("refresh_token"))).getStringClaim("org_id"))
                .isEqualTo(acme);
    }

    @Test
    void whoActsForThemselvesHasNoOrganization() throws ParseException {
        Answer tokens = tokensFor(OrganizationChoice.THEMSELVES);

        assertThat(claims(tokens).getClaims()).doesNotContainKeys("org_id", "org_role");
        assertThat(program.get("/userinfo", tokens.text("access_token")).json().has("org_id"))
                .isFalse();
    }

    /** Attack: go on with the scopes of the administrator one no longer is, by a token or by a refresh. */
    @Test
    void anotherRoleEndsTokensAndLimitsTheNext() throws ParseException {
        Answer tokens = tokensFor(acme);
        assertThat(tokens.text("scope")).contains("labs:write");

        become("org:member");

        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
        clock.wind(Duration.ofSeconds(2));
        Answer asMember = refresh(tokens.text("refresh_token"));
        assertThat(asMember.text("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "offline_access", "labs:read");
        assertThat(claims(asMember).getStringClaim("org_role")).isEqualTo("org:member");

        become("org:admin");
        clock.wind(Duration.ofSeconds(2));
        assertThat(refresh(asMember.text("refresh_token")).text("scope")).contains("labs:write");
    }

    @Test
    void theRoleLimitsTheFirstTokensToo() throws ParseException {
        become("org:member");
        clock.wind(Duration.ofSeconds(2));

        Answer tokens = tokensFor(acme);

        assertThat(tokens.text("scope")).contains("labs:read").doesNotContain("labs:write");
        assertThat(claims(tokens).getStringClaim("scope")).doesNotContain("labs:write");
    }

    /** Attack: act on for an organization that one has been removed from. */
    @Test
    void theEndOfTheMembershipEndsAllOfIt() {
        Answer tokens = tokensFor(acme);

        clock.wind(Duration.ofMinutes(2));
        updates().replace(SOLO, List.of(), clock.instant());

        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(cli().asking(SCOPE).begin().at().getPath())
                .as("asked anew for whom")
                .isEqualTo("/oauth2/consent");
    }

    /** Attack: post the id of an organization that one is not in. */
    @Test
    void aForeignOrganizationIsRefused() {
        Browser.Stop consent = cli().asking(SCOPE).with("prompt", "consent").begin();
        HtmlRadioButtonInput option = option(consent, acme);
        option.setChecked(true);
        option.setValue(FOREIGN);

        Browser.Stop refused = browser.allowAll(consent);

        assertThat(refused.at()).hasPath("/oauth2/consent");
        assertThat(refused.text()).contains("You are not in the organization that you chose");
        HtmlForm section = activation();
        section.getInputByName("organization").setValue(FOREIGN);
        assertThat(browser.submit(section, List.of()).status()).isEqualTo(404);
        assertThat(choice().active(SOLO)).isEmpty();
        assertThat(choice().at(SOLO, "hubify-cli")).isEmpty();
    }

    @Test
    void becomesActiveByThePageOfTheAccount() {
        Browser.Stop done = browser.submit(activation(), List.of());

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("The active one is marked");
        assertThat(choice().active(SOLO).map(it -> it.organization().id())).contains(acme);
    }

    /** Fault: the person is removed while the page is open. The application is not to blame, and they can choose anew. */
    @Test
    void whoHasLeftMeanwhileIsAskedAgain() {
        CodeFlow flow = cli().asking(SCOPE).with("prompt", "consent");
        Browser.Stop consent = flow.begin();
        option(consent, acme).setChecked(true);
        updates().replace(SOLO, List.of(), clock.instant().plus(Duration.ofMinutes(2)));

        Browser.Stop again = browser.allowAll(consent);

        assertThat(again.text()).contains("You are not in the organization that you chose");
        assertThat(flow.redeem(browser.allowAll(again)).status()).isEqualTo(200);
    }

    private HtmlForm activation() {
        Browser.Stop section = browser.get(server + "/account/organizations");
        return Objects.requireNonNull(
                section.html().getFirstByXPath("//form[.//input[@name='organization' and @value='" + acme + "']]"));
    }

    private Answer tokensFor(String organization) {
        CodeFlow flow = cli().asking(SCOPE).with("prompt", "consent");
        Browser.Stop consent = flow.begin();
        option(consent, organization).setChecked(true);
        Answer tokens = flow.redeem(browser.allowAll(consent));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return tokens;
    }

    private static HtmlRadioButtonInput option(Browser.Stop consent, String organization) {
        return Objects.requireNonNull(consent.html()
                .getFirstByXPath("//input[@type='radio' and @name='organization' and @value='" + organization + "']"));
    }

    private void become(String role) {
        clock.wind(Duration.ofSeconds(2));
        updates()
                .replace(
                        SOLO,
                        List.of(new ClerkMembership(
                                CodeFlow.SOLO_ID, acme, "acme", "Acme Labs", role, List.of(), clock.instant())),
                        clock.instant());
    }

    private MembershipUpdates updates() {
        return context.getBean(MembershipUpdates.class);
    }

    private OrganizationChoice choice() {
        return context.getBean(OrganizationChoice.class);
    }

    private static JWTClaimsSet claims(Answer tokens) throws ParseException {
        return SignedJWT.parse(tokens.text("access_token")).getJWTClaimsSet();
    }
}
