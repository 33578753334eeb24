package com.hubify.identity.server.apikey.page;

import static com.hubify.identity.server.apikey.page.KeyPages.ADA;
import static com.hubify.identity.server.apikey.page.KeyPages.MALLORY;
import static com.hubify.identity.server.apikey.page.KeyPages.html;
import static com.hubify.identity.server.apikey.page.KeyPages.newKey;
import static com.hubify.identity.server.apikey.page.KeyPages.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.page.PageTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.htmlunit.html.HtmlSelect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Keys that belong to an organization, in the account of who manages them. */
@PageTest
class OrganizationKeyPagesTests {

    private static final AccountId ACME = new AccountId("org_acme1");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private BreakableApiKeys keys;

    @Autowired
    private TestOrganizations organizations;

    private KeyPages ada;

    @BeforeEach
    void openBrowser() {
        ada = KeyPages.of(mvc);
    }

    @AfterEach
    void leave() {
        organizations.forget(ADA.value());
    }

    @Test
    void makesListsReplacesAndRevokesOne() throws Exception {
        joins(TestOrganizations.ADMIN);

        MockHttpServletResponse form = ada.open("/account/keys/new?owner=org_acme1");
        HtmlSelect owner = (HtmlSelect) html(form).getElementById("owner");
        assertThat(owner.getSelectedOptions().get(0).getText()).isEqualTo("Acme");
        MockHttpServletResponse made = create("org_acme1", "labs:read");
        String id = ApiKeyToken.parse(newKey(made)).orElseThrow().id();

        assertThat(keys.ownedBy(ADA)).isEmpty();
        MockHttpServletResponse list = ada.open("/account/keys?owner=org_acme1");
        Files.createDirectories(Path.of("target", "pages"));
        Files.writeString(Path.of("target", "pages", "keys-organization.html"), list.getContentAsString());
        assertThat(text(list)).contains("Job", "Acme owns these keys.", "Yours");
        assertThat(text(ada.open("/account/keys"))).contains("Acme").doesNotContain("Job");
        assertThat(newKey(ada.submit("/account/keys/" + id + "/rotate"))).isNotEmpty();
        assertThat(ada.submit("/account/keys/" + id + "/revoke").getRedirectedUrl())
                .isEqualTo("/account/keys?revoked=" + id);
        assertThat(text(ada.open("/account/keys?revoked=" + id))).contains("Acme owns these keys.", "is revoked");
        assertThat(keys.ownedBy(ACME)).extracting(ApiKey::creator).containsExactly(ADA);
    }

    /** Fault: the pages of an organization's keys said "you", and led back to the person's own. */
    @Test
    void speakOfTheOrganizationAndLeadBackToItsKeys() throws Exception {
        joins(TestOrganizations.ADMIN);
        assertThat(text(ada.open("/account/keys?owner=org_acme1")))
                .contains("use Hubify for the organization", "--owner org_acme1")
                .doesNotContain("You have no API keys");
        assertThat(text(create("org_acme1", "*")))
                .contains("in the organization’s name", "all that the organization has");
        keys.add(TestApiKeys.usable()
                .id("acme0001")
                .ofOrganization(ACME.value(), ADA)
                .key());

        assertThat(text(ada.open("/account/keys?owner=org_acme1")))
                .contains("act for the organization", "Created by\nAda Lovelace")
                .doesNotContain("to act for you");
        for (String page : new String[] {"/new?owner=org_acme1", "/acme0001", "/acme0001/rotate", "/acme0001/revoke"}) {
            assertThat(ada.open("/account/keys" + page).getContentAsString())
                    .as(page)
                    .contains("href=\"/account/keys?owner=org_acme1\"");
        }
    }

    /** Attack: post the id of an organization with the form, or open its key by its id, without the role for it. */
    @ParameterizedTest
    @ValueSource(strings = {TestOrganizations.MEMBER, ""})
    void hidesThemFromWhoDoesNotManageThem(String role) throws Exception {
        if (!role.isEmpty()) {
            joins(role);
        }
        ApiKey key = TestApiKeys.usable()
                .id("acme0001")
                .ofOrganization(ACME.value(), MALLORY)
                .key();
        keys.add(key);

        assertThat(ada.open("/account/keys?owner=org_acme1").getStatus()).isEqualTo(404);
        assertThat(create("org_acme1", "labs:read").getStatus()).isEqualTo(404);
        assertThat(ada.open("/account/keys/acme0001").getStatus()).isEqualTo(404);
        assertThat(ada.submit("/account/keys/acme0001/rotate").getStatus()).isEqualTo(404);
        assertThat(ada.submit("/account/keys/acme0001/revoke").getStatus()).isEqualTo(404);
        assertThat(html(ada.open("/account/keys/new")).getElementById("owner")).isNull();
        assertThat(keys.ownedBy(ACME)).containsExactly(key);
    }

    /** Attack: give the organization's key what the role there doesn't allow. */
    @Test
    void givesNoMoreThanTheRoleAllows() throws Exception {
        joins(TestOrganizations.EDITOR);

        MockHttpServletResponse refused = create("org_acme1", "labs:write");

        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(text(refused)).contains("Your role in the organization doesn’t allow labs:write.");
        assertThat(create("org_acme1", "labs:read").getStatus()).isEqualTo(200);
        assertThat(keys.ownedBy(ACME)).hasSize(1);
    }

    private void joins(String role) {
        organizations.join(ADA.value(), ACME.value(), "Acme", role);
    }

    private MockHttpServletResponse create(String owner, String scope) throws Exception {
        return ada.submit("/account/keys", "name", "Job", "scopes", scope, "owner", owner);
    }
}
